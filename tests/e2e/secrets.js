import { createHash, hkdfSync } from 'node:crypto';
import { argon2id } from '@noble/hashes/argon2.js';
import { fromBase58 } from './forms.js';

/** What a link's secret leads to, by SPEC.md alone: this file shares no code with the component. */
export function secretsOf(link, { password, header } = {}) {
  const fragment = new URL(link).hash.slice(1);
  const decoded = fromBase58(fragment, 36);
  const s = decoded.subarray(1, 33);
  const checksum = createHash('sha256').update('pellicle/v1 link\0').update(s).digest().subarray(0, 3);
  if (decoded[0] !== 1 || !checksum.equals(decoded.subarray(33))) throw new Error('the fragment is not one of SPEC.md');
  const p = password === undefined ? Buffer.alloc(0) : stretched(password, s, header.subarray(16, 32));
  const derive = (info) => Buffer.from(hkdfSync('sha512', Buffer.concat([s, p]), 'pellicle/v1', info, 32));
  return { fragment, s, p, k: derive('pellicle/v1 blob key'), t: derive('pellicle/v1 view token') };
}

function stretched(password, s, headerSalt) {
  const salt = createHash('sha256')
    .update('pellicle/v1 password salt\0')
    .update(s)
    .update(headerSalt)
    .digest()
    .subarray(0, 16);
  return Buffer.from(argon2id(password.normalize('NFC'), salt, { m: 65_536, t: 3, p: 4, dkLen: 32 }));
}
