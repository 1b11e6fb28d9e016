import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pool } from '../../dist/pool.js';
import { Task } from '../../dist/task.js';
import { ThreadWorker } from './thread-worker.mjs';

const LIMITS = { workMs: 400, graceMs: 400 };

/** A pool with one place, and every worker that it has started. */
function open() {
  const workers = [];
  const start = () => {
    workers.push(new ThreadWorker(new URL('./hanging-thread.mjs', import.meta.url)));
    return workers.at(-1);
  };
  return { workers, pool: new Pool({ size: 1, start, limits: LIMITS }) };
}

function add(pool, input, options) {
  const task = new Task({ kind: 'prepare', input }, options);
  pool.add(task);
  return task.promise;
}

test('a worker that really hangs is ended, its picture refused, and the next one prepared', async (t) => {
  const { pool, workers } = open();
  t.after(() => pool.close());
  const began = performance.now();
  const hung = add(pool, 'endless');
  const next = add(pool, 'a photo');
  await assert.rejects(hung, ({ code }) => code === 'timed-out');
  assert.ok(performance.now() - began >= LIMITS.workMs);
  assert.equal(await next, 'prepared');
  assert.equal(workers.length, 2);
  await workers[0].ended;
});

test('a worker that really hangs is ended when its picture is cancelled', async (t) => {
  const { pool, workers } = open();
  t.after(() => pool.close());
  const controller = new AbortController();
  const onStage = () => controller.abort();
  await assert.rejects(add(pool, 'endless', { signal: controller.signal, onStage }), ({ code }) => code === 'cancelled');
  await workers[0].ended;
  assert.equal(await add(pool, 'a photo'), 'prepared');
});
