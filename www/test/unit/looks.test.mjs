import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Looks, looksIn } from '../../dist/looks.js';

const LINK = 'https://pic.example/i/a#key';
const MINUTE = 60_000;

test('a look that was cut short goes on under its own value', () => {
  const looks = new Looks();
  const value = looks.begin(LINK, 0);
  assert.equal(value.length, 16);
  assert.deepEqual(looks.begin(LINK, 9 * MINUTE), value);
});

test('a look at another picture, or after the end of one, is another look', () => {
  const looks = new Looks();
  const value = looks.begin(LINK, 0);
  assert.notDeepEqual(looks.begin('https://pic.example/i/b#key', 0), value);
  looks.end(LINK);
  assert.notDeepEqual(looks.begin(LINK, 0), value);
});

test('no value is kept for longer than the server takes it', () => {
  const looks = new Looks();
  const value = looks.begin(LINK, 0);
  // Asking again does not make it younger.
  looks.begin(LINK, 9 * MINUTE);
  assert.notDeepEqual(looks.begin(LINK, 10 * MINUTE), value);
});

test('a store makes it last for its ten minutes, in whatever page has that store', () => {
  const kept = new Map();
  const store = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  assert.equal(looksIn(undefined).going(LINK, 0), undefined);
  const looks = looksIn(store);
  assert.equal(looks.going(LINK, 0), undefined);
  const value = looks.begin(LINK, 0);
  looks.end(LINK);
  const later = looksIn(store);
  assert.deepEqual(later.going(LINK, 9 * MINUTE), value);
  assert.deepEqual(later.begin(LINK, 9 * MINUTE), value);
  // However the link was written.
  assert.deepEqual(later.going(LINK.replace('#', '%23'), 9 * MINUTE), value);
  assert.equal(later.going(LINK, 10 * MINUTE), undefined);
  later.begin(LINK, 0);
  later.refused(LINK);
  assert.equal(later.going(LINK, 0), undefined);
});

test('neither the key nor anything else of the link but its address is kept', () => {
  const kept = [];
  looksIn({ getItem: () => null, setItem: (...texts) => kept.push(...texts), removeItem() {} }).begin(' https://pic.example/i/a?from=mail#key ', 0);
  assert.equal(kept[0], 'pellicle-look https://pic.example/i/a');
  assert.match(kept[1], /^600000 [\da-f]{32}$/);
});

test('what stands in a store that nobody here wrote is no value', () => {
  for (const text of ['', '99999999999999 zz', '99999999999999 00', 'x']) {
    assert.equal(looksIn({ getItem: () => text, setItem() {}, removeItem() {} }).going(LINK, 0), undefined, text);
  }
});
