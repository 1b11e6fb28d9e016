import { look, type PictureOptions, toDate } from './look.js';
import { toOptions, toPassword } from './options.js';
import { download, type Downloaded } from './plain/download.js';
import type { Jobs } from './protocol.js';
import { previewedOnce, quickly, toFetch } from './quick.js';

/** How a picture is looked at. */
export interface ViewOptions extends PictureOptions {
  /** The password, where the picture has one; one that has none is opened all the same. Default: none, and a picture that has one rejects with `password-needed`. */
  password?: string;
}

/** An opened picture: as whoever sealed it made it, so show it and do nothing else with it unprepared. */
export interface Viewed {
  /** The encoded picture, with its type. */
  blob: Blob;
  /** The media type: one of JPEG, PNG, WebP, GIF and AVIF, never a document. */
  type: string;
  /** Pixels across, as the sealed picture says: a hint for layout. */
  width: number;
  /** Pixels down, as the sealed picture says: a hint for layout. */
  height: number;
  /** The description, to be shown as text only, or `null` where there is none. */
  alt: string | null;
  /** A name that is safe to save the picture under, where its uploader gave one. */
  name: string | null;
  /** When the server deletes the picture, or `null` when it did not say. */
  expires: Date | null;
  /** How many views are left after this one, or `null` where they are not limited. */
  viewsLeft: number | null;
}

/**
 * Downloads the picture of a link and opens it.
 *
 * @param link - The whole link. One that a mail program rewrote (`%23` for `#`) is repaired.
 * @param options - The password, and whether a view may be spent.
 * @returns The picture as it was sealed, checked to the last byte.
 * @throws {@link PellicleError} `link-damaged` before any request; `password-needed`, `wrong-key`, `view-limited`;
 * `not-found`, `gone`, `removed`, `rate-limited`, `incident`, `offline`, `server-error`; `cancelled`; `album` where the link leads to an album, which `viewAlbum` then
 * opens without spending another view; or what is wrong with the sealed bytes: `truncated`, `not-pellicle`,
 * `unsupported-version`, `unreportable`, `corrupt`, `bad-manifest`, `bad-padding`, `type-mismatch`.
 *
 * @example
 * ```ts
 * const { blob, alt } = await view(location.href);
 * image.src = URL.createObjectURL(blob);
 * image.alt = alt ?? '';
 * ```
 */
export async function view(link: string, options: ViewOptions = {}): Promise<Viewed> {
  const text = String(link);
  const password = toPassword(toOptions(options).password);
  const once = previewedOnce(options);
  return quickly(
    options,
    () => download(text, toFetch(once)).then(alone),
    () => look('view', text, { link: text, password }, once).then(toViewed),
  );
}

/** A picture without what is known of its link. @internal */
export function alone({ exposed: _, ...viewed }: Downloaded): Viewed {
  return viewed;
}

/** A picture as it came from the worker. @internal */
export function toViewed({ bytes, type, expires, ...rest }: Jobs['view']['gives']): Viewed {
  return { ...rest, type, blob: new Blob([bytes], { type }), expires: toDate(expires) };
}
