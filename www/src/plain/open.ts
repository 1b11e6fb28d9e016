import { PellicleError } from '../errors.js';
import { toOptions } from '../options.js';
import type { Viewed } from '../view.js';
import { join, same, toBytes, utf8, type Bytes } from './bytes.js';
import { checkLength, chunkKeys, openChunks } from './chunks.js';
import { HEADER_BYTES, KDF_HEADER_BYTES, readKdf } from './header.js';
import { deriveKeys, viewVerifier, type Keys, type PasswordOptions } from './keys.js';
import { parseSecret, type Secret } from './link.js';
import { extensionOf } from './media-type.js';
import { readMessage, type Message } from './message.js';
import { downloadName } from './name.js';

/** An opened picture: as whoever sealed it made it, so show it and do nothing else with it unprepared. */
export interface Opened extends Omit<Viewed, 'expires' | 'viewsLeft'> {
  /** Whether the link came rewritten (`%23` for `#`), so that its secret may have reached a server: better share anew. */
  exposed: boolean;
}

/**
 * Opens a blob that is at hand.
 *
 * @param blob - The sealed bytes, all of them.
 * @param link - The whole link, or its fragment alone.
 * @param options - The password, and what stretches it.
 * @returns The picture as it was sealed, checked to the last byte.
 * @throws {@link PellicleError} `link-damaged`; then `truncated`, `not-pellicle`, `unsupported-version`;
 * `password-needed`; `wrong-key`; `unreportable`; `corrupt`; `bad-manifest`, `bad-padding`, `type-mismatch`, in this order.
 * `album` for an album, `bad-option` where a password needs an `argon2id` that was not given.
 *
 * @example
 * ```ts
 * import { open } from 'pellicle/plain';
 *
 * const { blob, alt } = await open(input.files[0], 'https://pic.example/i/…#…');
 * image.src = URL.createObjectURL(blob);
 * image.alt = alt ?? '';
 * ```
 */
export async function open(
  blob: Blob | ArrayBuffer | Uint8Array,
  link: string,
  options: PasswordOptions = {},
): Promise<Opened> {
  toOptions(options);
  const found = await parseSecret(String(link));
  const bytes = await toBytes(blob);
  checkShape(bytes);
  return toOpened(await openBlob(bytes, await deriveKeys(bytes, found.secret, options)), found);
}

/** What the package gives of a message. @internal */
export function toOpened({ main, alt, name }: Message, { exposed, id }: Pick<Secret, 'exposed' | 'id'>): Opened {
  if (!main) throw new PellicleError('album');
  const { bytes, type, width, height } = main;
  const safeName = name === null ? null : downloadName(name, id ?? '', extensionOf(type));
  return { blob: new Blob([bytes], { type }), type, width, height, alt, name: safeName, exposed };
}

/** Opens a blob with the keys of its header: every step behind the password. @internal */
export async function openBlob(blob: Bytes, keys: Keys): Promise<Message> {
  return readMessage(await openInner(blob, keys.blobKey, keys.viewToken));
}

/** Steps 1 and 3 to 5. Whoever has the key alone leaves the view token out. @internal */
export async function openInner(blob: Bytes, blobKey: Bytes, viewToken?: Bytes): Promise<Bytes> {
  checkShape(blob);
  return openFront(blob, blobKey, viewToken);
}

/** Steps 3 to 5 for a blob, or for its header and some of its first chunks. @internal */
export async function openFront(blob: Bytes, blobKey: Bytes, viewToken?: Bytes): Promise<Bytes> {
  const header = blob.slice(0, HEADER_BYTES);
  const sealed = blob.subarray(HEADER_BYTES);
  const keys = await chunkKeys(blobKey, join(utf8('pellicle/v1 blob\0'), header), sealed);
  if (viewToken && !same(await viewVerifier(viewToken), header.slice(KDF_HEADER_BYTES))) {
    throw new PellicleError('unreportable');
  }
  return openChunks(keys, sealed);
}

/** Step 1: the length before anything else, then the header. */
function checkShape(blob: Bytes): void {
  checkLength(blob.length - HEADER_BYTES);
  readKdf(blob);
}
