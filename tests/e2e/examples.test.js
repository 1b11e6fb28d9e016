import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startBrowser } from './browser.js';
import { pellicleOk } from './cli.js';
import { examplePages, PAGES, startExampleSite } from './examples-site.js';
import { photo } from './pictures.js';
import { startServer } from './server.js';
import { ViewerPage } from './viewer-page.js';

const ARTIFACTS = fileURLToPath(new URL('artifacts', import.meta.url));
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What the photo's Exif says, and what a clean picture does not. */
const MAKER = 'Ballymote';
const LINK = /^http:\/\/127\.0\.0\.1:\d+\/i\/\w{16}#\w{48}$/;

describe('a page that is copied from examples/pages works', () => {
  let site, server, browser, axe, folder;
  const links = {};
  before(async () => {
    site = await startExampleSite();
    const settings = { PELLICLE_EMBED_ORIGINS: site.origin, PELLICLE_ALLOWED_ORIGINS: site.origin };
    server = await startServer({ talk: 'info', settings });
    browser = await startBrowser();
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await mkdir(ARTIFACTS, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), 'pellicle-examples-'));
    await writeFile(join(folder, 'photo.jpg'), photo());
    links.open = await send();
    links.locked = await send(['--password-stdin'], 'correct horse\n');
    links.once = await send(['--views', '1']);
    site.addresses = [
      ['https://pic.example/i/7Hk2mQx9TzRv4WbN#the-rest-of-your-link', links.open],
      ['https://pic.example', server.origin],
    ];
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await site?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const picture = (name = 'a.jpg', seed = 1) => ({ name, mimeType: 'image/jpeg', buffer: photo({ seed }) });
  const letter = { name: 'letter.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Dear all') };

  async function send(options = [], input = '') {
    const args = ['send', join(folder, 'photo.jpg'), '--server', server.origin, ...options];
    return (await pellicleOk(args, { input })).stdout.trim().split('\n')[0];
  }

  /** What the command line opens at a link: the page's own word for it counts for nothing. */
  async function opened(link) {
    assert.match(link, LINK);
    const file = join(folder, `opened-${createHash('sha256').update(link).digest('hex').slice(0, 8)}`);
    await pellicleOk(['open', link, '-o', file]);
    return assertClean(await readFile(file));
  }

  function assertClean(bytes) {
    assert.ok(bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])), 'it is a JPEG');
    assert.ok(!bytes.includes(MAKER), 'without its Exif');
    return bytes;
  }

  /** Opens a page in a fresh profile, which asks the site and the server and nobody else, and throws nothing. */
  async function visit(t, name, options = {}) {
    const context = await browser.newContext({ locale: 'en', viewport: { width: 900, height: 900 }, ...options });
    const page = await context.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => /Content Security Policy|Trusted/i.test(message.text()) && faults.push(message.text()));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (![site.origin, server.origin].includes(origin) && protocol.startsWith('http')) faults.push(request.url());
    });
    t.after(async () => {
      await context.close();
      assert.deepEqual(faults, []);
    });
    await page.goto(`${site.origin}/${name}`);
    return page;
  }

  /** What is there now can be read by everybody, on any window, and looked at by us. */
  async function look(page, name) {
    if (!name.startsWith('strict')) {
      await page.evaluate(axe);
      const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), RULES);
      assert.deepEqual(violations.filter(({ nodes }) => nodes.some(isOurs)).map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    }
    for (const [scheme, width] of [['light', 900], ['dark', 900], ['light', 320], ['dark', 320]]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(ARTIFACTS, `example-${name}-${scheme}-${width}.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${name} is ${wide} px wide in a window of ${width}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 900, height: 900 });
  }
  // What stands inside of Uppy and FilePond is theirs.
  const isOurs = ({ target }) => !/uppy|filepond/i.test(target.flat().join(' '));

  /** Every page, and what a person does there. */
  const DEEDS = {
    'frame.html': async (t) => {
      const page = await visit(t, 'frame.html');
      const box = page.frameLocator('#box');
      await box.locator('input[type=file]').setInputFiles([picture(), letter]);
      const link = page.locator('#links a');
      await opened(await link.getAttribute('href'));
      await page.getByText('One picture.').waitFor();
      await box.getByText('This kind of file cannot be shared.').first().waitFor();
      assert.equal(await page.getByRole('alert').textContent(), '', 'the box has said it already');
      await look(page, 'frame');
      await page.getByRole('button', { name: 'Begin anew' }).click();
      await page.getByText('Nothing yet.').waitFor();
      await box.locator('li').first().waitFor({ state: 'detached' });
    },

    'form.html': async (t) => {
      const page = await visit(t, 'form.html');
      await page.locator('pellicle-upload input[type=file]').setInputFiles([picture('a.jpg', 1), picture('b.jpg', 2)]);
      await page.getByText('Sealed and sent').nth(1).waitFor();
      await page.getByLabel('Comment').fill('Two of the harbour');
      await look(page, 'form');
      site.posted.length = 0;
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Thanks').waitFor();
      const [{ path, form }] = site.posted;
      assert.deepEqual([path, form.get('comment'), form.getAll('picture').length], ['comments', 'Two of the harbour', 2]);
      for (const link of form.getAll('picture')) await opened(link);
    },

    'picture.html': async (t) => {
      const page = await visit(t, 'picture.html');
      const image = page.getByRole('img', { name: 'Boats at their moorings' });
      await image.waitFor();
      assert.equal(await image.evaluate(async (element) => (await element.decode(), element.naturalWidth)), 480);
      await look(page, 'picture');
    },

    'share.html': async (t) => {
      const page = await visit(t, 'share.html');
      const give = (file) => page.getByLabel('Picture').setInputFiles(file);
      const go = () => page.getByRole('button', { name: 'Share', exact: true }).press('Enter');
      await give(letter);
      await go();
      await page.getByRole('alert').getByText('This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.').waitFor();
      await look(page, 'share-failed');
      // Cancelled on its way: the server takes no more of it until then.
      let goOn;
      const held = new Promise((resolve) => (goOn = resolve));
      await page.route(`${server.origin}/**`, async (route) => {
        await held;
        await route.fallback().catch(() => {});
      });
      await give(picture());
      await go();
      await page.getByRole('status').getByText('Sending').waitFor();
      await look(page, 'share-working');
      const bar = page.getByRole('progressbar', { name: 'Sending' });
      assert.ok((await bar.evaluate(({ value }) => value)) >= 0.5, 'the bar has come as far as the upload');
      await page.getByRole('button', { name: 'Cancel' }).press('Enter');
      await page.getByRole('alert').getByText('Cancelled.').waitFor();
      assert.ok(await bar.isHidden());
      goOn();
      await page.unroute(`${server.origin}/**`);
      await go();
      const link = page.locator('#link');
      await link.waitFor();
      await opened(await link.getAttribute('href'));
      await page.getByText(/^Removed: location, camera, comment, trailing-data\. Kept until /).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Sealed and sent');
      await look(page, 'share');
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByText('Copied').waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await link.getAttribute('href'));
      const gone = await link.getAttribute('href');
      await page.getByRole('button', { name: 'Delete it' }).click();
      await page.getByText('Deleted.').waitFor();
      await assert.rejects(pellicleOk(['open', gone, '-o', join(folder, 'gone')]));
    },

    'prepare.html': async (t) => {
      const page = await visit(t, 'prepare.html');
      const asked = [];
      page.on('request', (request) => request.method() !== 'GET' && asked.push(request.url()));
      await page.getByLabel('Picture').setInputFiles({ ...picture(), buffer: photo({ width: 1600, height: 1200 }) });
      await page.getByLabel('Longest side').selectOption('1024 pixels');
      await page.getByRole('button', { name: 'Clean', exact: true }).click();
      await page.getByText(/^Removed: location, camera.* 768 × 1024 pixels\.$/).waitFor();
      await look(page, 'prepare');
      const waiting = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Save' }).click();
      const download = await waiting;
      assert.equal(download.suggestedFilename(), 'a-clean.jpg');
      const bytes = assertClean(await readFile(await download.path()));
      await writeFile(join(folder, 'large.jpg'), photo({ width: 1600, height: 1200 }));
      await pellicleOk(['prepare', join(folder, 'large.jpg'), '--max-edge', '1024', '-o', join(folder, 'native.jpg')]);
      assert.ok(bytes.equals(await readFile(join(folder, 'native.jpg'))), 'the same bytes as natively');
      assert.deepEqual(asked, [], 'nothing is uploaded');
      await page.getByLabel('Picture').setInputFiles(letter);
      await page.getByRole('button', { name: 'Clean', exact: true }).click();
      await page.getByRole('alert').getByText('This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.').waitFor();
    },

    'album.html': async (t) => {
      const page = await visit(t, 'album.html');
      const go = () => page.getByRole('button', { name: 'Make the album' }).click();
      await page.getByLabel('Title').fill('Rathlin');
      await page.getByLabel('Pictures').setInputFiles([picture('the gate.jpg', 1), letter]);
      await go();
      await page.getByRole('alert').getByText('This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.').waitFor();
      const three = [1, 2, 3].map((seed) => ({ ...picture(`view ${seed}.jpg`), buffer: photo({ seed, width: 1200, height: 900 }) }));
      await page.getByLabel('Pictures').setInputFiles(three);
      await go();
      await page.getByRole('heading', { name: 'Rathlin' }).waitFor({ timeout: 60_000 });
      await page.getByText('view 3').waitFor();
      await page.waitForFunction(() => [...document.querySelectorAll('#grid img')].every((image, _, { length }) => length === 3 && image.naturalWidth === 240));
      await look(page, 'album');
      const link = await page.getByLabel('Link of an album').inputValue();
      assert.match(link, LINK);
      // A stranger opens it, by the server's own viewer.
      const viewer = await new ViewerPage(await page.context().newPage()).open(link);
      await viewer.page.getByText('view 2').waitFor();
      await page.getByLabel('Link of an album').fill(links.open);
      await page.getByRole('button', { name: 'Open' }).click();
      await page.getByRole('alert').getByText('This link leads to a single picture').waitFor();
    },

    'uppy.html': async (t) => {
      const page = await visit(t, 'uppy.html');
      await page.locator('.uppy-Dashboard-input').first().setInputFiles([picture('a.jpg', 1), picture('b.jpg', 2)]);
      await page.getByRole('button', { name: 'Upload 2 files' }).click();
      await page.getByText('2 pictures.').waitFor();
      await look(page, 'uppy');
      for (const link of await page.locator('#links a').all()) await opened(await link.getAttribute('href'));
    },

    'filepond.html': async (t) => {
      const page = await visit(t, 'filepond.html');
      const input = page.locator('.filepond--browser');
      // One that was refused and still stands there lets none behind that is on its way, and keeps none back that is there.
      let letGo;
      const held = new Promise((resolve) => (letGo = resolve));
      await page.route('**/api/blobs', (route) => held.then(() => route.continue()));
      await input.setInputFiles([letter, picture('a.jpg', 1), picture('b.jpg', 2)]);
      await page.getByText('This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.', { exact: true }).waitFor();
      assert.ok(await page.getByRole('button', { name: 'Send' }).isDisabled());
      letGo();
      await page.waitForFunction(() => !document.querySelector('form > button').disabled);
      assert.equal(await page.getByText('Upload complete', { exact: true }).count(), 2);
      await page.getByRole('button', { name: 'Remove' }).first().click();
      await look(page, 'filepond');
      site.posted.length = 0;
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Thanks').waitFor();
      await opened(site.posted[0].form.get('picture'));
    },

    'strict.html': async (t) => {
      const text = await readFile(join(PAGES, 'strict.html'), 'utf8');
      const [, script] = /<script type="module">([\s\S]*?)<\/script>/.exec(text);
      const hash = createHash('sha256').update(script).digest('base64');
      assert.ok(text.includes(`'sha256-${hash}'`), `the policy of strict.html should name 'sha256-${hash}'`);
      const page = await visit(t, 'strict.html');
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.getByLabel('Picture').setInputFiles(letter);
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('alert').getByText('This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.').waitFor();
      await page.getByLabel('Picture').setInputFiles(picture());
      await page.getByRole('button', { name: 'Share' }).click();
      const link = page.locator('#link');
      await link.waitFor();
      await opened(await link.getAttribute('href'));
      assert.deepEqual(asked.filter((url) => url.startsWith(site.origin)), [], 'the script brought everything along');
      await look(page, 'strict');
    },

    'plain.html': async (t) => {
      const page = await visit(t, 'plain.html');
      await page.evaluate(() => {
        // The page's own word for it counts for nothing.
        for (const name of ['compile', 'instantiate']) WebAssembly[name] = () => assert.fail('WebAssembly is used');
      });
      const link = page.getByLabel('Its link');
      const go = () => page.getByRole('button', { name: 'Open' }).click();
      const shown = () => page.locator('#image').evaluate(async (image) => (await image.decode(), [image.naturalWidth, image.naturalHeight]));
      await link.fill(links.open.slice(0, -1));
      await go();
      await page.getByRole('alert').getByText('This link is incomplete').waitFor();
      await link.fill(links.open);
      await go();
      await page.locator('#shown').waitFor();
      assert.deepEqual(await shown(), [480, 640]);
      await look(page, 'plain');
      await link.fill(links.locked);
      await go();
      await page.getByLabel('Password').fill('wrong horse');
      await go();
      await page.getByRole('alert').getByText('does not open this picture').waitFor({ timeout: 60_000 });
      await page.getByLabel('Password').fill('correct horse');
      await go();
      await page.locator('#shown').waitFor({ timeout: 60_000 });
      assert.deepEqual(await shown(), [480, 640]);
      await link.fill(links.once);
      await go();
      await page.getByRole('button', { name: 'Look at it now' }).click();
      await page.getByText('That was the last time it could be seen.').waitFor();
    },
  };

  for (const name of examplePages()) {
    it(name, { timeout: 180_000 }, async (t) => {
      assert.ok(DEEDS[name], `${name} has no test`);
      await DEEDS[name](t);
    });
  }

  it('the README has a line for every page, and no other', async () => {
    const readme = await readFile(join(PAGES, 'README.md'), 'utf8');
    const named = [...readme.matchAll(/^\| \[([\w-]+\.html)\]\(\1\) /gm)].map(([, name]) => name);
    assert.deepEqual(named.sort(), examplePages().sort());
    assert.deepEqual(Object.keys(DEEDS).sort(), examplePages().sort());
  });
});
