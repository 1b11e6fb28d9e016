import { PellicleError } from '../errors.js';
import { Looks } from '../looks.js';
import { KDF_HEADER_BYTES } from './header.js';
import { deriveKeys, type PasswordOptions } from './keys.js';
import { parseLink } from './link.js';
import { openBlob, toOpened, type Opened } from './open.js';
import { get } from './request.js';

/** No blob that is larger is taken. */
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

/** How a picture is downloaded. */
export interface DownloadOptions extends PasswordOptions {
  /**
   * Whether looking may use up one of a limited number of views. Default: no, and such a picture rejects with
   * `view-limited` and the views that are left. A look that was cut short is the same look when it is asked for again on
   * the same page within 10 minutes.
   */
  spendView?: boolean | undefined;
  /** Stops the download. The promise rejects with the code `cancelled`. */
  signal?: AbortSignal | undefined;
}

/** An opened picture, and what its server says of it. */
export interface Downloaded extends Opened {
  /** When the server deletes the picture, or `null` when it did not say. */
  expires: Date | null;
  /** How many views are left after this one, or `null` where they are not limited. */
  viewsLeft: number | null;
}

const looks = new Looks();

/**
 * Downloads the picture of a link and opens it. Every request is made once: whoever wants to try again calls again.
 *
 * @param link - The whole link. One that a mail program rewrote (`%23` for `#`) is repaired.
 * @throws {@link PellicleError} `link-damaged` before any request; `not-found`, `gone`, `removed`, `incident`, `offline`;
 * `view-limited`; `cancelled`; and what {@link open} throws.
 *
 * @example
 * ```ts
 * const { blob } = await download(location.href);
 * image.src = URL.createObjectURL(blob);
 * ```
 */
export async function download(link: string, options: DownloadOptions = {}): Promise<Downloaded> {
  const { spendView = false, signal } = options;
  const text = String(link);
  const found = await parseLink(text);
  const url = `${found.origin}/b/${found.id}`;
  const ask = { maxBytes: 2 * KDF_HEADER_BYTES, unauthorized: 'server-error', signal } as const;
  const { bytes: header } = await get({ ...ask, url: `${url}/header` });
  if (header.length !== KDF_HEADER_BYTES) throw new PellicleError('server-error', 'a header is 32 bytes');
  // A password costs work before the blob is asked for: the view token is derived from it too.
  const keys = await deriveKeys(header, found.secret, options);
  const headers: Record<string, string> = { Authorization: `Bearer ${base64url(keys.viewToken)}` };
  if (spendView) headers['Pellicle-View'] = base64url(looks.begin(text));
  try {
    const answer = await get({ ...ask, url, headers, maxBytes: MAX_BLOB_BYTES, unauthorized: 'wrong-key' });
    looks.end(text);
    const expires = answer.number('Pellicle-Expires');
    return {
      ...toOpened(await openBlob(answer.bytes, keys), found),
      expires: expires === null ? null : new Date(expires * 1000),
      viewsLeft: answer.number('Pellicle-Views-Left'),
    };
  } catch (error) {
    // The server wants another value: the next look is another one.
    if (error instanceof PellicleError && error.code === 'view-limited') looks.end(text);
    throw error;
  }
}

function base64url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
