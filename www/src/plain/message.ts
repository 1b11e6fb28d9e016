import { PellicleError } from '../errors.js';
import { readAlbum, type Album } from './album.js';
import type { Bytes } from './bytes.js';
import { bad } from './json.js';
import { readManifest, type PartEntry } from './manifest.js';
import { matchesMagic } from './media-type.js';
import { padme } from './padding.js';

const MAX_MANIFEST_BYTES = 16_384;
const LENGTH_BYTES = 4;

/** A picture in a message. @internal */
export interface Part extends PartEntry {
  bytes: Bytes;
}

/** What a message holds: a picture, perhaps with a preview, or an album. @internal */
export interface Message {
  main: Part | null;
  preview: Part | null;
  album: Album | null;
  alt: string | null;
  name: string | null;
}

/**
 * Reads a message whose every chunk has verified: manifest, then padding, then the parts' first bytes.
 * Throws `bad-manifest`, `bad-padding` and `type-mismatch`. @internal
 */
export function readMessage(message: Bytes): Message {
  if (message.length < LENGTH_BYTES) throw bad('length');
  const length = new DataView(message.buffer, message.byteOffset).getUint32(0, true);
  const partsStart = LENGTH_BYTES + length;
  if (length < 1 || length > MAX_MANIFEST_BYTES || partsStart > message.length) throw bad('length');
  const { parts, isAlbum, alt, name } = readManifest(message.subarray(LENGTH_BYTES, partsStart));

  const end = partsStart + (parts.at(-1)?.end ?? 0);
  if (end > message.length) throw bad('len');
  if (padme(end) !== message.length || message.subarray(end).some((byte) => byte !== 0)) {
    throw new PellicleError('bad-padding');
  }

  const opened = parts.map((part): Part => {
    const bytes = message.slice(partsStart + part.start, partsStart + part.end);
    const matches = isAlbum ? bytes[0] === 0x7b : matchesMagic(part.type, bytes);
    if (!matches) throw new PellicleError('type-mismatch');
    return { ...part, bytes };
  });
  const last = opened.at(-1) ?? null;
  return {
    main: isAlbum ? null : last,
    preview: opened.length > 1 ? (opened[0] ?? null) : null,
    album: isAlbum && last ? readAlbum(last.bytes) : null,
    alt,
    name,
  };
}
