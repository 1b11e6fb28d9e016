import { look } from './look.js';
import { toPassword } from './options.js';
import { toViewed, type Viewed, type ViewOptions } from './view.js';
import { toViewedAlbum, type ViewedAlbum } from './view-album.js';

/** What a link led to: a picture or an album, and never both. */
export type Found = { picture: Viewed; album?: undefined } | { album: ViewedAlbum; picture?: undefined };

/**
 * Downloads what a link leads to, be it a picture or an album, and opens it. Nothing in a link says which of them it is,
 * so that whoever shows both would otherwise ask twice.
 *
 * @param link - The whole link. One that a mail program rewrote (`%23` for `#`) is repaired.
 * @throws {@link PellicleError} what `view` throws, but `album`.
 *
 * @example
 * ```ts
 * const { picture, album } = await viewLink(location.href);
 * if (album) showAll(album.items);
 * else show(picture.blob);
 * ```
 */
export async function viewLink(link: string, options: ViewOptions = {}): Promise<Found> {
  const text = String(link);
  const gives = await look('viewLink', text, { link: text, password: toPassword(options.password) }, options);
  return 'items' in gives ? { album: toViewedAlbum(gives) } : { picture: toViewed(gives) };
}
