import { PellicleError } from '../errors.js';
import { Looks } from '../looks.js';
import type { Bytes } from './bytes.js';
import { KDF_HEADER_BYTES } from './header.js';
import { deriveKeys, type Keys, type PasswordOptions } from './keys.js';
import { type Link, readLink } from './link.js';
import type { Message } from './message.js';
import { openBlob } from './open.js';
import { get } from './request.js';

/** No blob that is larger is taken. */
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

/** How a blob is fetched. */
export interface FetchOptions {
  /**
   * Whether looking may use up one of a limited number of views. Default: no, and such a picture rejects with
   * `view-limited` and the views that are left. A look that was cut short is the same look when it is asked for again on
   * the same page within 10 minutes.
   */
  spendView?: boolean | undefined;
  /** Stops the download. The promise rejects with the code `cancelled`. */
  signal?: AbortSignal | undefined;
  /**
   * Called as bytes of the blob come.
   *
   * @param loaded - Bytes that have come.
   * @param total - Bytes that there are; it grows with `loaded` where the server did not say.
   */
  onBytes?: ((loaded: number, total: number) => void) | undefined;
}

/** What its server says of a blob. */
export interface Kept {
  /** When the server deletes it, or `null` when it did not say. */
  expires: Date | null;
  /** How many views are left after this one, or `null` where they are not limited. */
  viewsLeft: number | null;
}

const looks = new Looks();

/** Finds the keys of a link. A password costs work before the blob is asked for: the view token is derived from it too. */
async function keysOf(link: Link, options: PasswordOptions & FetchOptions): Promise<Keys> {
  const url = `${link.origin}/b/${link.id}/header`;
  const { bytes } = await get({ url, maxBytes: 2 * KDF_HEADER_BYTES, unauthorized: 'server-error', signal: options.signal });
  if (bytes.length !== KDF_HEADER_BYTES) throw new PellicleError('server-error', 'a header is 32 bytes');
  return deriveKeys(bytes, link.secret, options);
}

/**
 * Fetches a blob under its view token and opens it. The look, which `name` stands for, goes on where that fails: also where
 * a link led to the other kind, so that asking for that one spends no other view. @internal
 */
export async function fetchBlob<T>(
  name: string,
  url: string,
  viewToken: Bytes,
  { spendView = false, signal, onBytes }: FetchOptions,
  open: (blob: Bytes) => Promise<T>,
): Promise<T & Kept> {
  const headers: Record<string, string> = { Authorization: `Bearer ${base64url(viewToken)}` };
  if (spendView) headers['Pellicle-View'] = base64url(looks.begin(name));
  try {
    const answer = await get({ url, headers, maxBytes: MAX_BLOB_BYTES, unauthorized: 'wrong-key', signal, onBytes });
    const opened = await open(answer.bytes);
    looks.end(name);
    const expires = answer.number('Pellicle-Expires');
    return {
      ...opened,
      expires: expires === null ? null : new Date(expires * 1000),
      viewsLeft: answer.number('Pellicle-Views-Left'),
    };
  } catch (error) {
    // The server wants another value: the next look is another one.
    if (error instanceof PellicleError && error.code === 'view-limited') looks.end(name);
    throw error;
  }
}

/**
 * Downloads what a link leads to, and reads what was sealed. Every request is made once: whoever wants to try again calls
 * again. @internal
 */
export async function fetchLink<T>(
  link: string,
  options: PasswordOptions & FetchOptions,
  read: (message: Message, found: Link) => T,
): Promise<T & Kept> {
  const text = String(link);
  const found = await readLink(text);
  const keys = await keysOf(found, options);
  const open = async (blob: Bytes): Promise<T> => read(await openBlob(blob, keys), found);
  return fetchBlob(text, `${found.origin}/b/${found.id}`, keys.viewToken, options, open);
}

function base64url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
