import type { ViewedAlbum } from '../view-album.js';
import type { DownloadOptions, Downloaded } from './download.js';
import { toAlbum } from './download-album.js';
import { fetchLink } from './fetched.js';
import { toOpened } from './open.js';

/** What a link led to: a picture or an album, and never both. */
export type FoundByLink = { picture: Downloaded; album?: undefined } | { album: ViewedAlbum; picture?: undefined };

/**
 * Downloads what a link leads to, be it a picture or an album, and opens it.
 *
 * @throws {@link PellicleError} what `download` throws, but `album`.
 *
 * @example
 * ```ts
 * const { picture, album } = await downloadLink(location.href);
 * if (album) showAll(album.items);
 * else show(picture.blob);
 * ```
 */
export async function downloadLink(link: string, options: DownloadOptions = {}): Promise<FoundByLink> {
  const found = await fetchLink(link, options, (message, link) => (message.album ? toAlbum : toOpened)(message, link));
  return 'items' in found ? { album: found } : { picture: found };
}
