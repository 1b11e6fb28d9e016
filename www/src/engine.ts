import { PellicleError } from './errors.js';
import { requireBrowser } from './features.js';
import { Pool } from './pool.js';
import type { Job, Jobs, Kind } from './protocol.js';
import type { WorkerLike } from './station.js';
import { type RunOptions, Task } from './task.js';
import { trustedScriptUrl } from './trusted.js';

/** Where the parts of the engine are, and how many workers it may have. Everything has a default. */
export interface Setup {
  wasm?: URL | string | BufferSource | WebAssembly.Module | undefined;
  heic?: URL | string | false | undefined;
  workerUrl?: URL | string | undefined;
  workers?: number | undefined;
}

/** More workers than this gain nothing: decoding is bound by memory, and each instance takes some. */
const MOST_WORKERS = 4;

let setup: Setup = {};
let starting: Promise<Pool> | undefined;

/** Uses these parts from now on. It can be said once, before anything else. */
export function configure(given: Setup): void {
  if (starting) throw new PellicleError('bad-option', 'init comes before everything else, and only once with options');
  setup = given;
}

/** Runs one job on the pool, which the first job starts. */
export async function run<K extends Kind>(kind: K, input: Jobs[K]['takes'], options: RunOptions = {}): Promise<Jobs[K]['gives']> {
  const task = new Task({ kind, input } as Job, options);
  start().then(
    (pool) => pool.add(task),
    (error) => task.reject(error),
  );
  return task.promise as Promise<Jobs[K]['gives']>;
}

/** Compiles the module and opens the pool, once; after a failure the next call tries again. */
export function start(): Promise<Pool> {
  starting ??= open().catch((error) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

async function open(): Promise<Pool> {
  requireBrowser();
  const url = setup.workerUrl ?? new URL('./worker.js', import.meta.url);
  const startWorker = () =>
    new Worker(trustedScriptUrl(new URL(url, location.href).href), { type: 'module', name: 'pellicle' });
  const heicUrl = setup.heic ?? new URL('./heic_bg.wasm', import.meta.url);
  const heic = heicUrl === false ? undefined : new URL(heicUrl, location.href).href;
  const first = new EarlyWorker(startWorker);
  let module: WebAssembly.Module;
  try {
    module = await compile(setup.wasm ?? new URL('./pellicle_bg.wasm', import.meta.url));
  } catch (error) {
    first.take()?.terminate();
    throw error;
  }
  return new Pool({
    size: setup.workers ?? Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS),
    start: () => {
      const worker = first.take() ?? startWorker();
      worker.postMessage({ is: 'module', module, heic });
      return worker as WorkerLike;
    },
  });
}

/**
 * The first worker, which loads its script while the module is compiled.
 *
 * One that cannot be started, or fails before anyone listens, is as if it had not been there: the pool starts another
 * one, and hears why that fails.
 */
class EarlyWorker {
  #worker: Worker | undefined;

  constructor(start: () => Worker) {
    try {
      this.#worker = start();
      this.#worker.onerror = () => this.take()?.terminate();
    } catch {
      // The pool's own attempt tells.
    }
  }

  /** Gives the worker away, once. */
  take(): Worker | undefined {
    const worker = this.#worker;
    this.#worker = undefined;
    if (worker) worker.onerror = null;
    return worker;
  }
}

/** Compiled once on the page and given to every worker, so that each only makes an instance of it. */
async function compile(wasm: NonNullable<Setup['wasm']>): Promise<WebAssembly.Module> {
  if (wasm instanceof WebAssembly.Module) return wasm;
  try {
    if (typeof wasm !== 'string' && !(wasm instanceof URL)) return await WebAssembly.compile(wasm);
    const response = await fetch(wasm, { credentials: 'same-origin' });
    if (!response.ok) throw new PellicleError('server-error', `The module's address answered ${response.status}`);
    const streaming = response.headers.get('content-type')?.startsWith('application/wasm') ?? false;
    // A server that does not know the type is common, and streaming refuses every other one.
    return await (streaming ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (error) {
    if (error instanceof PellicleError) throw error;
    if (error instanceof WebAssembly.CompileError) {
      throw new PellicleError('browser-too-old', 'The module could not be compiled', { cause: error });
    }
    throw new PellicleError('offline', 'The module could not be fetched', { cause: error });
  }
}
