import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const { waitOf } = await page('upload/waiting.ts');
const { messages } = await page('text/messages.en.ts');
const fine = { isPageReady: true, isOnline: true, isSilent: false, isOthersTurn: false };

test('a picture that has not begun waits for the page, then for others, and then for nothing', () => {
  assert.equal(waitOf('waiting', { ...fine, isPageReady: false, isOthersTurn: true }), 'page');
  assert.equal(waitOf('waiting', { ...fine, isOthersTurn: true }), 'others');
  assert.equal(waitOf('waiting', fine), undefined);
});

test('a page that cannot load waits for the network', () => {
  assert.equal(waitOf('waiting', { ...fine, isPageReady: false, isOnline: false }), 'network');
  assert.equal(waitOf('waiting', { ...fine, isOnline: false, isOthersTurn: true }), 'others', 'what is loaded needs none to clean a picture');
});

test('what is sent waits for the network where there is none, or where nothing comes back', () => {
  for (const stage of ['uploading', 'downloading']) {
    assert.equal(waitOf(stage, fine), undefined);
    assert.equal(waitOf(stage, { ...fine, isOnline: false }), 'network');
    assert.equal(waitOf(stage, { ...fine, isSilent: true }), 'network');
  }
  assert.equal(waitOf('decoding', { ...fine, isOnline: false, isSilent: true }), undefined, 'a large picture takes as long as it takes');
});

test('each of them has words', () => {
  for (const wait of ['page', 'others', 'network']) assert.ok(messages[`wait.${wait}`], wait);
});
