import { type AlbumItem, makeItem, placeOf } from './album-item.js';
import { look, type LookOptions, type PictureOptions, toDate } from './look.js';
import { toOptions, toPassword } from './options.js';
import { downloadAlbum, downloadItem } from './plain/download-album.js';
import type { Jobs } from './protocol.js';
import { previewedOnce, quickly, toFetch } from './quick.js';
import { toViewed, type Viewed } from './view.js';

/** An opened album. */
export interface ViewedAlbum {
  /** What it is called, to be shown as text only, or `null` where it has no title. */
  title: string | null;
  /** Its pictures in order, each of which {@link viewItem} fetches and opens. */
  items: AlbumItem[];
  /** When the server deletes the album, or `null` when it did not say. */
  expires: Date | null;
  /** How often the album can still be opened, or `null` where that is not limited. */
  viewsLeft: number | null;
}

/** How an album is looked at. */
export interface ViewAlbumOptions extends LookOptions {
  /** The password, where the album has one. Default: none. */
  password?: string;
}

/** How a picture of an album is looked at. It needs no password, whether it has one or not. */
export type ViewItemOptions = PictureOptions;

/**
 * Downloads the album of a link and opens it. None of its pictures is fetched yet.
 *
 * @param link - The whole link, as for `view`.
 * @param options - The password, and whether a view may be spent.
 * @returns Its title and its pictures, which are fetched one by one.
 * @throws {@link PellicleError} what `view` throws, with `not-album` in place of `album`, where the link leads to a picture.
 *
 * @example
 * ```ts
 * const { title, items } = await viewAlbum(location.href);
 * for (const item of items) show(await viewItem(item), item.caption);
 * ```
 */
export async function viewAlbum(link: string, options: ViewAlbumOptions = {}): Promise<ViewedAlbum> {
  const text = String(link);
  const takes = { link: text, password: toPassword(toOptions(options).password) };
  const byModule = (): Promise<ViewedAlbum> => look('viewAlbum', text, takes, options).then(toViewedAlbum);
  return quickly(options, () => downloadAlbum(text, toFetch(options)), byModule);
}

/** An album as it came from the worker. @internal */
export function toViewedAlbum({ title, server, items, expires, viewsLeft }: Jobs['viewAlbum']['gives']): ViewedAlbum {
  return {
    title,
    items: items.map(({ id, caption, keys }) => makeItem({ server, id, keys }, caption)),
    expires: toDate(expires),
    viewsLeft,
  };
}

/**
 * Downloads a picture of an album and opens it.
 *
 * @param item - One that {@link viewAlbum} gave, and no copy of it: what opens the picture is kept apart from what can be copied.
 * @param options - Whether a view may be spent.
 * @returns The picture, as `view` gives it.
 * @throws {@link PellicleError} what `view` throws, but `link-damaged`, `password-needed` and `unreportable`; `bad-option`
 * for anything that is no item of an album.
 *
 * @example
 * ```ts
 * const { items } = await viewAlbum(link);
 * const { blob, alt } = await viewItem(items[0]);
 * image.src = URL.createObjectURL(blob);
 * image.alt = alt ?? items[0].caption ?? '';
 * ```
 */
export async function viewItem(item: AlbumItem, options: ViewItemOptions = {}): Promise<Viewed> {
  const place = placeOf(item);
  const once = previewedOnce(toOptions(options));
  const byModule = (): Promise<Viewed> => look('viewItem', `${place.server}/i/${place.id}`, place, once).then(toViewed);
  return quickly(options, () => downloadItem(item, toFetch(once)), byModule);
}
