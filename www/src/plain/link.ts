import { PellicleError } from '../errors.js';
import { BASE58, fromBase58 } from './base58.js';
import type { ParsedLink } from '../link.js';
import { same, type Bytes } from './bytes.js';
import { labelled } from './hash.js';

/** Where a picture is and what opens it. @internal */
export interface Link {
  /** The server's origin. */
  origin: string;
  /** The blob's id. */
  id: string;
  /** S: it stays in this page. */
  secret: Bytes;
  /** Whether a rewriter made the fragment a part of the path, so that it was in requests and in logs. */
  exposed: boolean;
  /** The fragment as it should be written, without its `#`: the secret again, so it stays in this page too. */
  fragment: string;
}

/** What opens a blob that is at hand. @internal */
export type Secret = Pick<Link, 'secret' | 'exposed'> & Partial<Link>;

/** A user, a space or an escape in the host would lead a reader to think of another server. */
const LINK = new RegExp(
  `^([Hh][Tt][Tt][Pp][Ss]?://(?!:)[\\p{Alphabetic}\\p{N}.:\\[\\]_-]+)/i/(${BASE58}{16})(.*)$`,
  'su',
);

/** The first 48 characters, and only if no base58 character follows them. */
const FRAGMENT = new RegExp(`^#?(${BASE58}{48})(?!${BASE58})`);

/** Version, secret and checksum: no 48 characters make more, since 58⁴⁸ is below 2²⁸⁸. */
const FRAGMENT_BYTES = 36;

/** The blob's id in an album is held against the same alphabet. @internal */
export const ID = new RegExp(`^${BASE58}{16}$`);

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
export async function parseLink(text: string): Promise<ParsedLink> {
  const { origin, id, fragment, exposed } = await readLink(String(text));
  return { link: `${origin}/i/${id}#${fragment}`, id, exposed };
}

/** Reads a link, before any request. Throws `link-damaged`. @internal */
export async function readLink(text: string): Promise<Link> {
  const [, origin, id, rest] = LINK.exec(text.trim()) ?? [];
  if (origin === undefined || id === undefined || rest === undefined) throw damaged('the link names no picture');
  return { origin: origin.toLowerCase(), id, ...(await findSecret(rest)) };
}

/** Reads what opens a blob: a whole link, or its fragment alone. Throws `link-damaged`. @internal */
export async function parseSecret(text: string): Promise<Secret> {
  const trimmed = text.trim();
  return trimmed.includes('/') ? readLink(trimmed) : { secret: await parseFragment(trimmed), exposed: false };
}

/** Reads a fragment, with or without its `#`. Throws `link-damaged`. @internal */
export async function parseFragment(text: string): Promise<Bytes> {
  const bytes = fromBase58(FRAGMENT.exec(text)?.[1] ?? '', FRAGMENT_BYTES);
  const secret = bytes.slice(1, 33);
  if (bytes[0] !== 1) throw damaged('the fragment is cut or has a wrong letter');
  const checksum = await labelled('pellicle/v1 link', secret);
  if (!same(checksum.slice(0, 3), bytes.slice(33))) throw damaged('the fragment has a wrong letter');
  return secret;
}

/**
 * Finds the secret in what follows the id, decoding at most twice. A repair counts only where the checksum holds, so
 * nothing else is ever taken for a fragment.
 */
async function findSecret(behindId: string): Promise<Pick<Link, 'secret' | 'exposed' | 'fragment'>> {
  let rest = behindId;
  for (const exposed of [false, true, true]) {
    const hash = rest.indexOf('#');
    if (hash === 0 || (hash > 0 && rest.startsWith('?'))) {
      const fragment = rest.slice(hash);
      return { secret: await parseFragment(fragment), exposed, fragment: FRAGMENT.exec(fragment)?.[1] ?? '' };
    }
    // Byte by byte: of what is decoded only ASCII counts.
    rest = rest.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  throw damaged('the fragment is missing');
}

/** An error that never quotes the link. */
function damaged(what: string): PellicleError {
  return new PellicleError('link-damaged', what);
}
