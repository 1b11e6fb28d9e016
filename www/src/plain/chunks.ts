/*
 * Cobblestone-256 (https://c2sp.org/chunked-encryption): HKDF-Expand-SHA-512 and AES-256-GCM, without anything of ours.
 *
 *   salt (24), commitment (32), chunk 0, chunk 1, …
 *
 * A chunk is 16 KiB of the message and a tag of 16 bytes; the last one is always shorter.
 */
import { PellicleError } from '../errors.js';
import { join, same, utf8, type Bytes } from './bytes.js';
import { expand, subtle } from './hash.js';

const CHUNK_BYTES = 16_384;
const TAG_BYTES = 16;
const SALT_BYTES = 24;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
/** Salt and commitment. */
const PREFIX_BYTES = SALT_BYTES + 32;
/** What one chunk takes with what stands before it. @internal */
export const FIRST_CHUNK_END = PREFIX_BYTES + SEALED_CHUNK_BYTES;
/** AES-256 has no other keys, and the key that goes in is as long as the one that comes out. */
const KEY_BYTES = 32;

/** What one message is sealed with. @internal */
export interface ChunkKeys {
  key: Bytes;
  baseNonce: Bytes;
}

/** Whether a sealed message can be this long: at least one chunk, and the last one short. Throws `truncated`. @internal */
export function checkLength(sealedBytes: number): void {
  const chunks = sealedBytes - PREFIX_BYTES;
  if (chunks < 0 || chunks % SEALED_CHUNK_BYTES < TAG_BYTES) throw new PellicleError('truncated');
}

/** How long the message of so many sealed bytes is. @internal */
export function messageLength(sealedBytes: number): number {
  const chunks = sealedBytes - PREFIX_BYTES;
  return chunks - Math.ceil(chunks / SEALED_CHUNK_BYTES) * TAG_BYTES;
}

/** Derives the keys and holds the commitment against them, before anything is decrypted. Throws `wrong-key`. @internal */
export async function chunkKeys(inputKey: Bytes, context: Bytes, sealed: Bytes): Promise<ChunkKeys> {
  const salt = sealed.slice(0, SALT_BYTES);
  const info = join(utf8('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0'), salt, context);
  const expanded = await expand(inputKey, info, 76);
  if (inputKey.length !== KEY_BYTES || !same(expanded.slice(44), sealed.slice(SALT_BYTES, PREFIX_BYTES))) {
    throw new PellicleError('wrong-key');
  }
  return { key: expanded.slice(0, KEY_BYTES), baseNonce: expanded.slice(KEY_BYTES, 44) };
}

/** Opens every chunk in order; nothing comes out before all have verified. Throws `corrupt`. @internal */
export async function openChunks({ key, baseNonce }: ChunkKeys, sealed: Bytes): Promise<Bytes> {
  const cipher = await subtle().importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const count = Math.ceil((sealed.length - PREFIX_BYTES) / SEALED_CHUNK_BYTES);
  const message = new Uint8Array(messageLength(sealed.length));
  for (let index = 0; index < count; index++) {
    const start = PREFIX_BYTES + index * SEALED_CHUNK_BYTES;
    const chunk = sealed.subarray(start, start + SEALED_CHUNK_BYTES);
    try {
      const opened = await subtle().decrypt({ name: 'AES-GCM', iv: nonce(baseNonce, index) }, cipher, chunk);
      message.set(new Uint8Array(opened), index * CHUNK_BYTES);
    } catch {
      throw new PellicleError('corrupt', `chunk ${index} was changed`);
    }
  }
  return message;
}

/** The base nonce, XORed with the chunk's number as a big-endian integer. No memory holds 2³² chunks of 16 KiB. */
function nonce(base: Bytes, index: number): Bytes {
  const nonce = base.slice();
  const last = new DataView(nonce.buffer, 8);
  last.setUint32(0, last.getUint32(0) ^ index);
  return nonce;
}
