import { durations, now } from './clock.js';

/**
 * A rival's side of the conversation. Each brings its own `decode`, `resize` and `encode`; how the bytes are sealed is the same for
 * all: AES-256-GCM by WebCrypto, under a fresh key.
 *
 * A rival that is `lazy` does everything while it encodes, so its stages cannot be told apart.
 */
export function compete({ quality, lazy = false, decode, resize, encode, free = () => {} }) {
  self.onmessage = async ({ data: { file, maxEdge, type, encodeAt } }) => {
    try {
      const begun = [{ stage: lazy ? 'all' : 'decode', at: now() }];
      const decoded = await decode(file);
      if (!lazy) begun.push({ stage: 'resize', at: now() });
      const resized = await resize(decoded, maxEdge);
      if (!lazy) begun.push({ stage: 'encode', at: now() });
      const bytes = await encode(resized, type, encodeAt ?? quality);
      if (encodeAt !== undefined) {
        free(resized);
        self.postMessage({ is: 'encoded', bytes });
        return;
      }
      begun.push({ stage: 'seal', at: now() });
      const sealedBytes = await seal(bytes);
      const at = now();
      free(resized);
      self.postMessage({ is: 'sealed', at, sealedBytes, stages: durations(begun, at) });
    } catch (error) {
      self.postMessage({ is: 'failed', why: String(error?.message ?? error) });
    }
  };
  self.postMessage({ is: 'ready', quality });
}

/** The size that fits: the longer side at most `maxEdge`, to the nearest pixel, and nothing enlarged. */
export function fit({ width, height }, maxEdge) {
  const scale = Math.min(1, maxEdge / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

async function seal(bytes) {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return (await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes)).byteLength;
}
