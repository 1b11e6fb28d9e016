import assert from 'node:assert/strict';
import { test } from 'node:test';

test('a server can import the package, and is told what it cannot do', async () => {
  const { share, parseLink, prepare, PellicleError } = await import('../../dist/index.js');
  await assert.rejects(prepare(new Blob(['x'])), (error) => {
    assert.ok(error instanceof PellicleError);
    return error.code === 'browser-too-old';
  });
  // What needs no module works there too.
  await assert.rejects(parseLink('https://pic.example/i/x#y'), { code: 'link-damaged' });
  await assert.rejects(share(new Blob(['x'])), { code: 'bad-option' });
});
