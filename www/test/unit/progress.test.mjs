import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meter } from '../../dist/progress.js';

function run(journey, steps) {
  const seen = [];
  const step = meter(journey, (progress) => seen.push(progress));
  for (const [stage, loaded = 0, total = 1] of steps) step(stage, loaded, total);
  return seen;
}

test('the fraction of a whole share goes from 0 to 1 and never falls', () => {
  const seen = run('share', [
    ['waiting'],
    ['decoding'],
    ['resizing'],
    ['encoding'],
    ['sealing'],
    ['uploading', 0, 100],
    ['uploading', 60, 100],
    ['uploading', 30, 100],
    ['uploading', 100, 100],
  ]);
  const fractions = seen.map((progress) => progress.fraction);
  assert.equal(fractions[0], 0);
  assert.equal(fractions.at(-1), 1);
  assert.deepEqual(fractions, [...fractions].sort((a, b) => a - b));
  assert.equal(new Set(fractions.slice(0, 5)).size, 5, 'every stage is a step');
});

test('bytes are told as they are, also where the fraction stands still', () => {
  const seen = run('view', [['downloading', 50, 100], ['downloading', 20, 100]]);
  assert.equal(seen[1].loaded, 20);
  assert.equal(seen[1].fraction, seen[0].fraction);
});

test('a total of nothing is never divided by', () => {
  const [progress] = run('view', [['downloading', 5000, 0]]);
  assert.equal(progress.loaded, 0);
  assert.equal(progress.total, 1);
  assert.ok(progress.fraction < 0.1);
});

test('more bytes than there are is still not more than all', () => {
  const [progress] = run('share', [['uploading', 300, 100]]);
  assert.equal(progress.fraction, 1);
});
