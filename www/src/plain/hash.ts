import { PellicleError } from '../errors.js';
import { join, utf8, type Bytes } from './bytes.js';

/** WebCrypto, which browsers give to https, to localhost and to files, and to nothing else. @internal */
export function subtle(): SubtleCrypto {
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle) throw new PellicleError('browser-too-old', 'crypto.subtle is only there over https');
  return subtle;
}

/** SHA-256 of a label, a zero byte and what follows. @internal */
export async function labelled(label: string, ...rest: Bytes[]): Promise<Bytes> {
  return new Uint8Array(await subtle().digest('SHA-256', join(utf8(`${label}\0`), ...rest)));
}

/** HKDF-Extract with SHA-512 (RFC 5869, section 2.2). @internal */
export function extract(salt: Bytes, input: Bytes): Promise<Bytes> {
  return hmac(salt, input);
}

/**
 * HKDF-Expand with SHA-512 (RFC 5869, section 2.3). WebCrypto's own HKDF always extracts first, which Cobblestone does not,
 * so this is made of its HMAC. @internal
 */
export async function expand(prk: Bytes, info: Bytes, bytes: number): Promise<Bytes> {
  let all: Bytes = new Uint8Array();
  let block: Bytes = all;
  for (let count = 1; all.length < bytes; count++) {
    block = await hmac(prk, join(block, info, Uint8Array.of(count)));
    all = join(all, block);
  }
  return all.slice(0, bytes);
}

async function hmac(key: Bytes, data: Bytes): Promise<Bytes> {
  const imported = await subtle().importKey('raw', key, { name: 'HMAC', hash: 'SHA-512' }, false, ['sign']);
  return new Uint8Array(await subtle().sign('HMAC', imported, data));
}
