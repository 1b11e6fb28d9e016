import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import http from 'node:http';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { startBrowser } from '../../../tests/e2e/browser.js';
import { blocks } from '../../../tests/e2e/docs.js';
import { photo } from '../../../tests/e2e/pictures.js';
import { startServer } from '../../../tests/e2e/server.js';
import { here } from './apps.mjs';
import { install } from './install.mjs';
import { freePort, serve } from './serve.mjs';

const run = promisify(execFile);

/** What the photo's Exif says, and what it looks like in a body that should not hold it. */
const MAKER = 'Ballymote';

let remove, browser, server, sink, origin, stopApp;

before(async () => {
  ({ remove } = await install());
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  server = await startServer({ talk: 'info', settings: { PELLICLE_ALLOWED_ORIGINS: origin } });
  sink = await startSink();
  await buildApp();
  stopApp = await serve(here('adapters/dist'), port);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await stopApp?.();
  await sink?.stop();
  await server?.stop();
  await remove?.();
});

/** The app with the real Uppy and the real FilePond, and with every example of the README that imports an adapter. */
async function buildApp() {
  const { build } = await import('vite');
  const examples = blocks('www/README.md').filter(({ text }) => /pellicle\/(uppy|filepond)/.test(text));
  assert.equal(examples.length, 4, 'the examples of the README');
  const name = (index) => `\0readme-${index}.js`;
  const readme = {
    name: 'readme',
    resolveId: (id) => (id === 'virtual:readme' || id.startsWith('\0readme') ? (id[0] === '\0' ? id : '\0readme.js') : null),
    load(id) {
      if (id === '\0readme.js')
        return `export default [${examples.map((_, i) => `() => import(${JSON.stringify(name(i))})`)}];`;
      const index = examples.findIndex((_, i) => name(i) === id);
      if (index < 0) return null;
      return examples[index].text.replaceAll("'https://pic.example'", 'window.server').replaceAll("'/upload'", 'window.sink');
    },
  };
  await build({ root: here('adapters'), logLevel: 'error', plugins: [readme], build: { target: 'esnext' } });
}

/** A server of someone else's that takes uploads as they come. */
async function startSink() {
  const bodies = [];
  const listener = http.createServer(async (request, answer) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'POST') bodies.push(Buffer.concat(chunks));
    const open = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
    answer.writeHead(200, { ...open, 'content-type': 'application/json' }).end('{"url":"https://pic.example/1"}');
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    bodies,
    origin: `http://127.0.0.1:${listener.address().port}`,
    stop() {
      listener.closeAllConnections();
      return new Promise((resolve) => listener.close(resolve));
    },
  };
}

