import type { Failure } from './errors.js';
import { decodeForeign } from './foreign.js';
import { heicBytes } from './heic.js';
import type { Decoding, Jobs, Kind, OnPreview, OnStage, Wanting } from './protocol.js';
import * as wasm from './wasm/pellicle.js';

/** The only file that imports what wasm-bindgen makes of the component. It is bundled into the worker; pages never load it. */

/** How a job of each kind is run: every export of the module has this one shape. */
type Run<K extends Kind> = (
  input: Jobs[K]['takes'],
  onStage: OnStage,
  signal: AbortSignal,
  onPreview: OnPreview,
) => Promise<Jobs[K]['gives']>;

const RUN: { [K in Kind]: Run<K> } = {
  prepare: (input, onStage, signal) => wasm.prepare(decoding(input, onStage), onStage, signal),
  share: (input, onStage, signal) => wasm.share(decoding(input, onStage), onStage, signal),
  shareAlbum: wasm.shareAlbum,
  view: looking('picture'),
  viewAlbum: looking('album'),
  viewLink: looking('either'),
  viewItem: looking('picture'),
  previewItem: looking('preview'),
  remove: wasm.remove,
  setExpiry: wasm.setExpiry,
  instance: wasm.instance,
  parseLink: wasm.parseLink,
};

/** A look. There is one export for all: each would bring the whole way of a download into the module once more. */
function looking<K extends 'view' | 'viewAlbum' | 'viewLink' | 'viewItem' | 'previewItem'>(wants: Wanting['wants']): Run<K> {
  return async (input, onStage, signal, hear) => {
    const onPreview = 'wantsPreview' in input && input.wantsPreview ? hear : undefined;
    return (await wasm.view({ ...input, wants, onPreview }, onStage, signal)) as Jobs[K]['gives'];
  };
}

/** The job with a decoder of its file. While that is loaded, the network is waited for. */
function decoding<T extends { file: Blob }>(input: T, onStage: OnStage): T & Decoding {
  const onFetch = (loading: boolean) => onStage(loading ? 'downloading' : 'decoding', 0, 1);
  return { ...input, decode: (type) => decodeForeign(input.file, type, onFetch) };
}

let memory: WebAssembly.Memory | undefined;

/** Makes this worker's instance of the compiled module. */
export function instantiate(module: WebAssembly.Module): void {
  memory = wasm.initSync({ module }).memory;
}

/** Runs one job. It rejects with a {@link Failure}, or with anything else after a crash. */
export async function runJob<K extends Kind>(
  kind: K,
  input: Jobs[K]['takes'],
  onStage: OnStage,
  signal: AbortSignal,
  onPreview: OnPreview,
): Promise<Jobs[K]['gives']> {
  return RUN[kind](input, onStage, signal, onPreview);
}

/** How large the instances have grown, in bytes. */
export function heapBytes(): number {
  return (memory?.buffer.byteLength ?? 0) + heicBytes();
}

/** Whether this is an error that the module gave on purpose, and not a crash. */
export function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error;
}

/** Where Rust panicked, if it did. */
export function panicPlace(): string | undefined {
  try {
    return memory && wasm.panicPlace();
  } catch {
    // After a crash there may be no stack or memory left even for this; the crash has to be told all the same.
    return undefined;
  }
}
