import { run } from './engine.js';
import { toOptions, toSecs } from './options.js';

/** What it takes to change when a picture is deleted. */
export interface ExpiryOptions {
  /** The token that {@link share} gave. */
  deleteToken: string;
  /** The new expiry in seconds from now, or such as `'30d'` (s, m, h, d): from 1 second to the server's `limits.expires_in_max_secs`. */
  expiresIn: number | string;
  /** Stops waiting for the server's answer; a request that was sent may still be carried out. */
  signal?: AbortSignal;
}

/**
 * Changes when the server deletes a picture, and gives the instant.
 *
 * @param link - The link of a picture or of an album.
 * @param options - The token that permits it, and until when.
 * @returns When the server deletes it now.
 * @throws {@link PellicleError} `link-damaged`, `wrong-token`, `bad-option`, `not-found`, `gone`, `removed`, `offline`,
 * `incident`, `cancelled`.
 *
 * @example
 * ```ts
 * const expires = await setExpiry(link, { deleteToken, expiresIn: '7d' });
 * ```
 */
export async function setExpiry(link: string, options: ExpiryOptions): Promise<Date> {
  const { deleteToken, expiresIn, signal } = toOptions(options);
  const input = { link: String(link), deleteToken: String(deleteToken), expiresIn: toSecs(expiresIn) };
  return new Date((await run('setExpiry', input, { signal })) * 1000);
}
