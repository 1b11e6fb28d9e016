import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Pool } from '../../dist/pool.js';
import { Task } from '../../dist/task.js';
import { FakeWorker } from './fake-worker.mjs';

const LIMITS = { workMs: 30_000, graceMs: 2_000, heapBytes: 1000 };

let pool;

beforeEach(() => {
  FakeWorker.all = [];
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
  pool = new Pool({ size: 2, start: () => new FakeWorker(), limits: LIMITS });
});

/** Adds a job and gives its task; an unobserved rejection is not the subject of any test. */
function add(kind = 'prepare', options = {}) {
  const task = new Task({ kind, input: {} }, options);
  task.promise.catch(() => {});
  pool.add(task);
  return task;
}

const code = (expected) => (error) => error.name === 'PellicleError' && error.code === expected;
const worker = (index) => FakeWorker.all[index];

test('no worker is started before there is something to do', () => {
  assert.equal(FakeWorker.all.length, 0);
});

test('each worker has one job at a time, and the rest wait in order', async () => {
  const tasks = [add(), add(), add(), add()];
  assert.equal(FakeWorker.all.length, 2);
  assert.deepEqual(FakeWorker.all.map((w) => w.job.id), [tasks[0].id, tasks[1].id]);
  worker(1).finish('second');
  assert.equal(worker(1).job.id, tasks[2].id);
  worker(0).finish('first');
  assert.equal(worker(0).job.id, tasks[3].id);
  assert.equal(await tasks[0].promise, 'first');
  assert.equal(await tasks[1].promise, 'second');
});

test('a waiting job says so, and is given to no worker once it is cancelled', async () => {
  const stages = [];
  const controller = new AbortController();
  add();
  add();
  const waiting = add('share', { signal: controller.signal, onStage: (stage) => stages.push(stage) });
  const last = add();
  assert.deepEqual(stages, ['waiting']);
  controller.abort();
  await assert.rejects(waiting.promise, code('cancelled'));
  worker(0).finish();
  assert.equal(worker(0).job.id, last.id);
});

test('a signal that was aborted before is heard before any worker starts', async () => {
  const task = add('prepare', { signal: AbortSignal.abort() });
  await assert.rejects(task.promise, code('cancelled'));
  assert.equal(FakeWorker.all.length, 0);
});

test('a worker that is cancelled while it computes is ended, and another takes its place', async () => {
  const controller = new AbortController();
  const cancelled = add('share', { signal: controller.signal });
  add();
  const waiting = add();
  worker(0).stage('decoding');
  controller.abort();
  await assert.rejects(cancelled.promise, code('cancelled'));
  assert.ok(worker(0).ended);
  assert.equal(worker(2).job.id, waiting.id);
});

test('a worker that is cancelled on the network is told to stop, and is used again', async () => {
  const controller = new AbortController();
  const cancelled = add('share', { signal: controller.signal });
  worker(0).stage('uploading', 10, 100);
  controller.abort();
  await assert.rejects(cancelled.promise, code('cancelled'));
  assert.deepEqual(worker(0).heard.at(-1), { is: 'cancel', id: cancelled.id });
  assert.ok(!worker(0).ended);
  const next = add();
  assert.equal(worker(1).job.id, next.id, 'it is not free before it has answered');
  worker(0).fail({ code: 'cancelled', message: '' });
  mock.timers.tick(LIMITS.graceMs);
  assert.ok(!worker(0).ended);
  assert.equal(worker(0).job.id, cancelled.id);
  const third = add();
  assert.equal(worker(0).job.id, third.id);
});

test('what was done before it was heard to be cancelled is handed to whoever must undo it', async () => {
  const controller = new AbortController();
  const late = [];
  const cancelled = add('share', { signal: controller.signal, onLate: (output) => late.push(output) });
  worker(0).stage('uploading', 90, 100);
  controller.abort();
  await assert.rejects(cancelled.promise, code('cancelled'));
  worker(0).finish('a link');
  assert.deepEqual(late, ['a link']);
  const other = add('share', { onLate: (output) => late.push(output) });
  worker(0).finish('another link');
  assert.equal(await other.promise, 'another link');
  assert.deepEqual(late, ['a link']);
});

test('a worker that does not stop when it is told to is ended', async () => {
  const controller = new AbortController();
  add('view', { signal: controller.signal });
  worker(0).stage('downloading', 1, 2);
  controller.abort();
  mock.timers.tick(LIMITS.graceMs - 1);
  assert.ok(!worker(0).ended);
  mock.timers.tick(1);
  assert.ok(worker(0).ended);
});

test('a job that computes longer than the limit is given up', async () => {
  const task = add();
  worker(0).stage('decoding');
  mock.timers.tick(LIMITS.workMs - 1);
  worker(0).stage('encoding');
  assert.ok(!worker(0).ended);
  mock.timers.tick(1);
  await assert.rejects(task.promise, code('timed-out'));
  assert.ok(worker(0).ended);
});

