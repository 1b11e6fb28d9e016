import { look } from './look.js';
import { toOptions, toPassword } from './options.js';
import { downloadLink } from './plain/download-link.js';
import { previewedOnce, quickly, toFetch } from './quick.js';
import { alone, toViewed, type Viewed, type ViewOptions } from './view.js';
import { toViewedAlbum, type ViewedAlbum } from './view-album.js';

/** A link led to a picture. */
export interface FoundPicture {
  /** The picture, as `view` gives it. */
  picture: Viewed;
  /** It is none. */
  album?: undefined;
}

/** A link led to an album. */
export interface FoundAlbum {
  /** The album, as `viewAlbum` gives it. */
  album: ViewedAlbum;
  /** It is none. */
  picture?: undefined;
}

/** What a link led to: a picture or an album, and never both. */
export type Found = FoundPicture | FoundAlbum;

/**
 * Downloads what a link leads to, be it a picture or an album, and opens it. Nothing in a link says which of them it is,
 * so that whoever shows both would otherwise ask twice.
 *
 * @param link - The whole link. One that a mail program rewrote (`%23` for `#`) is repaired.
 * @param options - The password, and whether a view may be spent. `onPreview` is called for pictures alone.
 * @returns The picture or the album, under its name.
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
  const password = toPassword(toOptions(options).password);
  const once = previewedOnce(options);
  return quickly(
    options,
    async () => {
      const { picture, album } = await downloadLink(text, toFetch(once));
      return album ? { album } : { picture: alone(picture) };
    },
    async () => {
      const gives = await look('viewLink', text, { link: text, password }, once);
      return 'items' in gives ? { album: toViewedAlbum(gives) } : { picture: toViewed(gives) };
    },
  );
}
