import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PellicleError } from '../../dist/index.js';
import { page } from './pages.mjs';

const { expireTogether, whyNot } = await page('mine/albums.ts');

test('the picture that an album could not be made with is known by its place', () => {
  const pictures = ['a', 'b', 'c'];
  assert.deepEqual(whyNot(new PellicleError('gone', 'x', { item: 1 }), pictures), { fault: 'gone', picture: 'b' });
  assert.deepEqual(whyNot(new PellicleError('full'), pictures), { fault: 'full', picture: undefined });
  assert.deepEqual(whyNot(new Error('items[1]: a sentence says nothing'), pictures), { fault: 'internal', picture: undefined });
});

test('a connection that broke or a server that is paused is no picture’s fault, which would lose its link', () => {
  for (const fault of ['offline', 'incident', 'rate-limited', 'server-error', 'timed-out']) {
    assert.deepEqual(whyNot(new PellicleError(fault, 'x', { item: 0 }), ['a']), { fault, picture: undefined });
  }
  for (const fault of ['gone', 'removed', 'not-found', 'wrong-key', 'password-needed']) {
    assert.equal(whyNot(new PellicleError(fault, 'x', { item: 0 }), ['a']).picture, 'a', fault);
  }
});

/** Something on a server that tells what it is told; with `code` it refuses. */
const one = (told, name, code) => ({
  setExpiry: async (secs) => {
    if (code) throw new PellicleError(code);
    told.push([name, secs]);
    return new Date(secs * 1000);
  },
});

test('an album is kept as long as its pictures, and they come first', async () => {
  const told = [];
  const instant = await expireTogether(60, one(told, 'album'), [one(told, 'a'), one(told, 'b')]);
  assert.deepEqual(told, [['a', 60], ['b', 60], ['album', 60]]);
  assert.equal(instant.getTime(), 60_000);
});

test('a picture that is gone keeps nobody from keeping the others; one that refuses leaves the album as it was', async () => {
  for (const code of ['gone', 'removed', 'not-found']) {
    const told = [];
    await expireTogether(60, one(told, 'album'), [one(told, 'a', code), one(told, 'b')]);
    assert.deepEqual(told.map(([name]) => name), ['b', 'album'], code);
  }
  const told = [];
  await assert.rejects(expireTogether(60, one(told, 'album'), [one(told, 'a', 'offline'), one(told, 'b')]), ({ code }) => code === 'offline');
  assert.deepEqual(told.map(([name]) => name), ['b']);
});
