import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { argon2id } from '@noble/hashes/argon2.js';
import { pellicleOk } from './cli.js';
import { openHostPage } from './host-page.js';
import { photo } from './pictures.js';

describe('the package in a browser without WebAssembly', () => {
  let host, folder;
  before(async () => {
    host = await openHostPage();
    folder = await mkdtemp(join(tmpdir(), 'pellicle-plain-'));
    await writeFile(join(folder, 'photo.jpg'), photo());
    await host.page.exposeFunction('argon2', (password, salt) => [
      ...argon2id(Uint8Array.from(password), Uint8Array.from(salt), { m: 65_536, t: 3, p: 4, dkLen: 32 }),
    ]);
  });
  after(async () => {
    await host?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const send = async (options = [], input) => {
    const args = ['send', join(folder, 'photo.jpg'), '--server', host.origin, '--json', ...options];
    return JSON.parse((await pellicleOk(args, { input })).stdout);
  };
  const download = (link, options) =>
    host.page.evaluate(
      async ({ link, options }) => {
        delete globalThis.WebAssembly;
        const { download } = await import('/dist/plain/index.js');
        const argon2id = async (password, salt) => Uint8Array.from(await globalThis.argon2([...password], [...salt]));
        try {
          const { blob, type, expires, viewsLeft } = await download(link, { ...options, argon2id });
          return { bytes: [...new Uint8Array(await blob.arrayBuffer())], type, expires: expires?.getTime(), viewsLeft };
        } catch ({ code, detail, viewsLeft }) {
          return { code, detail, viewsLeft };
        }
      },
      { link, options },
    );

  it('opens what the command line sent, under a password too', async () => {
    const { link } = await send(['--password-stdin'], 'correct horse\n');
    const back = join(folder, 'back.jpg');
    await pellicleOk(['open', link, '-o', back, '--password-stdin'], { input: 'correct horse\n' });
    assert.equal((await download(link)).code, 'password-needed');
    // Whoever has another password has another token, so the server gives nothing out.
    assert.equal((await download(link, { password: 'wrong horse' })).code, 'wrong-key');
    const opened = await download(link, { password: 'correct horse' });
    assert.deepEqual(Buffer.from(opened.bytes), await readFile(back));
    assert.equal(opened.type, 'image/jpeg');
    assert.ok(opened.expires > Date.now());
    assert.equal(opened.viewsLeft, null);
  });

  it('spends a view only where it may, and says when the picture is gone', async () => {
    const { link } = await send(['--views', '1']);
    const asked = await download(link);
    assert.equal(asked.code, 'view-limited');
    assert.equal(asked.viewsLeft, 1);
    const opened = await download(link, { spendView: true });
    assert.equal(opened.viewsLeft, 0);
    assert.equal((await download(link, { spendView: true })).code, 'gone');
    const nowhere = link.replace(/\/i\/\w{16}/, '/i/7Hk2mQx9TzRv4WbN');
    assert.equal((await download(nowhere)).code, 'not-found');
  });
});
