import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startBrowser } from './browser.js';
import { ROOT } from './docs.js';
import { photo } from './pictures.js';
import { startServer } from './server.js';
import { startSite } from './site.js';

describe('the upload box in a frame, by the snippet of docs/embed.md', () => {
  let site;
  let stranger;
  let server;
  let browser;

  before(async () => {
    [site, stranger] = await Promise.all([startSite(), startSite()]);
    server = await startServer({ talk: 'info', settings: { PELLICLE_EMBED_ORIGINS: site.origin } });
    browser = await startBrowser();
    const docs = await readFile(join(ROOT, 'docs/embed.md'), 'utf8');
    const [, snippet] = /```html\n(<input id="links"[\s\S]*?)```/.exec(docs);
    for (const one of [site, stranger]) {
      one.plain = true;
      one.body = snippet.replaceAll('https://pic.example', server.origin).replaceAll('https://blog.example', site.origin);
    }
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await Promise.all([site?.stop(), stranger?.stop()]);
  });

  const picture = () => ({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo() });
  const links = (page) => page.locator('#links').inputValue();

  it('gives the page the link, its height, and takes the link away again', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(site.origin);
    const box = page.frameLocator('#pellicle');
    await box.getByText(`${new URL(site.origin).host} gets the link`).waitFor();
    const height = () => page.locator('#pellicle').evaluate((frame) => frame.offsetHeight);
    const empty = await height();
    await box.locator('input[type=file]').setInputFiles([picture()]);
    await box.getByText('Sealed and sent').first().waitFor();
    await page.waitForFunction(() => document.querySelector('#links').value !== '');
    assert.match(await links(page), new RegExp(`^${server.origin}/i/\\w{16}#\\w{48}$`));
    await page.waitForFunction((before) => document.querySelector('#pellicle').offsetHeight > before, empty);
    await box.getByRole('button', { name: 'Remove: a.jpg' }).click();
    await page.waitForFunction(() => document.querySelector('#links').value === '');
  });

  it('loses nothing on a page whose rest comes slowly', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    const before = site.body;
    t.after(() => (site.body = before));
    site.body = `${before}<script src="/slow.js"></script>`;
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    await page.route('**/slow.js', async (route) => {
      await held;
      await route.fulfill({ contentType: 'text/javascript', body: '' });
    });
    await page.goto(site.origin, { waitUntil: 'commit' });
    const box = page.frameLocator('#pellicle');
    await box.locator('input[type=file]').setInputFiles([picture()]);
    await box.getByText('Sealed and sent').first().waitFor();
    await page.waitForFunction(() => document.querySelector('#links').value !== '');
    assert.equal(await page.evaluate(() => document.readyState), 'loading');
    await page.waitForFunction(() => document.querySelector('#pellicle').offsetHeight !== 150);
    letGo();
  });

  it('says of no link that it is gone while its picture is on the server', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(site.origin);
    const box = page.frameLocator('#pellicle');
    const count = (many) => page.waitForFunction((many) => document.querySelector('#links').value.split('\n').length === many, many);
    const give = (name, buffer) => box.locator('input[type=file]').setInputFiles([{ name, mimeType: 'image/jpeg', buffer }]);
    await give('a.jpg', photo());
    await box.getByText('Sealed and sent').first().waitFor();
    const link = await links(page);
    // It cannot be deleted, and another one is shared meanwhile.
    let refuse;
    const held = new Promise((resolve) => (refuse = resolve));
    await page.route('**/b/*', async (route) => {
      if (route.request().method() !== 'DELETE') return route.continue();
      await held;
      await route.fulfill({ status: 503 });
    });
    await box.getByRole('button', { name: 'Remove: a.jpg' }).click();
    await give('b.jpg', photo({ seed: 2 }));
    await count(2);
    refuse();
    await box.locator('li', { hasText: 'a.jpg' }).getByRole('button', { name: 'Copy link: a.jpg' }).waitFor();
    assert.ok((await links(page)).split('\n').includes(link));
    await page.unroute('**/b/*');
    await box.getByRole('button', { name: 'Remove: a.jpg' }).press('Enter');
    await count(1);
    assert.ok(!(await links(page)).includes(link));
  });

  it('says again what holds, to a script that came late and says hello', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(site.origin);
    const box = page.frameLocator('#pellicle');
    await box.locator('input[type=file]').setInputFiles([picture(), { ...picture(), name: 'b.jpg' }]);
    await box.getByText('Sealed and sent').nth(1).waitFor();
    await box.getByRole('button', { name: 'Remove: a.jpg' }).click();
    await box.locator('li').nth(1).waitFor({ state: 'detached' });
    const hello = () =>
      page.evaluate(async () => {
        const heard = [];
        addEventListener('message', ({ data }) => heard.push(data));
        document.querySelector('#pellicle').contentWindow.postMessage({ pellicle: 'hello' }, '*');
        await new Promise((resolve) => setTimeout(resolve, 300));
        return heard;
      });
    const heard = await hello();
    assert.deepEqual(heard.map(({ pellicle }) => pellicle), ['ready', 'height', 'shared']);
    assert.equal(heard[2].link, await links(page));
    assert.ok(heard[1].px > 50 && heard[2].deleteToken);
    await framed(page, 'views=0');
    assert.deepEqual((await hello()).map(({ pellicle, code }) => code ?? pellicle), ['ready', 'height', 'bad-option']);
  });

  it('gives one link where it takes one picture, whatever becomes of the one before', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    await framed(page, 'expires-in=1h');
    const box = page.frameLocator('#pellicle');
    const give = (name, buffer = photo()) => box.locator('input[type=file]').setInputFiles([{ name, mimeType: 'image/jpeg', buffer }]);
    await give('a.jpg');
    await page.waitForFunction(() => document.querySelector('#links').value !== '');
    const first = await links(page);
    await give('b.jpg', Buffer.from('not a picture'));
    await box.getByText('The picture before it stays.').first().waitFor();
    assert.equal(await links(page), first);
    await page.route(`${server.origin}/**`, (route) => (route.request().method() === 'DELETE' ? route.fulfill({ status: 503 }) : route.continue()));
    await give('c.jpg');
    await box.getByText('It is not deleted yet.').first().waitFor();
    const second = await links(page);
    assert.notEqual(second, first);
    assert.match(second, /^\S+$/);
  });

  it('makes pictures as small as the operator wants, where its page says nothing of it', async (t) => {
    const small = await startServer({ settings: { PELLICLE_EMBED_ORIGINS: site.origin, PELLICLE_MAX_EDGE: '64' } });
    t.after(() => small.stop());
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.addInitScript(() => {
      window.heard = [];
      addEventListener('message', ({ data }) => data.pellicle === 'shared' && window.heard.push(Math.max(data.width, data.height)));
    });
    for (const [query, most] of [['multiple', 64], ['max-edge=100', 100]]) {
      await page.goto(site.origin);
      await page.evaluate(([origin, query]) => (document.querySelector('#pellicle').src = `${origin}/embed?origin=${location.origin}&${query}`), [small.origin, query]);
      await page.frameLocator('#pellicle').locator('pellicle-upload[max-edge]').locator('input[type=file]').setInputFiles([picture()]);
      await page.waitForFunction(() => window.heard.length > 0);
      assert.equal(await page.evaluate(() => window.heard[0]), most);
    }
  });

  it('has lines that are seen on a page of any colour', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    await framed(page, 'color-scheme=dark');
    const line = await page.frames()[1].evaluate(() => {
      const box = document.querySelector('pellicle-upload');
      return [getComputedStyle(box.shadowRoot.querySelector('[part~=box]')).borderTopColor, getComputedStyle(box).color];
    });
    // The ink, and little of it: an opaque colour would be that of some page behind the frame.
    assert.match(line[0], /\/ 0\.22\)|0\.22\)$/);
  });

  it('is emptied by the page around it, and by nobody else', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(site.origin);
    const box = page.frameLocator('#pellicle');
    await box.locator('input[type=file]').setInputFiles([picture()]);
    await box.getByText('Sealed and sent').first().waitFor();
    // A script in the frame itself has the right origin for nothing: it is not the page around.
    await page.frames()[1].evaluate(() => window.postMessage({ pellicle: 'clear' }, '*'));
    await page.waitForTimeout(200);
    assert.equal(await box.locator('li').count(), 1);
    await page.evaluate(() => document.querySelector('#pellicle').contentWindow.postMessage({ pellicle: 'clear' }, '*'));
    await box.locator('li').waitFor({ state: 'detached' });
  });

  it('tells nothing to a page of another origin than its address names', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.addInitScript(() => {
      window.heard = [];
      addEventListener('message', ({ data }) => window.heard.push(data));
    });
    await page.goto(site.origin);
    await page.waitForFunction(() => window.heard.length > 0);
    await page.evaluate(() => {
      const frame = document.querySelector('#pellicle');
      frame.src = frame.src.replace(encodeURIComponent(location.origin), '').replace(location.origin, 'https://else.example');
      window.heard.length = 0;
    });
    await page.frameLocator('#pellicle').getByText('else.example gets the link').waitFor();
    await page.waitForTimeout(200);
    assert.deepEqual(await page.evaluate(() => window.heard), []);
  });

  it('is not framed by a site that the operator did not list', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(stranger.origin);
    await page.waitForTimeout(500);
    assert.ok(said.some((text) => text.includes('frame-ancestors')), said.join('\n'));
    assert.equal(await page.frameLocator('#pellicle').locator('pellicle-upload').count(), 0);
  });

  it('speaks the reader’s language, in its page and in its box', async (t) => {
    const page = await browser.newPage({ locale: 'ar' });
    t.after(() => page.close());
    await page.goto(site.origin);
    const box = page.frameLocator('#pellicle');
    await box.getByRole('button', { name: 'اختيار صور' }).waitFor();
    await box.locator('input[type=file]').setInputFiles([picture()]);
    await box.getByText('خُتمت وأُرسلت').first().waitFor();
    const french = await browser.newPage({ locale: 'fr-CA' });
    t.after(() => french.close());
    await french.goto(site.origin);
    await french.frameLocator('#pellicle').getByText(`${new URL(site.origin).host} reçoit le lien.`).waitFor();
    await french.frameLocator('#pellicle').getByRole('button', { name: 'Choisir des images' }).waitFor();
  });

  it('speaks the language of the page around where its address names it, and the reader’s where there is no such', async (t) => {
    const page = await browser.newPage({ locale: 'de' });
    t.after(() => page.close());
    for (const [lang, words] of [['fr-CA', 'Choisir des images'], ['en', 'Choose pictures'], ['sv', 'Bilder auswählen'], ['ar', 'اختيار صور']]) {
      await framed(page, `multiple&lang=${lang}`);
      await page.frameLocator('#pellicle').getByRole('button', { name: words }).waitFor();
    }
    const [dir, element] = await page.frames()[1].evaluate(() => [document.documentElement.dir, document.querySelector('pellicle-upload').lang]);
    assert.deepEqual([dir, element], ['rtl', 'ar']);
  });

  /** The page with the snippet, its frame at an address that says something else. */
  async function framed(page, query) {
    await page.goto(site.origin);
    await page.evaluate(async (query) => {
      const frame = document.querySelector('#pellicle');
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      frame.src = frame.src.replace(/(?<=origin=[^&]+&).*/, query);
      await loaded;
    }, query);
    await page.frameLocator('#pellicle').locator('[part~=box]').waitFor();
  }

  const colours = (page) =>
    page.frames()[1].evaluate(() => {
      const button = document.querySelector('pellicle-upload').shadowRoot.querySelector('[part~=choose]');
      const { color, backgroundColor } = getComputedStyle(button);
      return { scheme: getComputedStyle(document.documentElement).colorScheme, ink: getComputedStyle(document.body).color, fill: backgroundColor, on: color };
    });

  it('is in the light or in the dark as its address says, and else as the reader’s system', async (t) => {
    for (const system of ['light', 'dark']) {
      const page = await browser.newPage({ colorScheme: system });
      t.after(() => page.close());
      const inks = {};
      for (const scheme of ['light', 'dark', 'auto']) {
        await framed(page, `multiple&color-scheme=${scheme}`);
        const found = await colours(page);
        inks[scheme] = found.ink;
        assert.equal(found.scheme, scheme === 'auto' ? 'light dark' : scheme);
      }
      assert.deepEqual([inks.light, inks.dark], ['rgb(28, 26, 23)', 'rgb(239, 232, 220)'], system);
      assert.equal(inks.auto, inks[system]);
    }
  });

  it('lets the page show through where both have the same scheme, and can be read where they have not', async (t) => {
    const page = await browser.newPage({ viewport: { width: 400, height: 300 } });
    t.after(() => page.close());
    /** The colour at the frame's corner, on a page of this colour. */
    const corner = async (background, host, scheme) => {
      await framed(page, `color-scheme=${scheme}`);
      await page.addStyleTag({ content: `html { background: ${background}; color-scheme: ${host} } iframe { color-scheme: ${host} !important }` });
      await page.waitForTimeout(100);
      const { x, y } = await page.locator('#pellicle').boundingBox();
      const shot = await page.screenshot({ clip: { x: x + 1, y: y + 1, width: 1, height: 1 } });
      return page.evaluate(async (base64) => {
        const image = Object.assign(new Image(), { src: `data:image/png;base64,${base64}` });
        await image.decode();
        const canvas = new OffscreenCanvas(1, 1).getContext('2d');
        canvas.drawImage(image, 0, 0);
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
      }, shot.toString('base64'));
    };
    assert.deepEqual(await corner('#336699', 'light', 'light'), [51, 102, 153]);
    assert.deepEqual(await corner('#336699', 'dark', 'dark'), [51, 102, 153]);
    assert.deepEqual(await corner('#336699', 'dark', 'light'), [255, 255, 255]);
    assert.ok((await corner('#336699', 'light', 'dark')).every((part) => part < 24));
  });

  it('has the accent of its page, with text on it that can be read', async (t) => {
    const page = await browser.newPage({ colorScheme: 'light' });
    t.after(() => page.close());
    await framed(page, 'accent=ffd500');
    const pale = await colours(page);
    assert.deepEqual([pale.fill, pale.on], ['rgb(255, 213, 0)', 'rgb(0, 0, 0)']);
    const line = () => page.frames()[1].evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent-line'));
    const inLight = await line();
    assert.notEqual(inLight, '#ffd500');
    // The reader's system turns dark meanwhile.
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.frames()[1].waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue('--accent-line') === '#ffd500');
    await framed(page, 'accent=0b2e4f');
    const deep = await colours(page);
    assert.deepEqual([deep.fill, deep.on], ['rgb(11, 46, 79)', 'rgb(255, 255, 255)']);
  });

  it('tells in the console what its address says and means nothing, and goes on without it', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    const said = [];
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    await framed(page, 'accent=red&color-scheme=black&expire-in=7d');
    assert.deepEqual(said.map((text) => /: "?([\w-]+)/.exec(text)[1]), ['color-scheme', 'accent', 'expire-in']);
    assert.equal((await colours(page)).fill, 'rgb(200, 64, 31)');
    await page.frameLocator('#pellicle').locator('input[type=file]').setInputFiles([picture()]);
    await page.frameLocator('#pellicle').getByText('Sealed and sent').first().waitFor();
  });

  it('says that it is not set up, to the page, its visitors and the console, where a setting means nothing', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    const said = [];
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    await page.addInitScript(() => {
      window.heard = [];
      addEventListener('message', ({ data }) => window.heard.push(data));
    });
    for (const query of ['views=0', 'expires-in=soon', 'preset=tiny', 'max-edge=-3']) {
      said.length = 0;
      await framed(page, query);
      const box = page.frameLocator('#pellicle');
      await box.getByText('This upload box is not set up correctly.').first().waitFor();
      assert.equal(await box.getByRole('button').count(), 0, query);
      assert.equal(await box.getByText('gets the link').isVisible(), false);
      await page.waitForFunction(() => window.heard.some(({ pellicle }) => pellicle === 'error'));
      const heard = await page.evaluate(() => window.heard.splice(0).filter(({ pellicle }) => pellicle !== 'height'));
      assert.deepEqual(heard.slice(-2), [{ pellicle: 'ready' }, { pellicle: 'error', code: 'bad-option' }]);
      const [name, value] = query.split('=');
      assert.ok(said[0].startsWith(`<pellicle-upload ${name}="${value}">: ${name} is `), said.join('\n'));
    }
  });

  it('opened by itself, says that nobody would get the link', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(`${server.origin}/embed?origin=${site.origin}`);
    await page.getByText('The page around it has not said so.').waitFor();
    assert.equal(await page.locator('pellicle-upload').isVisible(), false);
  });
});
