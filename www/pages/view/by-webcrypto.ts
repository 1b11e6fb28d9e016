import {
  downloadItem,
  downloadLink,
  downloadPreview,
  parseLink,
  PellicleError,
  type Argon2id,
  type DownloadOptions,
  type FetchOptions,
  type LookStore,
  type Preview,
} from 'pellicle/plain';
import type { Reader, Step } from './reader.js';

/** What the viewer's own options have in common, whatever is looked at. */
interface Looking {
  password?: string | undefined;
  spendView?: boolean | undefined;
  lookStore?: LookStore | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((step: Step) => void) | undefined;
  onPreview?: ((preview: Preview) => void) | undefined;
}

/** The half of the way that a password takes. */
const HALF = 0.5;

/** Opens by WebCrypto alone: small, and there at once. */
export const byWebCrypto: Reader = {
  parseLink,
  viewLink: (link, options = {}) => downloadLink(link, withPassword(options)),
  previewItem: (item, options = {}) => downloadPreview(item, options),
  viewItem: (item, options = {}) => downloadItem(item, fetching(options, 0)),
};

function withPassword(options: Looking): DownloadOptions {
  const { password } = options;
  const argon2id: Argon2id = (password, salt) =>
    stretch(password, salt, (fraction) => {
      options.signal?.throwIfAborted();
      options.onProgress?.({ stage: 'stretching', loaded: 0, total: 1, fraction: fraction * HALF });
    });
  return { ...fetching(options, password ? HALF : 0), password, argon2id };
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

/** The bytes come after `start` of the whole way. */
function fetching({ spendView, lookStore, signal, onProgress, onPreview }: Looking, start: number): FetchOptions {
  const onBytes = (loaded: number, total: number): void =>
    onProgress?.({ stage: 'downloading', loaded, total, fraction: start + (1 - start) * (loaded / total) });
  return { spendView, lookStore, signal, onBytes, onPreview };
}