/** A page with the app. It may throw what is expected, and nothing else. */
async function open(t, expected = []) {
  sink.bodies.length = 0;
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  t.after(async () => {
    await page.close();
    assert.deepEqual(faults, expected);
  });
  await page.goto(`${origin}/index.html`);
  await page.waitForFunction(() => window.readme);
  await page.evaluate(
    ({ server, sink, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const file = (name, content, type) => new File([content], name, { type });
      Object.assign(window, { server, sink, happened: [] });
      window.photo = (name = 'a.jpg') => file(name, bytes, 'image/jpeg');
      window.letter = () => file('letter.jpg', 'Ballymote, Dear all,', 'image/jpeg');
      window.damaged = () => file('damaged.jpg', bytes.subarray(0, 900), 'image/jpeg');
      // The type and the width of what a link opens.
      window.seen = async (link) => {
        const { type, width } = await pellicle.view(link);
        return `${type} ${width}`;
      };
    },
    { server: server.origin, sink: sink.origin, base64: photo({ width: 320, height: 240 }).toString('base64') },
  );
  return page;
}

const picture = (name = 'a.jpg') => ({ name, mimeType: 'image/jpeg', buffer: photo({ width: 320, height: 240 }) });

/** It was turned upright, and nothing of its Exif is in it. */
function assertClean(body) {
  assert.ok(body.includes(Buffer.from([0xff, 0xd8, 0xff])), 'a JPEG was sent');
  assert.ok(!body.includes(MAKER), 'and nothing of what its Exif said');
}

it('the types are those that Uppy and FilePond ask for', async () => {
  await run(here('../../node_modules/.bin/tsc'), ['-p', here('adapters')]).catch(({ stdout }) => assert.fail(stdout));
});

describe('PellicleUpload, in the real Uppy', () => {
  it('works as the README shows it', async (t) => {
    const page = await open(t);
    const said = page.waitForEvent('console', (message) => message.text().startsWith('a.jpg'));
    await page.evaluate(() => readme[0]());
    await page.locator('input.uppy-Dashboard-input').first().setInputFiles(picture());
    await page.getByRole('button', { name: 'Upload 1 file' }).click();
    const link = (await said).text().split(' ')[1];
    assert.equal(await page.evaluate((link) => seen(link), link), 'image/jpeg 240');
  });

  it('shares each file, tells its progress, and lets one that is no picture keep none of the others', async (t) => {
    const page = await open(t);
    const told = await page.evaluate(async () => {
      const fractions = [];
      const uppy = new Uppy().use(PellicleUpload, { server, forFile: ({ meta }) => ({ alt: meta.caption }) });
      uppy.on('upload-progress', (file, { bytesUploaded, bytesTotal }) => fractions.push(bytesUploaded / bytesTotal));
      uppy.addFile({ name: 'a.jpg', data: photo(), meta: { caption: 'A harbour' } });
      uppy.addFile({ name: 'letter.jpg', data: letter() });
      const { successful, failed } = await uppy.upload();
      const [{ uploadURL, response }] = successful;
      const { alt } = await pellicle.view(uploadURL);
      return { fractions, link: uploadURL, body: response.body, failed: failed.map(({ error }) => error), alt };
    });
    assert.ok(told.link.startsWith(`${server.origin}/i/`));
    assert.equal(told.body.link, told.link);
    assert.deepEqual([told.body.width, told.body.deleteToken.length, told.alt], [240, 43, 'A harbour']);
    assert.deepEqual(told.failed, ['This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.']);
    assert.ok(told.fractions.length > 3 && told.fractions.every((fraction) => fraction >= 0 && fraction <= 1));
    assert.equal(told.fractions.at(-1), 1);
  });

  it('fails without its server, and then tries again', async (t) => {
    const page = await open(t);
    await page.route(`${server.origin}/**`, (route) => route.abort());
    const error = await page.evaluate(async () => {
      window.uppy = new Uppy().use(PellicleUpload, { server });
      uppy.addFile({ name: 'a.jpg', data: photo() });
      return (await uppy.upload()).failed[0].error;
    });
    assert.match(error, /cannot be reached/);
    await page.unroute(`${server.origin}/**`);
    assert.equal(await page.evaluate(async () => seen((await uppy.retryAll()).successful[0].uploadURL)), 'image/jpeg 240');
  });

  it('stops for a file that is removed on its way, without an error', async (t) => {
    const page = await open(t);
    await page.route(`${server.origin}/api/blobs`, () => {});
    const result = await page.evaluate(async () => {
      const errors = [];
      const uppy = new Uppy().use(PellicleUpload, { server });
      uppy.on('upload-error', (_, error) => errors.push(String(error)));
      const id = uppy.addFile({ name: 'a.jpg', data: photo() });
      uppy.on('upload-progress', (_, { bytesUploaded }) => bytesUploaded > 0 && uppy.removeFile(id));
      const { successful, failed } = await uppy.upload();
      return { errors, successful: successful.length, failed: failed.length };
    });
    assert.deepEqual(result, { errors: [], successful: 0, failed: 0 });
  });
});

describe('PelliclePrepare, in the real Uppy before an uploader of Uppy’s', () => {
  it('works as the README shows it', async (t) => {
    const page = await open(t);
    await page.evaluate(() => readme[1]());
    await page.locator('input.uppy-Dashboard-input').first().setInputFiles(picture('a.jpeg'));
    await page.getByRole('button', { name: 'Upload 1 file' }).click();
    await page.getByText('Complete').first().waitFor();
    assert.equal(sink.bodies.length, 1);
    assertClean(sink.bodies[0]);
    assert.ok(sink.bodies[0].includes('filename="a.jpg"'));
  });

  it('lets nothing through that cannot be prepared, and Uppy does not hold it', async (t) => {
    const page = await open(t);
    const told = await page.evaluate(async () => {
      const given = [];
      const uppy = new Uppy().use(PelliclePrepare, {}).use(XHRUpload, { endpoint: sink });
      // One that takes no notice of errors.
      uppy.addUploader(async (ids) => given.push(...ids.map((id) => uppy.getFile(id)?.data.size)));
      uppy.addFile({ name: 'letter.jpg', data: letter() });
      uppy.addFile({ name: 'damaged.jpg', data: damaged() });
      uppy.addFile({ name: 'far.jpg', data: { size: 9 }, isRemote: true, remote: { companionUrl: 'https://pic.example' } });
      const first = await uppy.upload();
      const again = await uppy.retryAll();
      const errors = ({ successful, failed }) => [successful.length, ...failed.map(({ error }) => error)];
      return { given, first: errors(first), again: errors(again), left: uppy.getFiles().map(({ name, isRemote }) => `${name} ${isRemote}`) };
    });
    const all = [
      0,
      'This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.',
      'This picture is damaged and cannot be read.',
      'The file could not be read.',
    ];
    assert.deepEqual(told, {
      given: [0, 0, 0, 0, 0, 0],
      first: all,
      again: all,
      left: ['letter.jpg false', 'damaged.jpg false', 'far.jpg false'],
    });
    assert.deepEqual(sink.bodies, []);
  });

  it('sends the name that a person gave, takes a file of another frame, and is not stopped by a receipt that nobody can read', async (t) => {
    const page = await open(t, ['Error: mine']);
    const told = await page.evaluate(async () => {
      const frame = document.body.appendChild(document.createElement('iframe')).contentWindow;
      const onReceipt = () => {
        throw new Error('mine');
      };
      const uppy = new Uppy().use(PelliclePrepare, { onReceipt }).use(XHRUpload, { endpoint: sink });
      const id = uppy.addFile({ name: 'IMG_1.heic', type: 'image/jpeg', data: new frame.File([await photo().arrayBuffer()], 'IMG_1.heic') });
      uppy.setFileMeta(id, { name: 'Grandma.heic' });
      const { successful } = await uppy.upload();
      return successful.map(({ name, meta }) => [name, meta.name]);
    });
    assert.deepEqual(told, [['IMG_1.jpg', 'Grandma.jpg']]);
    assertClean(sink.bodies.at(-1));
    assert.ok(sink.bodies.at(-1).includes('Grandma.jpg'));
  });

  it('prepares from the original when it is tried again, and never twice', async (t) => {
    const page = await open(t);
    const told = await page.evaluate(async () => {
      const receipts = [];
      const onReceipt = (_, { removed }) => receipts.push(removed.map((found) => found.class));
      const uppy = new Uppy().use(PelliclePrepare, { maxEdge: -1, onReceipt }).use(XHRUpload, { endpoint: 'http://127.0.0.1:9', shouldRetry: () => false });
      uppy.addFile({ name: 'a.jpg', data: photo() });
      const first = (await uppy.upload()).failed[0].error;
      uppy.getPlugin('PelliclePrepare').setOptions({ maxEdge: 100 });
      // Prepared now, but there is nobody at that address.
      await uppy.retryAll();
      uppy.getPlugin('XHRUpload').setOptions({ endpoint: sink });
      const { successful } = await uppy.retryAll();
      const bitmap = await createImageBitmap(successful[0].data);
      return { first, receipts, width: bitmap.width, height: bitmap.height };
    });
    assert.match(told.first, /settings/);
    assert.equal(told.receipts.length, 1);
    assert.ok(told.receipts[0].includes('location'));
    assert.deepEqual([told.width, told.height], [75, 100]);
    assertClean(sink.bodies.at(-1));
  });
});

describe('pellicleServer, in the real FilePond', () => {
  const hidden = 'input[type=hidden][name=picture]';

  it('works as the README shows it, and deletes what is undone', async (t) => {
    const page = await open(t);
    await page.evaluate(() => readme[2]());
    await page.locator('input.filepond--browser').setInputFiles(picture());
    await page.waitForFunction((hidden) => document.querySelector(hidden)?.value, hidden);
    const link = await page.locator(hidden).inputValue();
    assert.equal(await page.evaluate((link) => seen(link), link), 'image/jpeg 240');
    await page.waitForFunction(() => document.querySelector('.filepond--item')?.dataset.filepondItemState === 'processing-complete');
    await page.locator('.filepond--action-revert-item-processing').click();
    await page.waitForFunction((hidden) => !document.querySelector(hidden)?.value, hidden);
    assert.equal((await fetch(link.split('#')[0])).status, 410);
  });

  it('says what is wrong, and tries again', async (t) => {
    const page = await open(t);
    await page.route(`${server.origin}/**`, (route) => route.abort());
    await page.evaluate(() => readme[2]());
    await page.locator('input.filepond--browser').setInputFiles(picture());
    await page.locator('.filepond--file-status-main', { hasText: 'The server cannot be reached.' }).waitFor();
    await page.unroute(`${server.origin}/**`);
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.waitForFunction((hidden) => document.querySelector(hidden)?.value, hidden);
  });

  it('is cancelled without an error, and hands out delete tokens', async (t) => {
    const page = await open(t);
    await page.route(`${server.origin}/api/blobs`, () => {});
    await page.evaluate(() => {
      const options = { server, onShared: ({ deleteToken }) => happened.push(deleteToken.length) };
      window.pond = FilePond.create(document.querySelector('#pick'), {
        server: pellicleServer(options),
        onprocessfileabort: () => happened.push('aborted'),
        onerror: (error) => happened.push(error),
        onprocessfileprogress: (_, progress) => progress > 0 && happened.push('progress'),
      });
      pond.addFile(photo());
    });
    await page.waitForFunction(() => happened.includes('progress'));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForFunction(() => happened.includes('aborted'));
    await page.unroute(`${server.origin}/api/blobs`);
    // A pond that uploads at once lets go of what is cancelled.
    await page.evaluate(() => void pond.addFile(photo()));
    await page.waitForFunction(() => happened.includes(43));
    const told = await page.evaluate(() => happened.filter((what) => what !== 'progress'));
    assert.deepEqual(told, ['aborted', 43]);
  });
});

describe('a page with a mistake of its own, in the real FilePond', () => {
  it('keeps the link when what it does with it throws', async (t) => {
    const page = await open(t, ['Error: mine']);
    await page.evaluate(() => {
      const onShared = () => {
        throw new Error('mine');
      };
      FilePond.create(document.querySelector('#pick'), { server: pellicleServer({ server, onShared }) }).addFile(photo());
    });
    await page.locator('[data-filepond-item-state=processing-complete]').waitFor();
  });

  it('finds in the console which setting is wrong', async (t) => {
    const page = await open(t);
    const said = page.waitForEvent('console', (message) => message.type() === 'error');
    await page.evaluate(() => void FilePond.create(document.querySelector('#pick'), { server: pellicleServer({ server, expiresIn: '7' }) }).addFile(photo()));
    assert.match((await said).text(), /^pellicle\/filepond: expiresIn is a whole number of seconds/);
  });
});

describe('pelliclePrepare, in the real FilePond', () => {
  it('works as the README shows it', async (t) => {
    const page = await open(t);
    await page.evaluate(() => readme[3]());
    await page.locator('input.filepond--browser').setInputFiles(picture('a.jpeg'));
    await page.waitForFunction(() => document.querySelector('.filepond--item')?.dataset.filepondItemState === 'processing-complete');
    assert.equal(sink.bodies.length, 1);
    assertClean(sink.bodies[0]);
    assert.ok(sink.bodies[0].includes('filename="a.jpg"'));
  });

  it('adds nothing that cannot be prepared, and says why', async (t) => {
    const page = await open(t);
    const told = await page.evaluate(async () => {
      FilePond.registerPlugin(pelliclePrepare());
      const pond = FilePond.create(document.querySelector('#pick'), { server: sink });
      const ends = [];
      for (const file of [letter(), damaged()]) await pond.addFile(file).catch(({ error }) => ends.push(error));
      await pond.addFile(photo());
      return { ends };
    });
    // Ponds upload at once, in the order in which files came: what follows the last is all there is.
    await page.locator('[data-filepond-item-state=processing-complete]').waitFor();
    assert.deepEqual(told.ends.map(({ sub }) => sub), ['This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.', 'This picture is damaged and cannot be read.']);
    assert.equal(sink.bodies.length, 1);
    assertClean(sink.bodies[0]);
  });
});
