import { PellicleError } from '../errors.js';
import { Looks, type LookStore } from '../looks.js';
import { toOptions } from '../options.js';
import type { Preview } from '../preview.js';
import { tell } from '../tell.js';
import type { Bytes } from './bytes.js';
import { KDF_HEADER_BYTES } from './header.js';
import { deriveKeys, keysWithoutPassword, type Keys, type PasswordOptions } from './keys.js';
import { type Link, readLink } from './link.js';
import { type Message, readMessage } from './message.js';
import { openInner } from './open.js';
import { PREVIEW_HEAD_BYTES, previewIn } from './preview.js';
import { type Ask, get } from './request.js';

/** No blob that is larger is taken. @internal */
export const MAX_BLOB_BYTES = 32 * 1024 * 1024;

/** How a blob is fetched. */
export interface FetchOptions {
  /**
   * Whether looking may use up one of a limited number of views. Default: no, and such a picture rejects with
   * `view-limited` and the views that are left. A look that was cut short is the same look when it is asked for again on
   * the same page within 10 minutes.
   */
  spendView?: boolean | undefined;
  /**
   * Where a look that uses up a view is remembered for its 10 minutes, such as `sessionStorage`: the same look then goes on
   * after the page was loaded anew, without `spendView`, and does so when the picture had come already. What is kept is
   * the address without its key, and a random value that opens nothing. Default: in memory, until the picture has come.
   */
  lookStore?: LookStore | undefined;
  /** Stops the download. The promise rejects with the code `cancelled`. */
  signal?: AbortSignal | undefined;
  /**
   * Called as bytes of the blob come.
   *
   * @param loaded - Bytes that have come.
   * @param total - Bytes that there are; it grows with `loaded` where the server did not say.
   */
  onBytes?: ((loaded: number, total: number) => void) | undefined;
  /**
   * Called at most once, with the preview of a picture that is still on its way: as soon as its first 16,520 bytes have
   * come, without another request. Small, transparent, moving and view-limited pictures have none.
   *
   * @param preview - What to show until the picture is there.
   */
  onPreview?: ((preview: Preview) => void) | undefined;
}

/** What its server says of a blob. */
export interface Kept {
  /** When the server deletes it, or `null` when it did not say. */
  expires: Date | null;
  /** How many views are left after this one, or `null` where they are not limited. */
  viewsLeft: number | null;
}

/** What fetches a blob, and what opens it. */
export interface BlobKeys extends Pick<Keys, 'blobKey'> {
  /** What the server wants to see. */
  bearer: Bytes;
  /** Whoever has the link can check that what is opened could be reported; an album's item has the key alone. */
  viewToken?: Bytes;
}

/** Finds the keys of a link. A password costs work before the blob is asked for: the view token is derived from it too. */
async function keysOf(link: Link, options: PasswordOptions & FetchOptions): Promise<Keys> {
  const url = `${blobUrl(link)}/header`;
  const { signal } = options;
  const header = await get({ url, maxBytes: 2 * KDF_HEADER_BYTES, unauthorized: 'server-error', signal }).catch(async (error: PellicleError) => {
    throw error.code === 'gone' ? await howItWent(link, error, signal) : error;
  });
  if (header.bytes.length !== KDF_HEADER_BYTES) throw new PellicleError('server-error', 'a header is 32 bytes');
  return deriveKeys(header.bytes, link.secret, options);
}

/**
 * A server tells how a picture went only to whoever shows its view token, and to make that under a password takes the
 * header, which is gone too. So it is asked with the token of a picture without one, which most are.
 */
async function howItWent(link: Link, gone: PellicleError, signal: AbortSignal | undefined): Promise<PellicleError> {
  const { viewToken } = await keysWithoutPassword(link.secret);
  const ask = { url: blobUrl(link), method: 'HEAD', headers: bearing(viewToken), maxBytes: MAX_BLOB_BYTES, unauthorized: 'gone', signal } as const;
  return get(ask).then(
    () => gone,
    (error: PellicleError) => (error.goneBecause || error.code === 'cancelled' ? error : gone),
  );
}

/**
 * Fetches a blob under its view token and opens it. The look, which `name` stands for, goes on where that fails: also where
 * a link led to the other kind, so that asking for that one spends no other view. @internal
 */
export async function fetchBlob<T>(
  place: Pick<Link, 'origin' | 'id'>,
  keys: BlobKeys,
  options: FetchOptions,
  read: (message: Message) => T,
): Promise<T & Kept> {
  const { spendView = false, lookStore, signal } = options;
  const looks = new Looks(lookStore);
  const look = `${place.origin}/i/${place.id}`;
  const value = spendView ? looks.begin(look) : looks.going(look);
  const headers = { ...bearing(keys.bearer), ...(value && { 'Pellicle-View': base64url(value) }) };
  const watched = watch(keys, options);
  try {
    const answer = await get({ url: blobUrl(place), headers, maxBytes: MAX_BLOB_BYTES, unauthorized: 'wrong-key', signal, onBytes: watched.onBytes });
    await watched.told();
    const opened = read(readMessage(await openInner(answer.bytes, keys.blobKey, keys.viewToken)));
    looks.end(look);
    const expires = answer.number('Pellicle-Expires');
    return {
      ...opened,
      expires: expires === null ? null : new Date(expires * 1000),
      viewsLeft: answer.number('Pellicle-Views-Left'),
    };
  } catch (error) {
    await watched.told();
    if (error instanceof PellicleError && error.code === 'view-limited') looks.refused(look, value);
    throw error;
  }
}

/** Tells of bytes as they come, and of the preview once enough of them are there. */
function watch(keys: BlobKeys, { onBytes, onPreview }: FetchOptions): { onBytes: Ask['onBytes']; told(): Promise<void> } {
  let wanted = onPreview;
  let telling = Promise.resolve();
  return {
    onBytes: (received) => {
      const { length, total } = received;
      tell(() => onBytes?.(length, Math.max(length, total ?? 0)));
      // What is so short has come whole, and without a total nothing says that more comes.
      if (!wanted || length < PREVIEW_HEAD_BYTES || total === null || total <= PREVIEW_HEAD_BYTES) return;
      const show = wanted;
      wanted = undefined;
      telling = previewIn(received.all(), total, keys).then(
        (preview) => preview && tell(() => show(preview)),
        // What is wrong here is told of the whole, when that has come.
        () => {},
      ) as Promise<void>;
    },
    /** A preview is told before the picture, or before that it does not come. */
    told: () => telling,
  };
}

/**
 * Downloads what a link leads to, and reads what was sealed. @internal
 */
export async function fetchLink<T>(
  link: string,
  options: PasswordOptions & FetchOptions,
  read: (message: Message, found: Link) => T,
): Promise<T & Kept> {
  toOptions(options);
  const found = await readLink(String(link));
  const { blobKey, viewToken } = await keysOf(found, options);
  return fetchBlob(found, { blobKey, viewToken, bearer: viewToken }, options, (message) => read(message, found));
}

/** Where a blob is. @internal */
export function blobUrl({ origin, id }: Pick<Link, 'origin' | 'id'>): string {
  return `${origin}/b/${id}`;
}

/** The header that a view token stands in, and nothing else. @internal */
export function bearing(viewToken: Bytes): { Authorization: string } {
  return { Authorization: `Bearer ${base64url(viewToken)}` };
}

function base64url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
