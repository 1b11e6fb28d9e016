import { fetchLink, type FetchOptions, type Kept } from './fetched.js';
import type { PasswordOptions } from './keys.js';
import { toOpened, type Opened } from './open.js';

/** How a picture is downloaded. */
export interface DownloadOptions extends PasswordOptions, FetchOptions {}

/** An opened picture, and what its server says of it. */
export interface Downloaded extends Opened, Kept {}

/**
 * Downloads the picture of a link and opens it. A download that was cut goes on where it was cut; apart from that every
 * request is made once, and whoever wants to try again calls again.
 *
 * @param link - The whole link. One that a mail program rewrote (`%23` for `#`) is repaired.
 * @param options - The password, and whether a view may be spent.
 * @returns The picture as it was sealed, checked to the last byte.
 * @throws {@link PellicleError} `link-damaged` before any request; `not-found`, `gone`, `removed`, `incident`, `offline`;
 * `view-limited`; `cancelled`; `album` where the link leads to an album, which `downloadAlbum` then opens without spending
 * another view; and what {@link open} throws.
 *
 * @example
 * ```ts
 * const { blob } = await download(location.href);
 * image.src = URL.createObjectURL(blob);
 * ```
 */
export function download(link: string, options: DownloadOptions = {}): Promise<Downloaded> {
  return fetchLink(link, options, toOpened);
}