test('time on the network does not count', async () => {
  const task = add('share');
  mock.timers.tick(LIMITS.workMs - 1);
  worker(0).stage('uploading', 0, 100);
  mock.timers.tick(LIMITS.workMs * 10);
  worker(0).finish('shared');
  assert.equal(await task.promise, 'shared');
  assert.ok(!worker(0).ended);
});

test('opening after a download has a limit of its own', async () => {
  const task = add('view');
  worker(0).stage('downloading', 0, 100);
  mock.timers.tick(LIMITS.workMs * 2);
  worker(0).stage('opening');
  mock.timers.tick(LIMITS.workMs);
  await assert.rejects(task.promise, code('timed-out'));
});

test('a crash rejects its own job alone, and the worker is never used again', async () => {
  const [first, second] = [add(), add()];
  worker(0).say({ is: 'crashed', failure: { code: 'out-of-memory', message: 'm' } });
  await assert.rejects(first.promise, code('out-of-memory'));
  assert.ok(worker(0).ended);
  worker(1).finish('fine');
  assert.equal(await second.promise, 'fine');
  add();
  add();
  assert.equal(FakeWorker.all.length, 3);
  assert.equal(worker(2).heard.length, 1);
});

test('an error of the script itself is a crash', async () => {
  const task = add();
  worker(0).onerror({ message: 'SyntaxError' });
  await assert.rejects(task.promise, code('internal'));
  assert.ok(worker(0).ended);
});

test('an idle worker that crashes is not given a job', () => {
  add();
  worker(0).finish();
  worker(0).say({ is: 'crashed', failure: { code: 'internal', message: 'm' } });
  const task = add();
  assert.equal(worker(1).job.id, task.id);
});

test('a failure keeps the worker and carries its code and views', async () => {
  const task = add('view');
  worker(0).fail({ code: 'view-limited', message: 'm', viewsLeft: 2 });
  await assert.rejects(task.promise, (error) => error.code === 'view-limited' && error.viewsLeft === 2);
  add();
  assert.equal(FakeWorker.all.length, 1);
});

test('a worker that has grown too large is replaced', () => {
  add();
  worker(0).finish(null, LIMITS.heapBytes + 1);
  assert.ok(worker(0).ended);
  add();
  assert.equal(FakeWorker.all.length, 2);
});

test('a light job opens one worker more, which ends with it', async () => {
  const heavy = [add(), add(), add()];
  const light = add('remove');
  assert.equal(worker(2).job.id, light.id);
  const behind = add('parseLink');
  assert.equal(FakeWorker.all.length, 3);
  worker(2).finish();
  assert.equal(worker(2).job.id, behind.id, 'light jobs go before the picture that waits');
  worker(2).finish();
  assert.ok(worker(2).ended);
  assert.equal(FakeWorker.all.length, 3);
  worker(0).finish();
  assert.equal(worker(0).job.id, heavy[2].id);
});

test('what an earlier job says late is not heard as the next one', async () => {
  const first = add();
  worker(0).finish('first');
  const second = add();
  worker(0).say({ is: 'done', id: first.id, output: 'late', heapBytes: 1 });
  worker(0).finish('second');
  assert.equal(await second.promise, 'second');
});

test('workers that cannot be started reject every job instead of leaving it waiting', async () => {
  pool = new Pool({
    size: 1,
    start: () => {
      throw new TypeError('blocked');
    },
  });
  await assert.rejects(add().promise, code('internal'));
  await assert.rejects(add().promise, code('internal'));
});

test('closing ends every worker and rejects what runs and what waits', async () => {
  const tasks = [add(), add(), add()];
  pool.close();
  for (const task of tasks) await assert.rejects(task.promise, code('cancelled'));
  assert.ok(FakeWorker.all.every((w) => w.ended));
});

test('a signal that outlives its jobs holds none of them', () => {
  const controller = new AbortController();
  const removed = mock.method(controller.signal, 'removeEventListener');
  add('prepare', { signal: controller.signal });
  worker(0).finish();
  assert.equal(removed.mock.callCount(), 1);
});

test('a preview is heard while the picture is on its way, and neither after it nor by others', async () => {
  const heard = [];
  const onPreview = (preview) => heard.push(preview);
  const looking = add('view', { onPreview });
  worker(0).stage('downloading', 16_520, 100_000);
  worker(0).say({ is: 'preview', id: looking.id + 1, preview: 'of another job' });
  worker(0).say({ is: 'preview', id: looking.id, preview: 'small' });
  worker(0).finish('large');
  worker(0).say({ is: 'preview', id: looking.id, preview: 'late' });
  assert.equal(await looking.promise, 'large');
  assert.deepEqual(heard, ['small']);
});

test('a preview alone is asked for before the pictures that wait', () => {
  add('view');
  add('view');
  const picture = add('view');
  const preview = add('previewItem');
  assert.equal(worker(2).job.id, preview.id);
  assert.ok(!FakeWorker.all.some(({ job }) => job.id === picture.id));
});
