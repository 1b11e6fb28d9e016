import type { FoundAlbum } from '../view-link.js';
import type { DownloadOptions, Downloaded } from './download.js';
import { toAlbum } from './download-album.js';
import { fetchLink } from './fetched.js';
import { toOpened } from './open.js';

/** A link led to a picture. */
export interface FoundDownload {
  /** The picture, as `download` gives it. */
  picture: Downloaded;
  /** It is none. */
  album?: undefined;
}

/** What a link led to: a picture or an album, and never both. */
export type FoundByLink = FoundDownload | FoundAlbum;

/**
 * Downloads what a link leads to, be it a picture or an album, and opens it.
 *
 * @param link - The whole link, as for `download`.
 * @param options - The password, and whether a view may be spent.
 * @returns The picture or the album, under its name.
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
