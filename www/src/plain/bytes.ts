/** Bytes in memory of their own, which is what WebCrypto takes. @internal */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A text as UTF-8. @internal */
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

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
