import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const { Names, Unique } = await page('view/album/names.ts');
const jpeg = (name = null) => ({ name, type: 'image/jpeg' });

test('a picture is named after itself, or after its album and its place in it', () => {
  const names = new Names('Rathlin: in the rain', { length: 12 });
  assert.equal(names.nameOf(0, jpeg('gate.png')), 'gate.jpg');
  assert.equal(names.nameOf(0, jpeg('../../gate.png')), 'gate.jpg');
  assert.equal(names.nameOf(1, jpeg()), 'Rathlin in the rain-02.jpg');
  assert.equal(names.nameOf(11, { name: '//', type: 'image/gif' }), 'Rathlin in the rain-12.gif');
  assert.equal(new Names('x', { length: 300 }).nameOf(4, jpeg()), 'x-005.jpg');
  assert.equal(names.ofAll, 'Rathlin in the rain.zip');
});

test('a title that makes no name gives way to one that does', () => {
  for (const title of [null, '', '  ', '..', '\u202e', 'CON', '///']) assert.equal(new Names(title, []).ofAll, 'album.zip', title);
  assert.equal([...new Names('é'.repeat(200), []).ofAll].length, 64);
});

test('no two files have one name, not even where only the case or the way of writing differs', () => {
  const unique = new Unique();
  const given = ['a.jpg', 'A.JPG', 'a (2).jpg', 'a.jpg', 'caf\u00e9.png', 'cafe\u0301.png', 'a.png'].map((name) => unique.of(name));
  assert.deepEqual(given, ['a.jpg', 'A (2).JPG', 'a (2) (2).jpg', 'a (3).jpg', 'caf\u00e9.png', 'cafe\u0301 (2).png', 'a.png']);
});
