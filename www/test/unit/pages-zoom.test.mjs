import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const { bounded, fitScale, fitted, isTiny, zoomed } = await page('shared/zoom.ts');
const stage = { width: 1000, height: 800 };
const picture = { width: 2000, height: 1000 };

test('a picture is fitted whole, and never shown larger than it is', () => {
  assert.equal(fitScale(stage, picture), 0.5);
  assert.equal(fitScale(stage, { width: 100, height: 4000 }), 0.2);
  assert.equal(fitScale(stage, { width: 10, height: 10 }), 1);
});

test('what lies under the pointer stays there while it comes nearer', () => {
  const at = { x: 120, y: 30 };
  const under = ({ scale, x, y }) => [(at.x - x) / scale, (at.y - y) / scale];
  const before = { scale: 1, x: 50, y: 20 };
  const after = zoomed(before, 1.5, at, stage, picture);
  assert.equal(after.scale, 1.5);
  assert.deepEqual(under(after).map(Math.round), under(before).map(Math.round));
});

test('nothing goes nearer than four times its size, nor farther than fitted', () => {
  assert.equal(zoomed(fitted(stage, picture), 1000, { x: 0, y: 0 }, stage, picture).scale, 4);
  assert.deepEqual(zoomed({ scale: 2, x: 300, y: 90 }, 0.001, { x: 0, y: 0 }, stage, picture), fitted(stage, picture));
});

test('a picture cannot be dragged off the stage', () => {
  assert.deepEqual(bounded({ scale: 1, x: 9999, y: -9999 }, stage, picture), { scale: 1, x: 500, y: -100 });
  assert.deepEqual(bounded({ scale: 1, x: -9999, y: 9999 }, stage, picture), { scale: 1, x: -500, y: 100 });
  assert.deepEqual(bounded({ scale: 0.5, x: 40, y: 40 }, stage, picture), { scale: 0.5, x: 0, y: 0 });
});

test('a tiny picture comes nearer, until its longer side fills half of the stage', () => {
  const nearest = (picture) => zoomed(fitted(stage, picture), 1e6, { x: 0, y: 0 }, stage, picture).scale;
  assert.equal(nearest({ width: 1, height: 1 }), 400);
  assert.equal(nearest({ width: 20, height: 3 }), 25);
  assert.equal(nearest({ width: 100, height: 100 }), 4);
  assert.equal(fitted(stage, { width: 1, height: 1 }).scale, 1, 'and is fitted in its own size');
  assert.deepEqual([{ width: 99, height: 10 }, { width: 200, height: 10 }].map((picture) => isTiny(stage, picture)), [true, false]);
});

test('a picture may be fitted larger than it is where somebody works on it', () => {
  assert.equal(fitScale(stage, { width: 20, height: 3 }, 30), 30);
  assert.equal(fitScale(stage, { width: 20, height: 3 }, 90), 50, 'as far as the stage has room');
  const lie = fitted(stage, { width: 20, height: 3 }, 30);
  assert.deepEqual(bounded(lie, stage, { width: 20, height: 3 }, 30), lie);
  assert.deepEqual(zoomed(lie, 0.1, { x: 5, y: 5 }, stage, { width: 20, height: 3 }, 30), lie, 'and no smaller than that');
});
