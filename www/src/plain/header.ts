import { PellicleError } from '../errors.js';
import type { Bytes } from './bytes.js';

/** The header, which the chunks' context binds. @internal */
export const HEADER_BYTES = 64;

/** The part of the header that keys are derived from, and that a server gives without a token. @internal */
export const KDF_HEADER_BYTES = 32;

/** Like PNG's: a byte that is no ASCII, a name, and line endings that a text transfer would break. */
const MAGIC = [0x89, 0x50, 0x4c, 0x43, 0x4c, 0x0d, 0x0a, 0x1a];
const VERSION = 1;

/**
 * Reads a header's first 32 bytes: the password salt, or nothing where there is no password.
 * Throws `not-pellicle` and `unsupported-version`. @internal
 */
export function readKdf(header: Bytes): Bytes | undefined {
  if (MAGIC.some((byte, at) => header[at] !== byte)) throw new PellicleError('not-pellicle');
  const [version, kdf] = header.subarray(8);
  const salt = header.slice(16, KDF_HEADER_BYTES);
  const isSet = (byte: number): boolean => byte !== 0;
  if (version !== VERSION || header.slice(10, 16).some(isSet) || (kdf === 0 ? salt.some(isSet) : kdf !== 1)) {
    throw new PellicleError('unsupported-version');
  }
  return kdf === 1 ? salt : undefined;
}
