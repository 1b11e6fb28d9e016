import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { argon2idAsync } from '@noble/hashes/argon2.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the vectors of independent implementations are, as the component's build looks for them. */
const folder = process.env.PELLICLE_VECTORS ?? join(root, '../shared/vectors');

/** Each file in the format `pellicle v1`, and why it is skipped where it is not there. */
export const files = [
  { name: 'own-v1.json', ...load(join(root, 'tests/vectors/own-v1.json')) },
  { name: 'pellicle-v1.json', ...load(join(folder, 'pellicle-v1.json')) },
];

/** Wycheproof's vectors of the inner cipher. */
export const wycheproof = load(join(folder, 'wycheproof-cobblestone-256.json'));

/** SPEC.md's Argon2id. */
export const argon2id = (password, salt) => argon2idAsync(password, salt, { m: 65_536, t: 3, p: 4, dkLen: 32 });

export const hex = (text) => Uint8Array.from(Buffer.from(text, 'hex'));

/** `open`, or the code of the error. */
export async function resultOf(promise) {
  try {
    return { result: 'open', value: await promise };
  } catch (error) {
    if (error.name !== 'PellicleError') throw error;
    return { result: error.code };
  }
}

function load(path) {
  if (!existsSync(path)) return { skip: 'the shared vectors are not there', vectors: {} };
  return { skip: false, vectors: JSON.parse(readFileSync(path, 'utf8')) };
}
