import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const { settingsOf } = await page('embed/settings.ts');

test('a frame’s address sets what it may, and never the server', () => {
  const { origin, attributes } = settingsOf('?origin=https://blog.example&multiple&expires-in=7d&server=https://evil.example&id=x');
  assert.equal(origin, 'https://blog.example');
  assert.deepEqual(attributes, [
    ['expires-in', '7d'],
    ['multiple', ''],
  ]);
});

test('only an origin, exactly as it is written, is told', () => {
  assert.equal(settingsOf('?origin=http://127.0.0.1:8000').origin, 'http://127.0.0.1:8000');
  for (const wrong of ['', '*', 'null', 'blog.example', 'https://blog.example/', 'https://blog.example/x', 'HTTPS://BLOG.example', 'javascript:alert(1)', 'file:///x']) {
    assert.equal(settingsOf(`?origin=${encodeURIComponent(wrong)}`).origin, undefined, wrong);
  }
});
