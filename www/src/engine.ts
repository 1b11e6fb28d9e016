import { compile } from './compile.js';
import { type Failure, fromFailure, PellicleError } from './errors.js';
import { requireBrowser } from './features.js';
import { Pool } from './pool.js';
import { type FromWorker, type Job, type Jobs, type Kind, LOADS, type ToWorker } from './protocol.js';
import type { WorkerLike } from './station.js';
import { type RunOptions, Task } from './task.js';
import { trustedScriptUrl } from './trusted.js';

/** Where the parts of the engine are, and how many workers it may have. Everything has a default. */
export interface Setup {
  wasm?: URL | string | BufferSource | WebAssembly.Module | (() => Promise<BufferSource>) | undefined;
  heic?: URL | string | false | undefined;
  workerUrl?: URL | string | (() => Promise<string>) | undefined;
  workers?: number | undefined;
  early?: Early | undefined;
}

/** A worker that loads the module, and what it answers. */
export interface Early {
  worker: Worker;
  answer: Promise<FromWorker>;
}

/** Starts a worker of this name. */
type Start = (name: string) => Worker;

/** More workers than this gain nothing: decoding is bound by memory, and each instance takes some. */
const MOST_WORKERS = 4;

let setup: Setup = {};
let starting: Promise<Pool> | undefined;

/** Uses these parts from now on. It has to be said before anything else. */
export function configure(given: Setup): void {
  if (starting) throw new PellicleError('bad-option', 'init comes before everything else, and only once with options');
  const said = Object.entries(given).filter(([, part]) => part !== undefined);
  setup = { ...setup, ...Object.fromEntries(said) };
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

/** Loads the module and opens the pool, once; after a failure the next call tries again. */
export function start(): Promise<Pool> {
  starting ??= open().catch((error: unknown) => {
    starting = undefined;
    throw error instanceof PellicleError ? error : new PellicleError('internal', `The engine did not start: ${String(error)}`, { cause: error });
  });
  return starting;
}

async function open(): Promise<Pool> {
  requireBrowser();
  const workerUrl = setup.workerUrl ?? new URL('./worker.js', import.meta.url);
  const url = typeof workerUrl === 'function' ? await workerUrl() : workerUrl;
  const workerAddress = addressOf(url, 'workerUrl');
  const start: Start = (name) => startWorker(workerAddress, name);
  const heicUrl = setup.heic ?? new URL('./heic_bg.wasm', import.meta.url);
  const heic = heicUrl === false ? undefined : addressOf(heicUrl, 'heic');
  const { worker: first, module } = await ready(start);
  let unused: Worker | undefined = first;
  return new Pool({
    size: setup.workers ?? Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS),
    start: () => {
      const worker = unused ?? given(start('pellicle'), module);
      unused = undefined;
      if (heic !== undefined) worker.postMessage({ is: 'heic', url: heic } satisfies ToWorker);
      return worker as WorkerLike;
    },
  });
}

/** A part's address, from the page's own. */
function addressOf(url: URL | string, part: keyof Setup): string {
  try {
    return new URL(url, location.href).href;
  } catch (cause) {
    throw new PellicleError('bad-option', `${part} is no address: ${String(url)}`, { cause });
  }
}

function startWorker(address: string, name: string): Worker {
  try {
    return new Worker(trustedScriptUrl(address), { type: 'module', name });
  } catch (cause) {
    if (!(cause instanceof DOMException) || new URL(address).origin === location.origin) throw cause;
    throw new PellicleError('bad-option', 'workerUrl is of another origin, from which no browser starts a worker: copy the file to your own', { cause });
  }
}

/** A worker that has the module, and the module for those that come after it. */
async function ready(start: Start): Promise<{ worker: Worker; module: WebAssembly.Module }> {
  const wasm = setup.wasm ?? new URL('./pellicle_bg.wasm', import.meta.url);
  if (typeof wasm !== 'string' && !(wasm instanceof URL)) {
    const module = await compile(typeof wasm === 'function' ? await wasm() : wasm).catch((failure: Failure) => Promise.reject(fromFailure(failure)));
    return { worker: given(start('pellicle'), module), module };
  }
  const early = setup.early;
  setup.early = undefined;
  if (early) {
    const answer = await early.answer.catch(() => undefined);
    if (answer?.is === 'loaded') return { worker: early.worker, module: answer.module };
    // Whatever it was, an attempt of the package's own finds the same or does better.
    early.worker.terminate();
  }
  const { worker, answer } = hearing(start(LOADS + addressOf(wasm, 'wasm')));
  try {
    const said = await answer;
    if (said.is === 'loaded') return { worker, module: said.module };
    throw said.is === 'crashed' ? fromFailure(said.failure) : new PellicleError('internal', 'The worker said something else');
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** A worker that loads the module itself: the page is busy with its own start meanwhile, and hears of it when there is time. */
function hearing(worker: Worker): Early {
  const answer = new Promise<FromWorker>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      const why = event.message ?? 'it could not be loaded; is its address allowed by the Content-Security-Policy?';
      reject(new PellicleError('internal', `The worker failed: ${why}`));
    };
  });
  return { worker, answer };
}

/** A worker that is given the module which another has loaded. */
function given(worker: Worker, module: WebAssembly.Module): Worker {
  worker.postMessage({ is: 'module', module } satisfies ToWorker);
  return worker;
}
