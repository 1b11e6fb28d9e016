import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Looks } from '../../dist/looks.js';

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
  assert.notDeepEqual(looks.begin(`${LINK}2`, 0), value);
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
