import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const DAY = 86_400;
const stored = new Map();
globalThis.localStorage = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => stored.set(key, value) };
const { choicesOf, remember, remembered, settle } = await page('upload/choice.ts');
const server = { limits: { expires_in_max_secs: 7 * DAY, views_max: 5 }, defaults: { max_edge: 2048, expires_in_secs: DAY, views: null } };
const first = (chosen, from = server) => settle(chosen, choicesOf(from), from);

test('what is offered is what the server allows', () => {
  assert.deepEqual(choicesOf(server).expiresInSecs, [3600, DAY, 7 * DAY]);
  assert.deepEqual(choicesOf(server).views, [undefined, 1, 2, 5]);
  assert.deepEqual(choicesOf({ ...server, limits: { expires_in_max_secs: 600, views_max: 0 } }).expiresInSecs, [600]);
});

test('before anybody chose, the defaults hold', () => {
  assert.deepEqual(first({}), { maxEdge: 2048, original: false, preset: 'balanced', expiresInSecs: DAY, views: undefined, album: false, password: '', lookFirst: false });
  assert.equal(first({}, null).expiresInSecs, 30 * DAY);
});

test('what was chosen holds as far as it is allowed, and nothing that cannot be chosen does', () => {
  assert.equal(first({ expiresInSecs: 7 * DAY }).expiresInSecs, 7 * DAY);
  assert.equal(first({ expiresInSecs: 30 * DAY }).expiresInSecs, DAY);
  assert.equal(first({ maxEdge: '<img>', views: -1 }).maxEdge, 2048);
  assert.equal(first({ preset: 'smallest' }).preset, 'smallest');
  assert.equal(first({ preset: '<img>' }).preset, 'balanced');
  assert.equal(first({ views: undefined }, { ...server, defaults: { ...server.defaults, views: 1 } }).views, undefined);
});

test('a choice is remembered without its password', () => {
  remember({ maxEdge: 'full', original: true, preset: 'smallest', views: undefined, password: 'sesame' });
  assert.doesNotMatch([...stored.values()].join(), /sesame/);
  assert.deepEqual({ ...remembered() }, { maxEdge: 'full', original: true, preset: 'smallest', views: undefined, password: '' });
});

test('what somebody else wrote there does no harm', () => {
  for (const text of ['', '{', 'null', '7', '[]', '{"views":{"a":1},"password":"x"}']) {
    stored.set('pellicle.options', text);
    assert.deepEqual(first(remembered()), first({}), text);
  }
});

test('a browser that refuses storage forgets the choice and does no harm', () => {
  const { localStorage } = globalThis;
  globalThis.localStorage = {
    getItem: () => { throw new Error('denied'); },
    setItem: () => { throw new Error('denied'); },
  };
  remember({ maxEdge: 'full' });
  assert.deepEqual(first(remembered()), first({}));
  globalThis.localStorage = localStorage;
});
