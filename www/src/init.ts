import { configure, type Early, start } from './engine.js';
import { PellicleError } from './errors.js';
import { toOptions } from './options.js';

/** Where the parts of the package are, for pages that keep them elsewhere than beside each other. */
export interface InitOptions {
  /** The WebAssembly module: its address, its bytes, or compiled. Default: `pellicle_bg.wasm` beside the package's `index.js`, which `pellicle/wasm` names. */
  wasm?: URL | string | BufferSource | WebAssembly.Module;
  /**
   * The address of the decoder for HEIC, which is fetched only when somebody chooses a HEIC that the browser cannot
   * decode; `false` leaves it out, and such a picture rejects with `unsupported`. Default: `heic_bg.wasm` beside the package's `index.js`,
   * which `pellicle/heic` names.
   */
  heic?: URL | string | false;
  /** The worker's address, of the page's own origin. Default: `worker.js` beside the package's `index.js`. */
  workerUrl?: string | URL;
  /** How many workers there are at most, from 1 to 16. Default: one for each processor, at most 4. */
  workers?: number;
  /**
   * A worker that a script in the page's head started before this package was there, and what it answered when it was
   * told to load the module: it is then ready while the page still builds itself. Default: none.
   */
  early?: {
    /** The worker. */
    worker: Worker;
    /** What it answered. Anything but that the module is loaded ends it, and another is started. */
    answer: Promise<unknown>;
  };
}

/**
 * Loads the module and starts a worker ahead of the first picture.
 *
 * Nothing needs it: every function does the same on its own when it is first called. Options are taken once, before
 * anything else was called.
 *
 * @param options - Where the parts are, and how many workers there may be.
 * @returns Nothing, once a worker has the module.
 * @throws {@link PellicleError} `browser-too-old`, `offline`, `server-error`, or `bad-option` when it comes too late.
 *
 * @example
 * ```ts
 * await init({ wasm: new URL('/assets/pellicle.wasm', location.href) });
 * ```
 */
export async function init(options: InitOptions = {}): Promise<void> {
  const { wasm, heic, workerUrl, workers } = toOptions(options);
  const early = options.early as Early | undefined;
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1 && workers <= 16)) {
    throw new PellicleError('bad-option', 'workers is a whole number from 1 to 16');
  }
  const given = { wasm, heic, workerUrl, workers, early };
  if (Object.values(given).some((part) => part !== undefined)) configure(given);
  (await start()).warm();
}
