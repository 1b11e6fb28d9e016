/**
 * PADMÉ: the length that a length is padded to (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and
 * Communication with PURBs", section 4). @internal
 */
export function padme(length: number): number {
  // A number's logarithm, rounded down, is one less than its binary digits, without the rounding of Math.log2.
  const e = length.toString(2).length - 1;
  const s = e.toString(2).length;
  const step = 2 ** Math.max(e - s, 0);
  return Math.ceil(length / step) * step;
}
