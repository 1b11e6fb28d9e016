import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const { totalOf } = await page('upload/total.ts');
const job = (size, state) => ({ file: { size }, state });
const working = (fraction) => ({ is: 'working', progress: { fraction } });

test('many pictures together are as far as their bytes are', () => {
  assert.deepEqual(totalOf([job(300, working(0.5)), job(100, { is: 'done' })]), { count: 2, done: 1, working: 1, fraction: 0.625 });
});

test('what failed or was cancelled is over and not done, and a file without bytes breaks nothing', () => {
  assert.deepEqual(totalOf([job(0, { is: 'failed' }), job(10, { is: 'cancelled' })]), { count: 2, done: 0, working: 0, fraction: 1 });
  assert.deepEqual(totalOf([]), { count: 0, done: 0, working: 0, fraction: 0 });
});

test('what waits for a look has not begun, and what was deleted was done', () => {
  const jobs = [job(10, { is: 'ready' }), job(10, { is: 'deleted' }), job(10, { is: 'deleting' }), job(10, working(0))];
  assert.deepEqual(totalOf(jobs), { count: 4, done: 2, working: 1, fraction: 0.5 });
});
