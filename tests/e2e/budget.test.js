import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';

/** What a page may load before anything is done with it, in bytes as they come over the wire. */
const BUDGETS = {
  'the upload page': { path: '/', scripts: 60_000, styles: 12_000, requests: 20 },
  'the viewer': { path: '/i/AAAAAAAAAAAAAAAA', scripts: 50_000, styles: 12_000, requests: 24 },
  'the box in a frame': { path: '/embed', scripts: 50_000, styles: 12_000, requests: 20 },
};

/** Scripts and styles of the upload page together: what is promised. */
const PROMISED = 100_000;

describe('what a page loads', () => {
  let stage;
  before(async () => {
    stage = await setStage();
    for (const { path } of Object.values(BUDGETS)) await compressed(path);
  });
  after(() => stage.clear());

  /** Waits until the server has its compressed forms, which it makes when it starts. */
  async function compressed(path) {
    const html = await (await fetch(stage.server.origin + path)).text();
    for (const [, name] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)) {
      for (;;) {
        const answer = await fetch(stage.server.origin + name, { headers: { 'accept-encoding': 'gzip' } });
        const [encoding, length] = [answer.headers.get('content-encoding'), (await answer.text()).length];
        // What is tiny is not worth it.
        if (encoding === 'gzip' || length < 2000) break;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  /** Everything that a page asked for, by kind: what the worker loads is not the page's. */
  async function loaded(path) {
    const page = await stage.page();
    await page.goto(stage.server.origin + path);
    await page.waitForLoadState('networkidle');
    return page.evaluate(() => {
      const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
      const page = all.filter(({ name }) => !/\.wasm$|\/worker-/.test(name));
      const weigh = (pattern) => page.filter(({ name }) => pattern.test(name)).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
      return { requests: all.length, scripts: weigh(/\.js$/), styles: weigh(/\.css$/), names: all.map(({ name }) => new URL(name).pathname) };
    });
  }

  for (const [name, { path, ...budget }] of Object.entries(BUDGETS)) {
    it(`${name} keeps to its budget`, async () => {
      const found = await loaded(path);
      for (const [what, most] of Object.entries(budget)) {
        assert.ok(found[what] > 0 && found[what] <= most, `${found[what]} ${what}, and at most ${most}: ${found.names.join(' ')}`);
      }
      assert.ok(found.scripts + found.styles <= PROMISED);
    });
  }

  it('no language but the reader’s is fetched, and neither are editor, codes, zip files nor Argon2id before they are wanted', async () => {
    const { names } = await loaded('/');
    assert.deepEqual(names.filter((name) => /messages|lean-qr|client-zip|argon2|plain-reader|heic/.test(name)), []);
  });

  it('nothing is asked for twice when the page is opened again', async () => {
    const page = await stage.page();
    await page.goto(stage.server.origin);
    await page.waitForLoadState('networkidle');
    await page.goto(`${stage.server.origin}/?again`);
    await page.waitForLoadState('networkidle');
    const sent = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /\/assets\//.test(name)).map(({ transferSize }) => transferSize));
    assert.ok(sent.length > 0);
    assert.deepEqual(sent.filter((size) => size > 0), [], 'what is named by its hash comes from the cache');
  });

  it('a picture can be chosen as soon as the page is there, before any script of its own has run', async () => {
    const page = await stage.page();
    let letIn;
    const wanted = new Promise((resolve) => (letIn = resolve));
    await page.route(/\/assets\/main-[^/]*\.js$/, async (route) => {
      await wanted;
      await route.continue();
    });
    await page.goto(stage.server.origin, { waitUntil: 'commit' });
    const picker = page.locator('#pick');
    await picker.waitFor({ state: 'attached' });
    await picker.setInputFiles([{ name: 'early.jpg', mimeType: 'image/jpeg', buffer: photo() }]);
    letIn();
    await new UploadPage(page, stage.server.origin).linkTo('early.jpg');
  });
});
