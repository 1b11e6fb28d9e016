import type { Bytes } from './bytes.js';

/** A kind of picture that a blob can hold: what a file of it is called, and starts with, a character for a byte. */
interface MediaType {
  extension: string;
  magic: RegExp;
}

const MEDIA_TYPES = new Map<string, MediaType>([
  ['image/jpeg', { extension: 'jpg', magic: /^\xff\xd8\xff/ }],
  ['image/png', { extension: 'png', magic: /^\x89PNG\r\n\x1a\n/ }],
  ['image/webp', { extension: 'webp', magic: /^RIFF[^]{4}WEBP/ }],
  ['image/gif', { extension: 'gif', magic: /^GIF8[79]a/ }],
  ['image/avif', { extension: 'avif', magic: /^[^]{4}ftypavi[fs]/ }],
]);

/** The longest of the beginnings. */
const MAGIC_BYTES = 12;

/** Whether a picture may be of this type. @internal */
export const isMediaType = (type: string): boolean => MEDIA_TYPES.has(type);

/** What a file of this type is called after the dot. @internal */
export const extensionOf = (type: string): string => MEDIA_TYPES.get(type)?.extension ?? '';

/** Whether these bytes start as a file of this type does. @internal */
export function matchesMagic(type: string, bytes: Bytes): boolean {
  return MEDIA_TYPES.get(type)?.magic.test(String.fromCharCode(...bytes.subarray(0, MAGIC_BYTES))) ?? false;
}
