import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Looks } from '../../dist/looks.js';

const LINK = 'https://pic.example/i/7Hk2mQx9TzRv4WbN#key';
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
  assert.notDeepEqual(looks.begin('https://pic.example/i/7Hk2mQx9TzRv4WbM#key', 0), value);
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

/** A place that keeps what it is given, and shows it. */
function place() {
  const kept = new Map();
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
}

/** Another picture for each test: what is in memory stays there. */
let number = 0;
const another = (rest = '#key') => `https://pic.example/i/7Hk2mQx9TzRv4W${String((number += 1)).padStart(2, '1')}${rest}`;

test('a store makes it last for its ten minutes, in whatever page has that store', () => {
  const link = another();
  const store = place();
  assert.equal(new Looks().going(link, 0), undefined);
  const looks = new Looks(store);
  assert.equal(looks.going(link, 0), undefined);
  const value = looks.begin(link, 0);
  looks.end(link);
  const later = new Looks(store);
  assert.deepEqual(later.going(link, 9 * MINUTE), value);
  assert.deepEqual(later.begin(link, 9 * MINUTE), value);
  // However the link was written.
  assert.deepEqual(later.going(link.replace('#', '%23').replace('https', 'HTTPS'), 9 * MINUTE), value);
  assert.equal(later.going(link, 10 * MINUTE), undefined);
  assert.equal(store.kept.size, 0, 'what does not hold any more is not kept either');
});

test('another page goes on with what the store has', () => {
  const store = place();
  const digits = '00112233445566778899aabbccddeeff';
  const link = another();
  store.setItem(`pellicle-look ${link.slice(0, -4)}`, `600000 ${digits}`);
  assert.equal(Buffer.from(new Looks(store).going(link, 0)).toString('hex'), digits);
});

test('only the value that was refused is let go', () => {
  const link = another();
  const looks = new Looks(place());
  const value = looks.begin(link, 0);
  looks.refused(link, undefined, 0);
  looks.refused(link, new Uint8Array(16), 0);
  assert.deepEqual(looks.going(link, 0), value);
  looks.refused(link, value, 0);
  assert.equal(looks.going(link, 0), undefined);
});

test('neither the key nor anything else of the link but its address is kept', () => {
  const [link, odd] = [another(), another()];
  const store = place();
  const looks = new Looks(store);
  looks.begin(` ${link.replace('#', '?from=mail#')} `, 0);
  assert.deepEqual([...store.kept.keys()], [`pellicle-look ${link.slice(0, -4)}`]);
  assert.match([...store.kept.values()][0], /^600000 [\da-f]{32}$/);
  for (const damaged of [odd.replace('#', '\uff03'), odd.replace('#', '/'), odd.replace('#', ''), 'key', 'https://pic.example/key']) looks.begin(damaged, 0);
  assert.ok(![...store.kept].flat().some((text) => text.includes('key')), [...store.kept.keys()].join(' '));
});

test('a store that forgets or refuses leaves the look to the page', () => {
  const refuses = () => {
    throw new DOMException('no', 'SecurityError');
  };
  for (const store of [
    { getItem: () => null, setItem() {}, removeItem() {} },
    { getItem: refuses, setItem: refuses, removeItem: refuses },
  ]) {
    const link = another();
    const looks = new Looks(store);
    const value = looks.begin(link, 0);
    assert.deepEqual(looks.begin(link, 0), value);
    assert.deepEqual(looks.going(link, 0), value);
    looks.refused(link, value, 0);
    assert.equal(looks.going(link, 0), undefined);
  }
});

test('what stands in a store that nobody here wrote is no value', () => {
  for (const text of ['', '99999999999999 zz', '99999999999999 00', 'x']) {
    assert.equal(new Looks({ getItem: () => text, setItem() {}, removeItem() {} }).going(another(), 0), undefined, text);
  }
});
