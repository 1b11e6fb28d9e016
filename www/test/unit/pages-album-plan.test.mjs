import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const { firstToGo, inOrder, secsUntilFirst, soonerThan } = await page('mine/album-plan.ts');
const NOW = 1_000_000;
const picture = (created, secs) => ({ created, expires: secs === null ? null : NOW + secs * 1000 });

test('an album begins with its oldest picture, or with its newest', () => {
  const [a, b, c] = [1, 2, 3].map((created) => picture(created, 60));
  assert.deepEqual(inOrder([b, c, a], 'oldest'), [a, b, c]);
  assert.deepEqual(inOrder([b, c, a], 'newest'), [c, b, a]);
});

test('an album never outlives the first of its pictures', () => {
  const pictures = [picture(1, 90), picture(2, 30.9), picture(3, null)];
  assert.equal(firstToGo(pictures), NOW + 30_900);
  assert.equal(secsUntilFirst(pictures, NOW), 30);
  assert.equal(secsUntilFirst([picture(1, 0.2)], NOW), 1, 'a server takes no less than a second');
  assert.equal(secsUntilFirst([picture(1, null)], NOW), undefined);
});

test('only what would go before the album is kept for longer', () => {
  const [hour, day, ever] = [picture(1, 3600), picture(2, 86_400), picture(3, null)];
  assert.deepEqual(soonerThan([hour, day, ever], 7200, NOW), [hour]);
  assert.deepEqual(soonerThan([hour, day, ever], 3600, NOW), []);
});
