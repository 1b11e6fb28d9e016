import type { Failure } from './errors.js';

/**
 * What a crash was. Rust panics and a failed allocation both end in the same trap, but only a panic leaves its `place`
 * behind. Nothing of the picture is in either.
 *
 * Each engine has words of its own for that trap: V8's are "unreachable", SpiderMonkey's "unreachable executed", and
 * JavaScriptCore's "Unreachable code should not be executed".
 */
export function failureOfCrash(error: unknown, place: string | undefined): Failure {
  if (place) return { code: 'internal', message: `Panicked at ${place}` };
  const trapped = error instanceof WebAssembly.RuntimeError && /unreachable/i.test(error.message);
  const unallocated = error instanceof RangeError && /alloc|memory|length/i.test(error.message);
  if (trapped || unallocated) return { code: 'out-of-memory', message: 'The worker ran out of memory' };
  return { code: 'internal', message: error instanceof Error ? `${error.name}: ${error.message}` : 'The worker crashed' };
}
