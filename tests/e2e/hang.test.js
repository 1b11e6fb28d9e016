import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startBrowser } from './browser.js';
import { hostPackage } from './package-host.js';
import { photo } from './pictures.js';
import { startServer } from './server.js';

/** What DESIGN gives a picture. */
const LIMIT_MS = 30_000;

describe('a picture that a worker never comes back from', () => {
  let server, host, browser, page;
  before(async () => {
    server = await startServer();
    host = await hostPackage(server);
    browser = await startBrowser();
    page = await browser.newPage();
    await page.goto(host.origin);
  });
  after(async () => {
    await browser.close();
    await host.stop();
    await server.stop();
  });

  it('is given up after 30 s, and the next one is shared by a new worker', async () => {
    const found = await page.evaluate(async (base64) => {
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
});
