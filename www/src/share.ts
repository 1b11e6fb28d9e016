import { editsIn } from './edits.js';
import { run } from './engine.js';
import { fromServer } from './no-server.js';
import {
  MAX_ALT_BYTES,
  MAX_NAME_BYTES,
  toBlob,
  toMaxEdge,
  toOptions,
  toOrigin,
  toOriginal,
  toPassword,
  toPreset,
  toSecs,
  toText,
  toViews,
} from './options.js';
import type { PrepareOptions } from './prepare.js';
import { meter } from './progress.js';
import type { Jobs, Output } from './protocol.js';
import type { Receipt } from './receipt.js';
import { remove } from './remove.js';

/** How a picture is shared. */
export interface ShareOptions extends PrepareOptions {
  /** The server's address, of which the origin counts. Default: the page's own origin. */
  server?: string;
  /**
   * When the server deletes the picture, in seconds from the upload, or such as `'30d'` (s, m, h, d): from 1 second to the
   * server's `limits.expires_in_max_secs`. Default: the server's `defaults.expires_in_secs`.
   */
  expiresIn?: number | string;
  /** How many times it can be looked at, from 1 to the server's `limits.views_max`. Default: the server's, which is mostly without limit. */
  views?: number;
  /** A password that the viewer asks for besides the link, of at least one character. It never leaves the browser. Default: none. */
  password?: string;
  /** A description for people who cannot see it, up to 1000 bytes of UTF-8, sealed with the picture. Default: none. */
  alt?: string;
  /** The file's name, up to 255 bytes of UTF-8, sealed with the picture. It is left out unless it is given here. */
  name?: string;
}

/** A picture that is on the server. */
export interface Shared {
  /** The link. Whoever has it can look at the picture. */
  link: string;
  /** What deletes the picture or changes its expiry; the server cannot give it out again. */
  deleteToken: string;
  /** When the server deletes the picture, or `null` when it did not say. */
  expires: Date | null;
  /** What was found in the file and left behind. */
  receipt: Receipt;
  /** How many bytes were uploaded: the picture with what seals it, and padding that hides its size. */
  sealedBytes: number;
  /** Pixels across, of the picture that was shared. */
  width: number;
  /** Pixels down, of the picture that was shared. */
  height: number;
}

/**
 * Prepares a picture, seals it under a fresh secret and uploads it. Only sealed bytes leave the browser.
 *
 * Once the server has begun to take the upload, a dropped connection is waited for and the upload resumed. A cancelled
 * upload is deleted from the server where it can still be reached, also when it was complete at that very moment.
 *
 * @param file - A JPEG, PNG, WebP, GIF, AVIF, HEIC or JPEG XL of up to 50 MiB and 100 million pixels, known by its content and not by its name.
 * The last three need a decoder: the browser's, or for HEIC the module that `init` names. With `original`, HEIC and JPEG XL are refused.
 * @param options - Where it goes, and how it is prepared and kept.
 * @returns The link, what deletes the picture again, and what was left behind.
 * @throws {@link PellicleError} what `prepare` throws, and `offline`, `refused`, `full`, `rate-limited`, `incident`,
 * `server-error`; `bad-option` also where the server allows no such `expiresIn` or `views`.
 *
 * @example
 * ```ts
 * const { link, deleteToken, expires } = await share(file, {
 *   server: 'https://pic.example',
 *   expiresIn: '7d',
 *   onProgress: ({ stage, fraction }) => { bar.value = fraction; },
 * });
 * ```
 */
export async function share(file: Blob, options: ShareOptions = {}): Promise<Shared> {
  const { signal, onProgress, expiresIn } = toOptions(options);
  const server = toOrigin(options.server);
  const answer = run(
    'share',
    {
      file: toBlob(file),
      server,
      maxEdge: toMaxEdge(options.maxEdge),
      original: toOriginal(options.original),
      preset: toPreset(options.preset),
      edits: editsIn(options),
      expiresIn: expiresIn === undefined ? undefined : toSecs(expiresIn),
      views: toViews(options.views),
      password: toPassword(options.password),
      alt: toText(options.alt, 'alt', MAX_ALT_BYTES),
      name: toText(options.name, 'name', MAX_NAME_BYTES),
    },
    {
      signal,
      onStage: onProgress && meter('share', (progress) => options.onProgress?.(progress)),
      onLate: takeBack,
    },
  );
  const { expires, ...shared } = await fromServer(server, answer);
  return { ...shared, expires: expires === null ? null : new Date(expires * 1000) };
}

/** Deletes what was on the server before its upload heard that it was cancelled: nobody was given its link. @internal */
export function takeBack(output: Output): void {
  const { link, deleteToken } = output as Jobs['shareAlbum']['gives'];
  // What cannot be reached now goes when it expires.
  remove(link, { deleteToken }).catch(() => {});
}
