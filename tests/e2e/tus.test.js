import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tus from 'tus-js-client';
import { pellicleOk } from './cli.js';
import { photo } from './pictures.js';
import { startServer } from './server.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';

describe('a tus client that knows nothing of Pellicle', () => {
  let server, folder;
  before(async () => {
    server = await startServer();
    folder = await mkdtemp(join(tmpdir(), 'pellicle-tus-'));
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('uploads what the command line sealed, and the command line opens it', async () => {
    const [input, blob, output] = ['in.jpg', 'sealed', 'out.jpg'].map((name) => join(folder, name));
    await writeFile(input, photo());
    const fragment = (await pellicleOk(['seal', input, '-o', blob])).stdout.trim();
    const id = await upload(server.origin, await readFile(blob), {});
    await pellicleOk(['open', `${server.origin}/i/${id}#${fragment.replace('#', '')}`, '-o', output]);
    assert.deepEqual((await readFile(output)).subarray(0, 3), Buffer.from([0xff, 0xd8, 0xff]));
  });

  it('can hand over a delete verifier and an expiry', async () => {
    const [input, blob] = ['in2.jpg', 'sealed2'].map((name) => join(folder, name));
    await writeFile(input, photo({ seed: 3 }));
    await pellicleOk(['seal', input, '-o', blob]);
    const token = randomBytes(32);
    const verifier = createHash('sha256').update('pellicle/v1 delete verifier\0').update(token).digest('base64url');
    const id = await upload(server.origin, await readFile(blob), { 'expires-in': '3600', 'delete-verifier': verifier });
    const path = new URL(`/b/${id}`, server.origin);
    assert.equal(
      (
        await fetch(path, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${randomBytes(32).toString('base64url')}` },
        })
      ).status,
      401,
    );
    assert.equal(
      (await fetch(path, { method: 'DELETE', headers: { authorization: `Bearer ${token.toString('base64url')}` } }))
        .status,
      204,
    );
    assert.equal((await fetch(new URL(`/i/${id}`, server.origin))).status, 410);
  });
});

/** Uploads in small chunks and gives the id that the last one was answered with. */
function upload(origin, bytes, metadata) {
  return new Promise((resolve, reject) => {
    let id;
    new tus.Upload(bytes, {
      endpoint: `${origin}/api/blobs`,
      chunkSize: 20_000,
      metadata,
      retryDelays: [],
      onAfterResponse: (_request, response) => {
        id = response.getHeader('Pellicle-ID') ?? id;
      },
      onError: reject,
      onSuccess: () => resolve(id),
    }).start();
  });
}
