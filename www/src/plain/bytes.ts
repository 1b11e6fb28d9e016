import { PellicleError } from '../errors.js';

/** Bytes in memory of their own, which is what WebCrypto takes. @internal */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A text as UTF-8. @internal */
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/**
 * What a caller gave as bytes, copied: nobody can change what was verified while the rest is. By what it can do and not by its
 * class, which differs between frames. @internal
 */
export async function toBytes(given: Blob | ArrayBuffer | Uint8Array): Promise<Bytes> {
  if (ArrayBuffer.isView(given)) return new Uint8Array(new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
  if (Object.prototype.toString.call(given) === '[object ArrayBuffer]') return new Uint8Array((given as ArrayBuffer).slice(0));
  if (typeof (given as Blob | null)?.size === 'number' && typeof (given as Blob).arrayBuffer === 'function') return new Uint8Array(await (given as Blob).arrayBuffer());
  throw new PellicleError('bad-option', 'what is opened is a Blob, an ArrayBuffer or a Uint8Array');
}

/** The pieces one behind the other. @internal */
export function join(...pieces: Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((bytes, piece) => bytes + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Whether two runs of bytes are the same, in a time that says nothing of where they differ. @internal */
export function same(a: Bytes, b: Bytes): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}
