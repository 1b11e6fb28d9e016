import { run } from './engine.js';
import { parseLink as plainly } from './plain/link.js';
import { quickly } from './quick.js';

/** A link that is whole. */
export interface ParsedLink {
  /** The link as it should be written, repaired where it came rewritten. */
  link: string;
  /** The picture's id on its server. */
  id: string;
  /** Whether it came rewritten (`%23` for `#`), so that its secret may have reached a server: better share anew. */
  exposed: boolean;
}

/**
 * Reads a link without any request.
 *
 * @param text - What may be a link; space around it does not matter.
 * @returns The link as it should be written, and what it says of itself.
 * @throws {@link PellicleError} `link-damaged` for a link that is cut, has a wrong letter, or is none.
 *
 * @example
 * ```ts
 * const { id, exposed } = await parseLink(location.href);
 * ```
 */
export function parseLink(text: string): Promise<ParsedLink> {
  return quickly({}, () => plainly(text), () => run('parseLink', { text: String(text) }));
}
