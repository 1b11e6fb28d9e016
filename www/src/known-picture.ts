import type { Pixels } from './protocol.js';

/**
 * An AVIF of 16 × 8 pixels: in Display P3, turned by a quarter to the left, half of it half transparent. Made by
 * `avifenc -s 0 --min 0 --max 4 --minalpha 0 --maxalpha 0 -y 444 --irot 1 --cicp 12/13/6`.
 */
const AVIF =
  'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAAGXbWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAA' +
  'AAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAsaWxvYwAAAABEAAACAAEAAAABAAAB1gAAAC0AAgAAAAEAAAG/AAAAFwAA' +
  'AEJpaW5mAAAAAAACAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAAAaaW5mZQIAAAAAAgAAYXYwMUFscGhhAAAAABppcmVm' +
  'AAAAAAAAAA5hdXhsAAIAAQABAAAAzWlwcnAAAACmaXBjbwAAABRpc3BlAAAAAAAAABAAAAAIAAAAEHBpeGkAAAAAAwgICAAA' +
  'AAxhdjFDgSAAAAAAABNjb2xybmNseAAMAA0ABoAAAAAJaXJvdAEAAAAOcGl4aQAAAAABCAAAAAxhdjFDgQAcAAAAADhhdXhD' +
  'AAAAAHVybjptcGVnOm1wZWdCOmNpY3A6c3lzdGVtczphdXhpbGlhcnk6YWxwaGEAAAAAH2lwbWEAAAAAAAAAAgABBQECgwSF' +
  'AAIEAQaHCAAAAExtZGF0EgAKBRgMv/KoMgwQAKTuBFXEOT/yWUsSAAoIOAy/8oYGg0gyHxCAAABAALcRca2h/bG71f20Qv+z' +
  'eBiTfrcGZVBatfI=';

/** A picture of which is known what a decoder has to give. */
export const KNOWN_PICTURE = new Blob([Uint8Array.from(atob(AVIF), (letter) => letter.charCodeAt(0))], { type: 'image/avif' });

/** What stands at the top, and what at the bottom, in sRGB and not multiplied. */
const TOP = [12, 41, 207, 128];
const BOTTOM = [219, 0, 27, 255];

/** How far a codec and a conversion may be off; what is not converted is off by 18 and more. */
const TOLERANCE = 8;

/** Whether these are its pixels, upright or to be turned. */
export function looksKnown({ width, height, rgba, orientation }: Pixels): boolean {
  const shape = `${width}x${height} ${orientation}`;
  const first = near(rgba.subarray(0, 4), shape === '8x16 1' ? TOP : BOTTOM);
  const last = near(rgba.subarray(-4), shape === '8x16 1' ? BOTTOM : TOP);
  return first && last && (shape === '8x16 1' || shape === '16x8 8');
}

function near(pixel: Uint8Array, expected: number[]): boolean {
  return expected.every((level, channel) => Math.abs(level - pixel[channel]!) <= TOLERANCE);
}
