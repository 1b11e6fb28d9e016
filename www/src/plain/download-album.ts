import { type AlbumItem, makeItem, placeOf } from '../album-item.js';
import { PellicleError } from '../errors.js';
import { toOptions } from '../options.js';
import type { ViewedAlbum } from '../view-album.js';
import type { Preview } from '../preview.js';
import { type Bytes, join } from './bytes.js';
import type { DownloadOptions, Downloaded } from './download.js';
import { bearing, blobUrl, fetchBlob, fetchLink, type FetchOptions, type Kept, MAX_BLOB_BYTES } from './fetched.js';
import type { Link } from './link.js';
import type { Message } from './message.js';
import { toOpened } from './open.js';
import { PREVIEW_HEAD_BYTES, previewIn } from './preview.js';
import { get } from './request.js';

/** K, then T. */
const KEY_BYTES = 32;

/**
 * Downloads the album of a link and opens it. None of its pictures is fetched yet.
 *
 * @param link - The whole link, as for `download`.
 * @param options - The password, and whether a view may be spent.
 * @returns Its title and its pictures, which are fetched one by one.
 * @throws {@link PellicleError} what `download` throws, with `not-album` in place of `album`, where the link leads to a picture.
 *
 * @example
 * ```ts
 * const { title, items } = await downloadAlbum(location.href);
 * for (const item of items) show(await downloadItem(item), item.caption);
 * ```
 */
export function downloadAlbum(link: string, options: DownloadOptions = {}): Promise<ViewedAlbum> {
  return fetchLink(link, options, toAlbum);
}

/** What the package gives of an album's message, but for what its server says. @internal */
export function toAlbum({ album }: Message, { origin: server }: Pick<Link, 'origin'>): Omit<ViewedAlbum, keyof Kept> {
  if (!album) throw new PellicleError('not-album');
  const items = album.items.map(({ id, caption, blobKey, viewToken }) => makeItem({ server, id, keys: join(blobKey, viewToken) }, caption));
  return { title: album.title, items };
}

/**
 * Downloads a picture of an album and opens it. It needs no password, whether it has one or not.
 *
 * @param item - One that {@link downloadAlbum} gave, and no copy of it: what opens the picture is kept apart from what can be copied.
 * @param options - Whether a view may be spent.
 * @returns The picture as it was sealed, checked to the last byte.
 * @throws {@link PellicleError} what `download` throws, but `link-damaged`, `password-needed` and `unreportable`; `bad-option`
 * for anything that is no item of an album.
 *
 * @example
 * ```ts
 * const { items } = await downloadAlbum(location.href);
 * const { blob } = await downloadItem(items[0]);
 * image.src = URL.createObjectURL(blob);
 * ```
 */
export async function downloadItem(item: AlbumItem, options: FetchOptions = {}): Promise<Omit<Downloaded, 'exposed'>> {
  const { place, bearer, blobKey } = keysOf(item);
  return fetchBlob(place, { bearer, blobKey }, toOptions(options), (message) => {
    const { exposed: _, ...opened } = toOpened(message, { exposed: false, id: place.id });
    return opened;
  });
}

/**
 * Fetches the preview of an album's picture by one request of at most 16,520 bytes, whatever the size of the picture.
 *
 * @param item - One that {@link downloadAlbum} gave, and no copy of it.
 * @param options - What stops it.
 * @returns `null` where the picture has no preview: it is small, moves or is transparent, was sealed without one, or may
 * only be looked at a limited number of times. No view is ever spent.
 * @throws {@link PellicleError} what {@link downloadItem} throws, but `view-limited`.
 *
 * @example
 * ```ts
 * const { items } = await downloadAlbum(location.href);
 * const preview = await downloadPreview(items[0]);
 * if (preview) image.src = URL.createObjectURL(preview.blob);
 * ```
 */
export async function downloadPreview(item: AlbumItem, options: Pick<FetchOptions, 'signal'> = {}): Promise<Preview | null> {
  const { signal } = toOptions(options);
  const { place, bearer, blobKey } = keysOf(item);
  const firstBytes = PREVIEW_HEAD_BYTES;
  const ask = { url: blobUrl(place), headers: bearing(bearer), firstBytes, maxBytes: MAX_BLOB_BYTES, unauthorized: 'wrong-key', signal } as const;
  const head = await get(ask).catch((error: PellicleError) => {
    if (error.code === 'view-limited') return undefined;
    throw error;
  });
  // A server that does not say how long the whole is leaves nothing to check the beginning against.
  return head && head.total !== null ? previewIn(head.bytes, head.total, { blobKey }) : null;
}

function keysOf(item: AlbumItem): { place: Pick<Link, 'origin' | 'id'>; blobKey: Bytes; bearer: Bytes } {
  const { server: origin, id, keys } = placeOf(item);
  const key = (start: number): Bytes => new Uint8Array(keys.subarray(start, start + KEY_BYTES));
  return { place: { origin, id }, blobKey: key(0), bearer: key(KEY_BYTES) };
}
