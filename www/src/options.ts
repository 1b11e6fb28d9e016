import { PellicleError } from './errors.js';

/** Options: what is none, or has a signal that is none, is a mistake. @internal */
export function toOptions<T extends object>(options: T): T {
  if (typeof options !== 'object' || options === null) throw new PellicleError('bad-option', 'options are given as an object');
  const { signal } = options as { signal?: AbortSignal | null };
  if (signal === undefined || signal === null || typeof signal.addEventListener === 'function') return options;
  throw new PellicleError('bad-option', 'signal is an AbortSignal');
}

/** Seconds in each unit that a duration can be written in. */
const UNIT_SECS = { s: 1, m: 60, h: 3600, d: 86400 } as const;

/** The format's limit on a side. */
const MAX_EDGE_PX = 65_535;

/** The format's limits on the texts that are sealed with a picture, in bytes. @internal */
export const MAX_ALT_BYTES = 1000;
/** @internal */
export const MAX_NAME_BYTES = 255;
/** The format's limits on an album, and on its title and captions in bytes. @internal */
export const MAX_ALBUM_ITEMS = 1000;
/** @internal */
export const MAX_ALBUM_TEXT_BYTES = 1000;

/** The longest duration: what the command line and the server take as a whole number of seconds. */
const MAX_SECS = 0xffff_ffff;

/** A duration in seconds, from seconds or from a whole number with s, m, h or d. @internal */
export function toSecs(duration: number | string): number {
  const match = typeof duration === 'string' ? /^([1-9][0-9]{0,9})([smhd])$/.exec(duration) : null;
  const secs = match ? Number(match[1]) * UNIT_SECS[match[2] as keyof typeof UNIT_SECS] : duration;
  if (typeof secs !== 'number' || !isWhole(secs, 1, MAX_SECS)) {
    throw new PellicleError('bad-option', 'expiresIn is a whole number of seconds from 1, or one with s, m, h or d');
  }
  return secs;
}

/** The longest side in pixels, or nothing for as many as the original has. @internal */
export function toMaxEdge(maxEdge: number | 'full' | undefined): number | 'full' | undefined {
  if (maxEdge === undefined || maxEdge === 'full' || isWhole(maxEdge, 1, MAX_EDGE_PX)) return maxEdge;
  throw new PellicleError('bad-option', `maxEdge is 'full' or a whole number of pixels from 1 to ${MAX_EDGE_PX}`);
}

/** Whether original mode is on; what is no boolean is a mistake, such as a longest side in the wrong place. @internal */
export function toOriginal(original: boolean | undefined): boolean {
  if (original === undefined || typeof original === 'boolean') return original ?? false;
  throw new PellicleError('bad-option', 'original is true or false');
}

/**
 * What a JPEG is optimised for.
 *
 * - `balanced`: looks and time
 * - `smallest`: about a quarter fewer bytes, which look nearly the same and take longer to make
 *
 * Pictures of other types are the same under both.
 */
export type Preset = 'balanced' | 'smallest';

/** A preset. @internal */
export function toPreset(preset: Preset | undefined): Preset | undefined {
  if (preset === undefined || preset === 'balanced' || preset === 'smallest') return preset;
  throw new PellicleError('bad-option', "preset is 'balanced' or 'smallest'");
}

/** How many views. @internal */
export function toViews(views: number | undefined): number | undefined {
  if (views === undefined || isWhole(views, 1, MAX_SECS)) return views;
  throw new PellicleError('bad-option', 'views is a whole number from 1');
}

/** A password, which is never empty: FORMAT refuses to seal under nothing. @internal */
export function toPassword(password: string | undefined): string | undefined {
  if (password === undefined || (typeof password === 'string' && password !== '')) return password;
  throw new PellicleError('bad-option', 'password is a text of at least one character');
}

/** A text that is sealed with the picture, of at most so many bytes of UTF-8. @internal */
export function toText(text: string | undefined, name: string, maxBytes: number): string | undefined {
  if (text === undefined) return undefined;
  if (typeof text === 'string' && new TextEncoder().encode(text).length <= maxBytes) return text;
  throw new PellicleError('bad-option', `${name} is a text of at most ${maxBytes} bytes`);
}

/** A server's origin: what was given, else the page's own. @internal */
export function toOrigin(server: string | undefined): string {
  const given = server ?? globalThis.location?.origin;
  try {
    const url = new URL(given);
    if (url.protocol === 'https:' || url.protocol === 'http:') return url.origin;
  } catch {
    // Not a URL at all: the same answer as for one of another scheme.
  }
  throw new PellicleError('bad-option', 'server is an http or https address, such as https://pic.example');
}

/** A file, by what it can do and not by its class, which differs between frames. @internal */
export function toBlob(file: Blob): Blob {
  if (typeof file === 'object' && file !== null && typeof file.arrayBuffer === 'function' && typeof file.size === 'number') {
    return file;
  }
  throw new PellicleError('bad-option', 'the picture is given as a File or a Blob');
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
