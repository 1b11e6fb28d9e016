import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openHostPage } from './host-page.js';
import { photo } from './pictures.js';
import { progressiveJpeg } from './tall.js';

/** What DESIGN gives a picture. */
const LIMIT_MS = 30_000;

describe('a picture that a worker never comes back from', () => {
  let host;
  before(async () => {
    host = await openHostPage();
  });
  after(() => host.close());

  it('is given up after 30 s, and the next one is shared by a new worker', async () => {
    const found = await host.page.evaluate(async (base64) => {
      const { init, share, view } = await import('pellicle');
      await init({ workerUrl: '/hanging-worker.js', workers: 1 });
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const began = performance.now();
      const hung = share(new File([bytes], 'a.jpg', { type: 'image/endless' })).catch((error) => ({
        code: error.code,
        afterMs: performance.now() - began,
      }));
      const next = share(new File([bytes], 'b.jpg', { type: 'image/jpeg' }));
      const { link } = await next;
      return { hung: await hung, type: (await view(link)).type };
    }, photo().toString('base64'));
    assert.equal(found.hung.code, 'timed-out');
    assert.ok(found.hung.afterMs >= LIMIT_MS && found.hung.afterMs < 2 * LIMIT_MS, `after ${found.hung.afterMs} ms`);
    assert.equal(found.type, 'image/jpeg');
  });

  it('is given up after the same time when a decoder of ours is what takes it, and so is nothing beside it', async (t) => {
    const page = await host.browser.newPage();
    t.after(() => page.close());
    // The page's clock alone is moved on: the worker decodes meanwhile, for as long as it really takes.
    await page.clock.install();
    await page.goto(host.origin);
    await page.evaluate(
      async ({ slow, quick }) => {
        const { init, prepare } = await import('pellicle');
        await init({ workers: 2 });
        const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const end = (file, onProgress) =>
          prepare(new Blob([bytes(file)]), { onProgress }).then(
            ({ blob }) => blob.type,
            ({ code }) => code,
          );
        window.told = [];
        await new Promise((resolve) => {
          window.slow = end(slow, ({ stage }) => stage === 'decoding' && resolve());
          void window.slow.then((code) => window.told.push(code));
          window.beside = end(quick);
        });
      },
      {
        // As many scans as are taken, of as many pixels: a minute's work in 1.8 MB.
        slow: progressiveJpeg({ width: 12_500, height: 8000, refinements: 96 }).toString('base64'),
        quick: photo().toString('base64'),
      },
    );
    assert.equal(await page.evaluate(() => window.beside), 'image/jpeg');
    await page.clock.runFor(LIMIT_MS / 2);
    assert.deepEqual(await page.evaluate(() => window.told), []);
    await page.clock.runFor(LIMIT_MS / 2);
    assert.equal(await page.evaluate(() => window.slow), 'timed-out');
    const next = await page.evaluate(async (base64) => {
      const { prepare } = await import('pellicle');
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      return Promise.all([1, 2].map(async () => (await prepare(new Blob([bytes]))).blob.type));
    }, photo().toString('base64'));
    assert.deepEqual(next, ['image/jpeg', 'image/jpeg']);
  });
});
