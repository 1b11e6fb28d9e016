import type { Failure } from './errors.js';

const FORBIDDEN =
  "A Content-Security-Policy forbids the module: script-src has to name 'wasm-unsafe-eval', in the page's policy and in one that the worker's own address has";

/** What every module begins with: a zero and "asm" (WebAssembly core specification, 5.5.16). */
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/**
 * Compiles the module, from its address or its bytes.
 *
 * It rejects with a {@link Failure} and not with an error of the package, whose sentences the worker does without:
 * `browser-too-old`, `offline`, `server-error` or `bad-option`, and `internal` where a policy forbids it.
 */
export async function compile(wasm: string | BufferSource | WebAssembly.Module): Promise<WebAssembly.Module> {
  if (wasm instanceof WebAssembly.Module) return wasm;
  try {
    return await (typeof wasm === 'string' ? fetched(wasm) : given(wasm));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Every engine throws the same there as where it cannot, and names the policy only in words of its own.
    if (/content.security.policy|\bcsp\b|disallowed by embedder/i.test(error.message)) throw failure('internal', FORBIDDEN);
    throw error instanceof WebAssembly.CompileError
      ? failure('browser-too-old', 'The module could not be compiled')
      : failure('offline', `The module could not be fetched: ${error.message}`);
  }
}

async function fetched(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw failure('server-error', `The module's address answered ${response.status}`);
  const streaming = response.headers.get('content-type')?.startsWith('application/wasm') ?? false;
  // A server that does not know the type is common, and streaming refuses every other one.
  if (streaming) return WebAssembly.compileStreaming(response);
  const bytes = await response.arrayBuffer();
  if (!isModule(bytes)) throw failure('server-error', "The module's address answered with something else, such as a page");
  return WebAssembly.compile(bytes);
}

async function given(bytes: BufferSource): Promise<WebAssembly.Module> {
  if (!isModule(bytes)) throw failure('bad-option', 'wasm is an address, or the module or its bytes');
  return WebAssembly.compile(bytes);
}

/** Whether these may be a module: what else they are is not the browser's fault. */
function isModule(bytes: BufferSource): boolean {
  const [start, length] = ArrayBuffer.isView(bytes) ? [bytes.byteOffset, bytes.byteLength] : [0, bytes?.byteLength ?? 0];
  if (length < MAGIC.length) return false;
  const first = new Uint8Array(ArrayBuffer.isView(bytes) ? bytes.buffer : bytes, start, MAGIC.length);
  return MAGIC.every((byte, at) => first[at] === byte);
}

function failure(code: string, message: string): Failure {
  return { code, message };
}
