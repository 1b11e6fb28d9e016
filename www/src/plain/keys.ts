import { PellicleError } from '../errors.js';
import { join, utf8, type Bytes } from './bytes.js';
import { expand, extract, labelled } from './hash.js';
import { readKdf } from './header.js';

/**
 * Argon2id (RFC 9106) of version 0x13 over 64 MiB (65536 KiB), with 3 passes, 4 lanes and 32 bytes of output.
 *
 * WebCrypto has none. Whoever opens pictures that have a password gives one from a library.
 *
 * @param password - The password as UTF-8, normalised to NFC.
 * @param salt - 16 bytes.
 * @returns 32 bytes.
 */
export type Argon2id = (password: Uint8Array, salt: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** What may be needed beside the link. */
export interface PasswordOptions {
  /** The password, where the picture has one; an empty one is none. */
  password?: string | undefined;
  /** Needed where the picture has a password, and not called where it has none. */
  argon2id?: Argon2id | undefined;
}

/** What a link and a password lead to. @internal */
export interface Keys {
  /** What the others come from. */
  prk: Bytes;
  /** K, which opens the blob. */
  blobKey: Bytes;
  /** T, which the server wants to see. */
  viewToken: Bytes;
}

/** Derives the keys of a header. Throws what `readKdf` does, `password-needed`, and what Argon2id ends in. @internal */
export async function deriveKeys(header: Bytes, secret: Bytes, options: PasswordOptions): Promise<Keys> {
  const salt = readKdf(header);
  return keysFrom(secret, salt ? await stretch(salt, secret, options) : new Uint8Array());
}

/** The keys of a picture that has no password, whose header nobody has to see for that. @internal */
export function keysWithoutPassword(secret: Bytes): Promise<Keys> {
  return keysFrom(secret, new Uint8Array());
}

async function keysFrom(secret: Bytes, stretched: Bytes): Promise<Keys> {
  const prk = await extract(utf8('pellicle/v1'), join(secret, stretched));
  return {
    prk,
    blobKey: await expand(prk, utf8('pellicle/v1 blob key'), 32),
    viewToken: await expand(prk, utf8('pellicle/v1 view token'), 32),
  };
}

/** V, which stands in the header of the blob that the token fetches. @internal */
export function viewVerifier(viewToken: Bytes): Promise<Bytes> {
  return labelled('pellicle/v1 view verifier', viewToken);
}

/** P: the password and the link's secret, so that nothing can be computed before the link is known. */
async function stretch(salt: Bytes, secret: Bytes, { password, argon2id }: PasswordOptions): Promise<Bytes> {
  if (!password) throw new PellicleError('password-needed');
  if (!argon2id) throw new PellicleError('bad-option', 'argon2id is needed');
  const mixed = await labelled('pellicle/v1 password salt', secret, salt);
  let stretched: Uint8Array;
  try {
    stretched = await argon2id(utf8(password.normalize('NFC')), mixed.slice(0, 16));
  } catch (cause) {
    if (cause instanceof PellicleError) throw cause;
    // Engines say by a RangeError that an array of that size cannot be had.
    throw new PellicleError(cause instanceof RangeError ? 'out-of-memory' : 'internal', 'argon2id failed', { cause });
  }
  if (stretched?.length !== 32) throw new PellicleError('bad-option', 'argon2id gives 32 bytes');
  return new Uint8Array(stretched);
}
