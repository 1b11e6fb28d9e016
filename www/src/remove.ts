import { run } from './engine.js';
import { toOptions } from './options.js';

/** What it takes to delete a picture. */
export interface RemoveOptions {
  /** The token that {@link share} gave. */
  deleteToken: string;
  /** Stops waiting for the server's answer; a request that was sent may still be carried out. */
  signal?: AbortSignal;
}

/**
 * Deletes a picture from its server, for everyone and for good.
 *
 * @param link - The link of a picture or of an album. Deleting an album deletes none of its pictures.
 * @param options - The token that permits it.
 * @returns Nothing, once the server has deleted it.
 * @throws {@link PellicleError} `link-damaged`, `wrong-token`, `not-found`, `gone`, `removed`, `offline`, `incident`, `cancelled`.
 *
 * @example
 * ```ts
 * await remove(link, { deleteToken });
 * ```
 */
export async function remove(link: string, options: RemoveOptions): Promise<void> {
  const { deleteToken, signal } = toOptions(options);
  await run('remove', { link: String(link), deleteToken: String(deleteToken) }, { signal });
}
