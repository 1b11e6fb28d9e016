import { configure } from './engine.js';

/** The module and the worker, each as base64 of gzip. */
interface Embedded {
  wasm: string;
  worker: string;
}

/**
 * Takes the module and the worker from texts that `pellicle/inline` carries, when they are first needed.
 *
 * @internal
 */
export function embed({ wasm, worker }: Embedded): void {
  configure({
    wasm: () => unpacked(wasm),
    workerUrl: async () => URL.createObjectURL(new Blob([await unpacked(worker)], { type: 'text/javascript' })),
  });
}

async function unpacked(text: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
