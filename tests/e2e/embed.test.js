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
    const [, snippet] = /```html\n(<iframe[\s\S]*?)```/.exec(docs);
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

  it('opened by itself, says that nobody would get the link', async (t) => {
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(`${server.origin}/embed?origin=${site.origin}`);
    await page.getByText('The page around it has not said so.').waitFor();
    assert.equal(await page.locator('pellicle-upload').isVisible(), false);
  });
});
