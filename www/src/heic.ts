import type { Code } from './sentences.js';
import type { Pixels } from './protocol.js';
import * as wasm from './wasm-heic/heic.js';

/**
 * The decoder for HEIC, where the browser has none: a module of its own, fetched when the first HEIC comes. Where its
 * operator or integrator left it out, there is none.
 */

let address: string | undefined;
let loading: Promise<boolean> | undefined;
let memory: WebAssembly.Memory | undefined;
let broken = false;

/** Where the module is. Until that is said, there is none. */
export function setHeic(url: string): void {
  address = url;
}

/** Whether there is a module to ask. */
export function hasHeic(): boolean {
  return address !== undefined;
}

/** How large its instance has grown. One that trapped may be in any state, so it counts as too large to be kept. */
export function heicBytes(): number {
  return broken ? Number.POSITIVE_INFINITY : (memory?.buffer.byteLength ?? 0);
}

/** Decodes a HEIC, or gives the code of why not. */
export async function decodeHeic(file: Blob, onFetch: (loading: boolean) => void): Promise<Pixels | Code> {
  if (!memory) {
    onFetch(true);
    loading ??= load();
    const found = await loading.catch(() => {
      // The next picture tries again.
      loading = undefined;
      return undefined;
    });
    onFetch(false);
    if (found === undefined) return 'offline';
    if (!found) return 'unsupported';
  }
  try {
    const decoded = wasm.decode(new Uint8Array(await file.arrayBuffer()));
    const { width, height } = decoded;
    return { width, height, rgba: decoded.intoRgba() as Uint8Array<ArrayBuffer>, orientation: 1 };
  } catch (error) {
    if (typeof error === 'string') return error as Code;
    // What the decoder stumbles over is the file: nothing else went in.
    broken = true;
    return 'malformed';
  }
}

/** Whether there is one: a server that was set up without it answers that it has not got it. */
async function load(): Promise<boolean> {
  const response = await fetch(address!, { credentials: 'same-origin' });
  if (response.status === 404) {
    address = undefined;
    return false;
  }
  if (!response.ok) throw new Error(`The module for HEIC answered ${response.status}`);
  memory = wasm.initSync({ module: await WebAssembly.compile(await response.arrayBuffer()) }).memory;
  return true;
}
