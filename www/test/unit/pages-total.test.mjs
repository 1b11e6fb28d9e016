import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const { totalOf } = await page('upload/total.ts');
const job = (size, state) => ({ file: { size }, state });

test('many pictures together are as far as their bytes are', () => {
  const working = (fraction) => ({ is: 'working', progress: { fraction } });
  assert.deepEqual(totalOf([job(300, working(0.5)), job(100, { is: 'done' })]), { done: 1, fraction: 0.625 });
});

test('what failed or was cancelled is over, and a file without bytes breaks nothing', () => {
  assert.deepEqual(totalOf([job(0, { is: 'failed' }), job(10, { is: 'cancelled' })]), { done: 2, fraction: 1 });
  assert.deepEqual(totalOf([]), { done: 0, fraction: 0 });
});
