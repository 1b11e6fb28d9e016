import { compile } from './compile.js';
import { heapBytes, instantiate, isFailure, panicPlace, runJob } from './core.js';
import { failureOfCrash } from './crash.js';
import { setHeic } from './heic.js';
import type { Failure } from './errors.js';
import { type FromWorker, type Job, LOADS, type OnPreview, type OnStage, type Output, type ToWorker } from './protocol.js';

/** The worker: hears one job at a time, runs it, and tells how it went. */

declare const self: DedicatedWorkerGlobalScope;

let current: { id: number; controller: AbortController } | undefined;
let crashed = false;
let loading: Promise<void> | undefined;
if (self.name.startsWith(LOADS)) loading = load(self.name.slice(LOADS.length));

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (crashed) return;
  try {
    if (data.is === 'module') instantiate(data.module);
    else if (data.is === 'heic') setHeic(data.url);
    else if (data.is === 'job') void take(data.id, data.job);
    else if (data.id === current?.id) current.controller.abort();
  } catch (error) {
    crash(error);
  }
};

// A trap inside a future of Rust's rejects no promise that anyone holds; it surfaces here and nowhere else.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  crash(event.reason);
});
self.addEventListener('error', (event) => {
  event.preventDefault();
  crash(event.error);
});

/** Compiles the module where nothing else is to be done, and gives it to the page for the workers that come later. */
async function load(url: string): Promise<void> {
  try {
    const module = await compile(url);
    instantiate(module);
    say({ is: 'loaded', module });
  } catch (error) {
    if (isFailure(error)) giveUp(error);
    else crash(error);
  }
}

async function take(id: number, job: Job): Promise<void> {
  current = { id, controller: new AbortController() };
  await loading;
  if (crashed) return;
  try {
    const onStage: OnStage = (stage, loaded, total) => say({ is: 'progress', id, stage, loaded, total });
    const onPreview: OnPreview = (preview) => say({ is: 'preview', id, preview }, buffersOf(preview));
    const output = await runJob(job.kind, job.input, onStage, current.controller.signal, onPreview);
    say({ is: 'done', id, output, heapBytes: heapBytes() }, buffersOf(output));
  } catch (error) {
    if (isFailure(error)) say({ is: 'failed', id, failure: error, heapBytes: heapBytes() });
    else crash(error);
  }
}

/** After a crash the instance may be in any state, so nothing more is asked of it. */
function crash(error: unknown): void {
  giveUp(failureOfCrash(error, panicPlace()));
}

/** The last thing that is said, once. */
function giveUp(failure: Failure): void {
  if (crashed) return;
  crashed = true;
  say({ is: 'crashed', failure });
}

/** What is moved to the page instead of copied: the bytes of a picture. */
function buffersOf(output: Output): Transferable[] {
  const bytes = (output as { bytes?: unknown } | null)?.bytes;
  return bytes instanceof Uint8Array ? [bytes.buffer] : [];
}

function say(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}
