import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cancelled, fromFailure, PellicleError } from '../../dist/errors.js';
import { shareAlbum } from '../../dist/share-album.js';
import { CODES, sentence } from '../../dist/sentences.js';

test('the codes are those of the component, in its order', () => {
  const rust = readFileSync(new URL('../../../src/error.rs', import.meta.url), 'utf8');
  const codes = [...rust.matchAll(/^ {4}[A-Z]\w+ = "([a-z-]+)", \w+;$/gm)].map((match) => match[1]);
  assert.ok(codes.length > 30);
  assert.deepEqual(CODES, codes);
});

test('every code has a sentence', () => {
  for (const code of CODES) assert.match(sentence(code), /^[A-Z].+\.$/, code);
});

test('an error has a sentence for people and a detail for developers', () => {
  const error = new PellicleError('wrong-key', 'the commitment differs');
  assert.ok(error instanceof Error);
  assert.equal(error.name, 'PellicleError');
  assert.equal(error.message, sentence('wrong-key'));
  assert.equal(error.detail, 'the commitment differs');
  assert.ok(!('viewsLeft' in error) && !('item' in error));
});

test('what a worker reports keeps its code and its views', () => {
  const error = fromFailure({ code: 'view-limited', message: 'm', viewsLeft: 0 });
  assert.equal(error.code, 'view-limited');
  assert.equal(error.viewsLeft, 0);
});

test('what a worker reports of one of several pictures says which', () => {
  const error = fromFailure({ code: 'gone', message: 'the server answered 410', item: 12 });
  assert.deepEqual([error.code, error.item, error.detail], ['gone', 12, 'the server answered 410']);
  assert.ok(!('item' in fromFailure({ code: 'gone', message: 'items[1]: x' })), 'a message says nothing to a program');
});

test('an option of one of several pictures says which before anything is asked of a worker', async () => {
  const link = 'https://pic.example/i/7Hk2mQx9TzRv4WbN#x';
  for (const wrong of [{ link, password: '' }, { link, caption: 'x'.repeat(1001) }]) {
    await assert.rejects(shareAlbum([{ link }, wrong], { server: 'https://pic.example' }), ({ code, item }) => {
      assert.deepEqual([code, item], ['bad-option', 1]);
      return true;
    });
  }
});

test('a code that nobody knows is internal', () => {
  for (const code of ['toString', 'no-such-code', '']) assert.equal(fromFailure({ code, message: '' }).code, 'internal');
});

test('a cancellation names the reason of its signal', () => {
  const reason = new Error('navigated away');
  assert.equal(cancelled(AbortSignal.abort(reason)).cause, reason);
});
