import { parseLink } from 'pellicle';
import { isExpired, type Kept } from './record.js';

/** What the file says that it is. */
const FORMAT = 'pellicle-list';
const VERSION = 1;

/** What a small copy may be: what `prepare` makes. Nothing else is shown, whatever a file says. */
const THUMBNAIL_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/apng', 'image/avif'];
const MOST_BYTES = 64 * 1024 * 1024;

/** What is wrong with a file, by the name of its sentence. */
export type FileFault = 'not-a-list' | 'newer' | 'damaged';

/** A file that is not taken. Nothing of it was kept. */
export class BadFile extends Error {
  constructor(readonly fault: FileFault) {
    super(fault);
  }
}

/** What was read of a file. */
export interface Read {
  records: Kept[];
  /** How many were left out because they have expired. */
  expired: number;
  /** How many were left out because they are on another server, which this page may not ask. */
  foreign: number;
}

/**
 * The list as a file: `{ "format": "pellicle-list", "version": 1, "shared": [...] }`, each with the fields of `Kept`, but
 * instants as ISO 8601 and the small copy as `{ "type", "base64" }`.
 */
export async function writeList(records: Kept[]): Promise<Blob> {
  const shared = [];
  for (const { id: _, created, expires, thumbnail, ...rest } of records) {
    shared.push({
      ...rest,
      created: new Date(created).toISOString(),
      expires: expires === null ? null : new Date(expires).toISOString(),
      thumbnail: thumbnail && { type: thumbnail.type, base64: await toBase64(thumbnail) },
    });
  }
  return new Blob([JSON.stringify({ format: FORMAT, version: VERSION, shared }, null, 1)], { type: 'application/json' });
}

/** Reads such a file: all of it, or nothing where any part of it is damaged. */
export async function readList(file: Blob, origin: string, nowMs = Date.now()): Promise<Read> {
  if (file.size > MOST_BYTES) throw new BadFile('not-a-list');
  const list = parse(await file.text());
  if (!isObject(list) || list.format !== FORMAT) throw new BadFile('not-a-list');
  if (typeof list.version !== 'number' || list.version > VERSION) throw new BadFile('newer');
  if (!Array.isArray(list.shared)) throw new BadFile('damaged');
  const read: Read = { records: [], expired: 0, foreign: 0 };
  for (const entry of list.shared) {
    const record = await toKept(entry);
    if (new URL(record.link).origin !== origin) read.foreign += 1;
    else if (isExpired(record, nowMs)) read.expired += 1;
    else read.records.push(record);
  }
  return read;
}

async function toKept(entry: unknown): Promise<Kept> {
  const fine = isObject(entry) && typeof entry.link === 'string' && typeof entry.deleteToken === 'string';
  // A token is 32 bytes in base64url.
  if (!fine || !/^[\w-]{43}$/.test(entry.deleteToken as string)) throw new BadFile('damaged');
  const { link, id } = await parseLink(entry.link as string).catch(() => {
    throw new BadFile('damaged');
  });
  const { kind, views, hasPassword, title, items } = entry;
  const created = toInstant(entry.created);
  const expires = entry.expires === null ? null : toInstant(entry.expires);
  const isFine =
    (kind === 'picture' || kind === 'album') &&
    (views === null || (Number.isSafeInteger(views) && (views as number) > 0)) &&
    typeof hasPassword === 'boolean' &&
    typeof title === 'string' &&
    Array.isArray(items) &&
    items.every((item) => typeof item === 'string');
  if (!isFine) throw new BadFile('damaged');
  return {
    id,
    kind,
    link,
    deleteToken: entry.deleteToken as string,
    created,
    expires,
    views: views as number | null,
    hasPassword,
    title: title.slice(0, 1000),
    items,
    thumbnail: toThumbnail(entry.thumbnail),
  };
}

function toInstant(text: unknown): number {
  const instant = typeof text === 'string' ? Date.parse(text) : NaN;
  if (Number.isNaN(instant)) throw new BadFile('damaged');
  return instant;
}

function toThumbnail(entry: unknown): Blob | null {
  if (entry === null || entry === undefined) return null;
  if (!isObject(entry) || typeof entry.base64 !== 'string' || !THUMBNAIL_TYPES.includes(String(entry.type))) {
    throw new BadFile('damaged');
  }
  try {
    return new Blob([Uint8Array.from(atob(entry.base64), (letter) => letter.charCodeAt(0))], { type: String(entry.type) });
  } catch {
    throw new BadFile('damaged');
  }
}

async function toBase64(blob: Blob): Promise<string> {
  let text = '';
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
  return btoa(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadFile('not-a-list');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
