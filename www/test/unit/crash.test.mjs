import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'rolldown';

// It is a part of the worker, which is one file without exports, so it is compiled for itself.
const { output } = await build({ input: new URL('../../src/crash.ts', import.meta.url).pathname, write: false });
const { failureOfCrash } = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);

const code = (error, place) => failureOfCrash(error, place).code;
const trap = (message) => new WebAssembly.RuntimeError(message);

test('a failed allocation is known by the words of every engine', () => {
  for (const message of ['unreachable', 'unreachable executed', "Unreachable code should not be executed (evaluating 'f()')"])
    assert.equal(code(trap(message)), 'out-of-memory', message);
  for (const message of ['Array buffer allocation failed', 'Out of memory', 'Invalid typed array length: 4294967296'])
    assert.equal(code(new RangeError(message)), 'out-of-memory', message);
});

test('a panic ends in the same trap, and is a fault of the program', () => {
  const failure = failureOfCrash(trap('unreachable'), 'src/picture.rs:1:2');
  assert.equal(failure.code, 'internal');
  assert.match(failure.message, /src\/picture\.rs:1:2/);
});

test('every other trap is a fault of the program', () => {
  assert.equal(code(trap('memory access out of bounds')), 'internal');
  assert.equal(code(new RangeError('Maximum call stack size exceeded')), 'internal');
  assert.equal(code(new Error('out of memory')), 'internal');
  assert.equal(code(undefined), 'internal');
});
