import { type AlbumItem, makeItem, placeOf } from '../album-item.js';
import { PellicleError } from '../errors.js';
import type { ViewedAlbum } from '../view-album.js';
import { join } from './bytes.js';
import type { DownloadOptions, Downloaded } from './download.js';
import { fetchBlob, fetchLink, type FetchOptions, type Kept } from './fetched.js';
import type { Link } from './link.js';
import { type Message, readMessage } from './message.js';
import { openInner, toOpened } from './open.js';

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
  const { server, id, keys } = placeOf(item);
  const url = `${server}/b/${id}`;
  const key = (start: number): Uint8Array<ArrayBuffer> => new Uint8Array(keys.subarray(start, start + KEY_BYTES));
  return fetchBlob(url, url, key(KEY_BYTES), options, async (blob) => {
    const message = readMessage(await openInner(blob, key(0)));
    const { exposed: _, ...opened } = toOpened(message, { exposed: false, id });
    return opened;
  });
}
