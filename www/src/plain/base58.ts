import type { Bytes } from './bytes.js';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** One character of base58 in a regular expression. @internal */
export const BASE58 = `[${ALPHABET}]`;

/**
 * Reads base58 (Bitcoin's alphabet) as one big-endian number of at least so many bytes.
 * The text holds characters of the alphabet and nothing else. @internal
 */
export function fromBase58(text: string, bytes: number): Bytes {
  let number = 0n;
  for (const character of text) number = number * 58n + BigInt(ALPHABET.indexOf(character));
  return fromHex(number.toString(16).padStart(2 * bytes, '0'));
}

/** Reads pairs of hexadecimal digits. @internal */
export function fromHex(digits: string): Bytes {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
