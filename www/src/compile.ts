import type { Failure } from './errors.js';

const FORBIDDEN =
  "A Content-Security-Policy forbids the module: script-src has to name 'wasm-unsafe-eval', in the page's policy and in one that the worker's own address has";

/**
 * Compiles the module, from its address or its bytes.
 *
 * It rejects with a {@link Failure} and not with an error of the package, whose sentences the worker does without:
 * `browser-too-old`, `offline` or `server-error`, and `internal` where a policy forbids it.
 */
export async function compile(wasm: string | BufferSource | WebAssembly.Module): Promise<WebAssembly.Module> {
  if (wasm instanceof WebAssembly.Module) return wasm;
  try {
    return await (typeof wasm === 'string' ? fetched(wasm) : WebAssembly.compile(wasm));
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
  return streaming ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

function failure(code: string, message: string): Failure {
  return { code, message };
}
