import { run } from './engine.js';
import { fromServer } from './no-server.js';
import { toOrigin } from './options.js';

/** What a server says about itself: the answer of `GET /api/instance`. */
export interface Instance {
  /** What its operator calls it. */
  name: string;
  /** The server's version. */
  version: string;
  /** What it takes at most. */
  limits: {
    /** The largest file that should be prepared for it, in bytes. */
    file_bytes: number;
    /** The largest sealed picture that it takes, in bytes. */
    blob_bytes: number;
    /** The longest time that it keeps a picture, in seconds. */
    expires_in_max_secs: number;
    /** The highest view limit that it takes. */
    views_max: number;
  };
  /** What holds where nothing is said. */
  defaults: {
    /** The longest side in pixels. */
    max_edge: number;
    /** How long it keeps a picture when nothing is said, in seconds. */
    expires_in_secs: number;
    /** The view limit when nothing is said, or `null` for none. */
    views: number | null;
  };
  /** Where its operator can be reached: an address of a page or of mail, or `null`. */
  contact: string | null;
  /** The key that reports are sealed to, or `null` where reports are not taken. */
  moderation_key: string | null;
  /** The origins of other servers of the same operator. */
  siblings: string[];
}

/**
 * Asks a server for its limits and defaults.
 *
 * @param server - The server's address. Default: the page's own origin.
 * @returns What it says of itself, as its operator has set it.
 * @throws {@link PellicleError} `offline`, `incident`, `server-error`, `bad-option`.
 *
 * @example
 * ```ts
 * const { limits, defaults } = await instance('https://pic.example');
 * ```
 */
export async function instance(server?: string): Promise<Instance> {
  const origin = toOrigin(server);
  return (await fromServer(origin, run('instance', { server: origin }))) as Instance;
}
