import { utf8, type Bytes } from './bytes.js';
import { bad, readObject, type JsonObject } from './json.js';
import { isMediaType } from './media-type.js';

/** What a manifest with its length and a preview may take: chunk 0, so that one ranged read brings both. */
const MAX_PREVIEW_END = 16_384;
const MAX_ALT_BYTES = 1000;
const MAX_NAME_BYTES = 255;
const MAX_SIDE_PX = 65_535;
/** The type of an album's part, and of nothing else. @internal */
export const ALBUM_TYPE = 'application/vnd.pellicle.album+json';

/** Where a part lies, counted from the end of the manifest, and what it is. @internal */
export interface PartEntry {
  type: string;
  start: number;
  end: number;
  width: number;
  height: number;
}

/** A manifest that keeps every rule. @internal */
export interface Manifest {
  /** `main`; `preview` then `main`; or `album`. */
  parts: PartEntry[];
  isAlbum: boolean;
  alt: string | null;
  name: string | null;
}

/** Reads a manifest as if an enemy wrote it. Throws `bad-manifest`. @internal */
export function readManifest(bytes: Bytes): Manifest {
  const object = readObject(bytes);
  checkVersion(object);
  const entries = objectsIn(object, 'parts');
  // As JSON, in which a role that holds a comma is not taken for two.
  const roles = JSON.stringify(entries.map((entry) => textIn(entry, 'role')));
  const isAlbum = roles === '["album"]';
  if (!isAlbum && roles !== '["main"]' && roles !== '["preview","main"]') throw bad('parts');
  const parts: PartEntry[] = [];
  for (const entry of entries) parts.push(readPart(entry, isAlbum, parts.at(-1)?.end ?? 0));
  if (parts[1] && 4 + bytes.length + parts[1].start > MAX_PREVIEW_END) throw bad('preview');
  return {
    parts,
    isAlbum,
    alt: optionalTextIn(object, 'alt', MAX_ALT_BYTES),
    name: optionalTextIn(object, 'name', MAX_NAME_BYTES),
  };
}

/** A manifest and an album are both of version 1. @internal */
export function checkVersion(object: JsonObject): void {
  if (object.get('v') !== 1) throw bad('v');
}

/** The objects of a list that must be there. @internal */
export function objectsIn(object: JsonObject, key: string): JsonObject[] {
  const list = object.get(key);
  if (!Array.isArray(list)) throw bad(key);
  return list.map((value) => {
    if (value instanceof Map) return value;
    throw bad(key);
  });
}

/** A text that must be there. @internal */
export function textIn(object: JsonObject, key: string): string {
  const text = object.get(key);
  if (typeof text !== 'string') throw bad(key);
  return text;
}

/** A text that may be left out; nothing else may stand in its place. @internal */
export function optionalTextIn(object: JsonObject, key: string, maxBytes = Infinity): string | null {
  if (!object.has(key)) return null;
  const text = textIn(object, key);
  if (utf8(text).length > maxBytes) throw bad(key);
  return text;
}

/** A part begins where the one before it ended. Numbers have at most ten digits, so the sum of two is exact. */
function readPart(entry: JsonObject, isAlbum: boolean, start: number): PartEntry {
  const type = textIn(entry, 'type');
  const length = numberIn(entry, 'len', 1);
  if (numberIn(entry, 'off', 0) !== start) throw bad('off');
  const place = { type, start, end: start + length };
  if (isAlbum) {
    if (type !== ALBUM_TYPE || entry.has('w') || entry.has('h')) throw bad('album');
    return { ...place, width: 0, height: 0 };
  }
  if (!isMediaType(type)) throw bad('type');
  return { ...place, width: numberIn(entry, 'w', 1, MAX_SIDE_PX), height: numberIn(entry, 'h', 1, MAX_SIDE_PX) };
}

function numberIn(object: JsonObject, key: string, least: number, most = Infinity): number {
  const number = object.get(key);
  if (typeof number !== 'number' || number < least || number > most) throw bad(key);
  return number;
}
