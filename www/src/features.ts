import { PellicleError } from './errors.js';

/** The smallest module that uses SIMD: (module (func (result v128) i32.const 0 i8x16.splat)), WebAssembly 2.0. */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/** Throws where something is missing without which no picture can be sealed: every browser has had it since 2023. */
export function requireBrowser(): void {
  if (typeof Worker === 'undefined') throw new PellicleError('browser-too-old', 'There are no Web Workers here');
  if (typeof WebAssembly === 'undefined') throw new PellicleError('browser-too-old', 'There is no WebAssembly here');
  if (!WebAssembly.validate(SIMD_MODULE)) throw new PellicleError('browser-too-old', 'WebAssembly has no SIMD here');
}
