import { run } from './engine.js';
import { toDate } from './look.js';
import { MAX_ALBUM_ITEMS, MAX_ALBUM_TEXT_BYTES, toOptions, toOrigin, toPassword, toSecs, toText, toViews } from './options.js';
import { meter, type Progress } from './progress.js';
import { takeBack } from './share.js';
import { PellicleError } from './errors.js';

/** A picture that goes into an album. */
export interface AlbumEntry {
  /** The picture's link, on the album's own server. */
  link: string;
  /** Its password, where it has one: whoever opens the album need not know it. Default: none. */
  password?: string;
  /** What the album says of it, up to 1000 bytes of UTF-8. Default: nothing. */
  caption?: string;
}

/** How an album is shared. */
export interface ShareAlbumOptions {
  /** The server's address, of which the origin counts. Default: the page's own origin. */
  server?: string;
  /** What the album is called, up to 1000 bytes of UTF-8, sealed with it. Default: nothing. */
  title?: string;
  /**
   * When the server deletes the album, in seconds from now, or such as `'30d'` (s, m, h, d): from 1 second to the server's
   * `limits.expires_in_max_secs`. Default: the server's `defaults.expires_in_secs`.
   */
  expiresIn?: number | string;
  /** How many times the album can be opened, from 1 to the server's `limits.views_max`. Its pictures count their own views. Default: the server's. */
  views?: number;
  /** A password that the album asks for besides its link, of at least one character. Default: none. */
  password?: string;
  /** Stops it. The promise rejects with the code `cancelled` at once. */
  signal?: AbortSignal;
  /**
   * Called at every step; `downloading` counts pictures whose keys were found, and not bytes.
   *
   * @param progress - The stage, and how much of the whole is done.
   */
  onProgress?(progress: Progress): void;
}

/** An album that is on the server. */
export interface SharedAlbum {
  /** The link. Whoever has it can look at every picture of the album. */
  link: string;
  /** What deletes the album or changes its expiry, and none of its pictures. */
  deleteToken: string;
  /** When the server deletes the album, or `null` when it did not say. Its pictures go when they go. */
  expires: Date | null;
}

/**
 * Seals the keys of pictures that were shared into an album, and uploads it. No picture is downloaded, and no view is spent.
 *
 * An album is never changed: one with other pictures is a new one with a new link.
 *
 * @param items - From 1 to 1000 pictures, all on the album's own server, in the order in which they are shown.
 * @param options - Where it goes, what it is called, and how it is kept.
 * @returns The album's link, and what deletes it again.
 * @throws {@link PellicleError} `link-damaged` and `bad-option` before any request; `password-needed`, `wrong-key`,
 * `not-found`, `gone` or `removed` for a picture, whose place is the error's `item`; and what `share` throws of the server.
 *
 * @example
 * ```ts
 * const { link } = await shareAlbum(
 *   [{ link: first, caption: 'The first' }, { link: second, password: 'correct horse' }],
 *   { server: 'https://pic.example', title: 'Summer' },
 * );
 * ```
 */
export async function shareAlbum(items: Iterable<AlbumEntry>, options: ShareAlbumOptions = {}): Promise<SharedAlbum> {
  const { signal, onProgress, expiresIn } = toOptions(options);
  const { link, deleteToken, expires } = await run(
    'shareAlbum',
    {
      items: toEntries(items),
      title: toText(options.title, 'title', MAX_ALBUM_TEXT_BYTES),
      server: toOrigin(options.server),
      expiresIn: expiresIn === undefined ? undefined : toSecs(expiresIn),
      views: toViews(options.views),
      password: toPassword(options.password),
    },
    {
      signal,
      onStage: onProgress && meter('album', (progress) => options.onProgress?.(progress)),
      onLate: takeBack,
    },
  );
  return { link, deleteToken, expires: toDate(expires) };
}

/** What is in the album, as the worker takes it. */
function toEntries(items: Iterable<AlbumEntry>): { link: string; password: string | undefined; caption: string | undefined }[] {
  const entries = typeof items === 'object' && items !== null && Symbol.iterator in items ? [...items] : [];
  if (entries.length < 1 || entries.length > MAX_ALBUM_ITEMS || !entries.every((entry) => typeof entry === 'object' && entry !== null)) {
    throw new PellicleError('bad-option', `an album is a list of 1 to ${MAX_ALBUM_ITEMS} pictures, each as { link }`);
  }
  return entries.map(({ link, password, caption }, item) => {
    try {
      return {
        link: String(link),
        password: toPassword(password),
        caption: toText(caption, 'caption', MAX_ALBUM_TEXT_BYTES),
      };
    } catch (error) {
      if (!(error instanceof PellicleError)) throw error;
      throw new PellicleError(error.code, `items[${item}]: ${error.detail}`, { item });
    }
  });
}
