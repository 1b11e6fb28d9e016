import type { Found, ViewOptions } from 'pellicle';
import { downloadLink, PellicleError, type Argon2id } from 'pellicle/plain';
import type { Step } from './reader.js';

/** The half of the way that a password takes. */
const HALF = 0.5;

/** How it is looked at, as the package has it, with the password's own step. */
type Looking = Omit<ViewOptions, 'onProgress'> & { onProgress?(step: Step): void };

/** Opens what has a password where the module does not start: by WebCrypto, and an Argon2id in a script, which takes seconds. */
export async function openSlowly(link: string, options: Looking): Promise<Found> {
  const { password, spendView, lookStore, signal } = options;
  const argon2id: Argon2id = (password, salt) =>
    stretch(password, salt, (fraction) => {
      signal?.throwIfAborted();
      options.onProgress?.({ stage: 'stretching', loaded: 0, total: 1, fraction: fraction * HALF });
    });
  // The bytes come in the second half.
  const onBytes = (loaded: number, total: number): void =>
    options.onProgress?.({ stage: 'downloading', loaded, total, fraction: HALF + (1 - HALF) * (loaded / total) });
  return downloadLink(link, { password, argon2id, spendView, lookStore, signal, onBytes });
}

/**
 * What was stretched last, by what it came from: a picture whose views are limited is asked for twice, and without the
 * module each time takes seconds. It stays in this page as the password does.
 */
let last: { from: string; stretched: Promise<Uint8Array> } | undefined;

async function stretch(password: Uint8Array, salt: Uint8Array, onProgress: (fraction: number) => void): Promise<Uint8Array> {
  const from = `${salt} ${password}`;
  if (last?.from === from) return last.stretched;
  // Only who types a password waits for this.
  const { argon2idAsync } = await import('@noble/hashes/argon2.js').catch((cause) => {
    throw new PellicleError('offline', undefined, { cause });
  });
  // SPEC.md, section 3. It yields to the page every few frames, which would else stand still for seconds.
  const stretched = argon2idAsync(password, salt, { m: 65_536, t: 3, p: 4, dkLen: 32, asyncTick: 30, onProgress });
  last = { from, stretched };
  stretched.catch(() => (last = undefined));
  return stretched;
}
