import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openHostPage } from './host-page.js';
import { photo } from './pictures.js';
import { UploadPage } from './upload-page.js';

describe('the module, which the first worker loads', () => {
  let host;
  before(async () => {
    host = await openHostPage();
  });
  after(() => host.close());

  /** What `init` says to these options on a page of its own, and then whether a picture is prepared when nothing is wrong any more. */
  async function begin(t, options, route) {
    const page = await host.browser.newPage();
    t.after(() => page.close());
    if (route) await page.route(route.url, route.handler, { times: 1 });
    await page.goto(host.origin);
    return page.evaluate(
      async ({ options, base64 }) => {
        const { init, prepare } = await import('pellicle');
        const ended = (promise) =>
          promise.then(
            () => 'ready',
            ({ code }) => code,
          );
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const first = await ended(init(options));
        return { first, second: await ended(prepare(new Blob([bytes]))) };
      },
      { options, base64: photo().toString('base64') },
    );
  }

  const answering = (answer) => ({ url: /pellicle_bg\.wasm$/, handler: (route) => route.fulfill(answer) });

  it('that is missing is a fault of the server, and the next attempt finds it', async (t) => {
    assert.deepEqual(await begin(t, {}, answering({ status: 404 })), { first: 'server-error', second: 'ready' });
  });

  it('that did not arrive leaves the page offline until the next attempt', async (t) => {
    const route = { url: /pellicle_bg\.wasm$/, handler: (route) => route.abort() };
    assert.deepEqual(await begin(t, {}, route), { first: 'offline', second: 'ready' });
  });

  it('that the browser cannot compile makes the browser too old', async (t) => {
    const broken = { contentType: 'application/wasm', body: 'not a module' };
    assert.deepEqual(await begin(t, {}, answering(broken)), { first: 'browser-too-old', second: 'ready' });
  });

  it('that a page answers for is a fault of the server: nobody needs another browser', async (t) => {
    const page = { contentType: 'text/html', body: '<!doctype html><title>Not found</title>' };
    assert.deepEqual(await begin(t, {}, answering(page)), { first: 'server-error', second: 'ready' });
  });

  for (const [what, options] of Object.entries({
    'an address that is none': { workerUrl: 'http://[' },
    'a worker of another origin': { workerUrl: 'https://pic.example/worker.js' },
    'a module’s address that is none': { wasm: 'http://[' },
    'a module that is none': { wasm: [0, 1, 2, 3, 4] },
    'one for HEIC whose address is none': { heic: 'http://[' },
  })) {
    it(`cannot come by ${what}, which is said as a wrong option`, async (t) => {
      assert.deepEqual(await begin(t, options), { first: 'bad-option', second: 'bad-option' });
    });
  }

  it('is taken from a server that does not know its type', async (t) => {
    const handler = async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
    };
    const found = await begin(t, {}, { url: /pellicle_bg\.wasm$/, handler });
    assert.deepEqual(found, { first: 'ready', second: 'ready' });
  });

  it('has nobody to load it where the worker is missing, which is told and not waited for', async (t) => {
    const found = await begin(t, { workerUrl: '/nowhere/worker.js' });
    assert.deepEqual(found, { first: 'internal', second: 'internal' });
  });
});

describe('a worker that the page started in its head', () => {
  let host;
  before(async () => {
    host = await openHostPage();
  });
  after(() => host.close());

  /** Shares a picture on the upload page, and says how many workers were told to load the module. */
  async function share(t, spoil) {
    const page = await host.browser.newPage();
    t.after(() => page.close());
    await page.addInitScript(() => {
      globalThis.loads = 0;
      globalThis.Worker = class extends Worker {
        constructor(url, options) {
          super(url, options);
          if (options.name.startsWith('pellicle loads ')) globalThis.loads += 1;
        }
      };
    });
    await spoil?.(page);
    await new UploadPage(page, host.server.origin).share({ name: 'a.jpg', bytes: photo() });
    return page.evaluate(() => globalThis.loads);
  }

  it('loads the module for all', async (t) => {
    assert.equal(await share(t), 1);
  });

  it('is replaced where its script did not arrive', async (t) => {
    const spoil = (page) => page.route(/worker-[^/]*\.js$/, (route) => route.abort(), { times: 1 });
    assert.equal(await share(t, spoil), 2);
  });

  it('is replaced where it could not load the module', async (t) => {
    const spoil = (page) => page.route(/\.wasm$/, (route) => route.fulfill({ status: 500 }), { times: 1 });
    assert.equal(await share(t, spoil), 2);
  });

  it('is not needed: the package starts its own where the head has none', async (t) => {
    const spoil = (page) => page.route(/ahead-[^/]*\.js$/, (route) => route.abort());
    assert.equal(await share(t, spoil), 1);
  });
});
