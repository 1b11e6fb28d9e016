import type { Code } from './sentences.js';
import { browserDecodes } from './browser-decoder.js';
import { decodeHeic, hasHeic } from './heic.js';
import type { Pixels } from './protocol.js';

/** Pixels of the kinds that the module itself does not decode: AVIF, HEIC and JPEG XL. Part of the worker. */

/**
 * Decodes a file, or gives the code of why not.
 *
 * The browser first, because its decoder is there, quick and kept up to date. `onFetch` hears that something is loaded
 * instead.
 */
export async function decodeForeign(file: Blob, type: string, onFetch: (loading: boolean) => void): Promise<Pixels | Code> {
  try {
    const found = await browserDecodes(file, type);
    if (found !== 'unsupported' || type !== 'image/heic' || !hasHeic()) return found;
    return await decodeHeic(file, onFetch);
  } catch (error) {
    // Only memory runs out here: whatever a decoder says about a file has become a code already.
    if (error instanceof RangeError) return 'out-of-memory';
    throw error;
  }
}
