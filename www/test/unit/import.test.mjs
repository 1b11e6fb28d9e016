import assert from 'node:assert/strict';
import { test } from 'node:test';

test('a server can import the package, and is told that it cannot run it', async () => {
  const { share, parseLink, PellicleError } = await import('../../dist/index.js');
  await assert.rejects(parseLink('https://pic.example/i/x#y'), (error) => {
    assert.ok(error instanceof PellicleError);
    return error.code === 'browser-too-old';
  });
  await assert.rejects(share(new Blob(['x'])), { code: 'bad-option' });
});
