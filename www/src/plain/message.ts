import { PellicleError } from '../errors.js';
import { readAlbum, type Album } from './album.js';
import type { Bytes } from './bytes.js';
import { bad } from './json.js';
import { ALBUM_TYPE, readManifest, type Manifest, type PartEntry } from './manifest.js';
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

/** A preview, and what is said of the picture that it is of. @internal */
export interface MessagePreview {
  preview: Part;
  main: PartEntry;
  alt: string | null;
}

/**
 * Reads a message whose every chunk has verified: manifest, then padding, then the parts' first bytes.
 * Throws `bad-manifest`, `bad-padding` and `type-mismatch`. @internal
 */
export function readMessage(message: Bytes): Message {
  const { parts, partsStart, isAlbum, alt, name } = readParts(message, message.length);
  const opened = parts.map((part) => toPart(message, partsStart, part));
  const last = opened.at(-1) ?? null;
  return {
    main: isAlbum ? null : last,
    preview: opened.length > 1 ? (opened[0] ?? null) : null,
    album: isAlbum && last ? readAlbum(last.bytes) : null,
    alt,
    name,
  };
}

/**
 * Reads the preview in a message's first chunk, behind which there are others. Throws as {@link readMessage}, as far as the
 * chunk shows it. @internal
 */
export function readPreview(chunk: Bytes, messageBytes: number): MessagePreview | null {
  // Behind a manifest that goes on in the next chunk there is no room for a preview.
  if (manifestEnd(chunk) > chunk.length) return null;
  const { parts, partsStart, alt } = readParts(chunk, messageBytes);
  const [preview, main] = parts;
  return preview && main ? { preview: toPart(chunk, partsStart, preview), main, alt } : null;
}

/** The manifest, with what can be said of a message of `messageBytes` by its beginning or by all of it. */
function readParts(message: Bytes, messageBytes: number): Manifest & { partsStart: number } {
  const partsStart = manifestEnd(message);
  if (partsStart > message.length) throw bad('length');
  const manifest = readManifest(message.subarray(LENGTH_BYTES, partsStart));
  const end = partsStart + (manifest.parts.at(-1)?.end ?? 0);
  if (end > messageBytes) throw bad('len');
  if (padme(end) !== messageBytes || message.subarray(end).some((byte) => byte !== 0)) {
    throw new PellicleError('bad-padding');
  }
  return { ...manifest, partsStart };
}

function manifestEnd(message: Bytes): number {
  if (message.length < LENGTH_BYTES) throw bad('length');
  const length = new DataView(message.buffer, message.byteOffset).getUint32(0, true);
  if (length < 1 || length > MAX_MANIFEST_BYTES) throw bad('length');
  return LENGTH_BYTES + length;
}

function toPart(message: Bytes, partsStart: number, part: PartEntry): Part {
  const bytes = message.slice(partsStart + part.start, partsStart + part.end);
  const matches = part.type === ALBUM_TYPE ? bytes[0] === 0x7b : matchesMagic(part.type, bytes);
  if (!matches) throw new PellicleError('type-mismatch');
  return { ...part, bytes };
}
