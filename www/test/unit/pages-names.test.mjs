import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const { namesOf } = await page('mine/names.ts');
const at = (minute) => new Date(2026, 10, 27, 15, minute).getTime();
const record = (id, created, title = '', kind = 'picture') => ({ id, kind, title, created });

test('a picture is called by its caption, an album by its title, and what has none by what it is and when it was shared', () => {
  const names = namesOf([record('a', at(40), 'The gate'), record('b', at(41), 'Rathlin', 'album'), record('c', at(42)), record('d', at(42), '', 'album')]);
  assert.deepEqual([names.get('a'), names.get('b')], ['The gate', 'Rathlin']);
  assert.match(names.get('c'), /^Picture, .*27.*15:42$/);
  assert.match(names.get('d'), /^Album, .*27.*15:42$/);
});

test('no two are called the same: the oldest is the first', () => {
  const names = namesOf([record('c', at(40) + 9), record('b', at(40) + 5), record('x', at(41), 'The gate'), record('y', at(39), 'The gate')]);
  assert.match(names.get('b'), /15:40 \(1\)$/);
  assert.match(names.get('c'), /15:40 \(2\)$/);
  assert.deepEqual([names.get('y'), names.get('x')], ['The gate (1)', 'The gate (2)']);
  assert.equal(new Set(names.values()).size, 4);
});
