import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { startBrowser } from './browser.js';
import { photo } from './pictures.js';
import { startServer } from './server.js';
import { startSite } from './site.js';

const ARTIFACTS = fileURLToPath(new URL('artifacts', import.meta.url));
const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'oc', 'pl', 'pt'];

describe('the upload box can be looked at in every language', () => {
  let site, server, browser;
  before(async () => {
    site = await startSite();
    site.plain = true;
    server = await startServer({ talk: 'info', settings: { PELLICLE_ALLOWED_ORIGINS: site.origin, PELLICLE_EMBED_ORIGINS: site.origin } });
    browser = await startBrowser();
    await mkdir(ARTIFACTS, { recursive: true });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await site?.stop();
  });

  for (const [width, zoom] of [[320, 1], [320, 2], [900, 1]]) {
    it(`in a window of ${width} px with text of ${zoom * 100} %: nothing is wider than the window`, async (t) => {
      site.body = `<style>html { font: ${zoom * 100}% system-ui; color-scheme: light dark }</style><pellicle-upload multiple max-files="2" server="${server.origin}"></pellicle-upload>`;
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: width === 900 ? 'dark' : 'light' });
      t.after(() => page.close());
      await page.goto(site.origin);
      const files = [
        { name: 'the harbour at noon.jpg', mimeType: 'image/jpeg', buffer: photo() },
        { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('not a picture') },
        { name: 'the one after.jpg', mimeType: 'image/jpeg', buffer: photo() },
      ];
      await page.locator('input[type=file]').setInputFiles(files);
      await page.waitForFunction(() => {
        const box = document.querySelector('pellicle-upload');
        return box.pictures?.length === 2 && !box.busy;
      });
      for (const language of LANGUAGES) {
        await page.evaluate((lang) => (document.querySelector('pellicle-upload').lang = lang), language);
        await page.waitForFunction(
          (lang) => document.querySelector('pellicle-upload').shadowRoot.querySelector('[part=list]').lang === lang,
          language,
        );
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(ARTIFACTS, `element-${language}-${width}-${zoom}.png`) });
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scroll <= width, `${language} is ${scroll} px wide in a window of ${width}`);
      }
    });
  }

  for (const zoom of [1, 2]) {
    it(`in a window of 320 px with text of ${zoom * 100} %, not set up: nothing is wider than the window`, async (t) => {
      site.body = `<style>html { font: ${zoom * 100}% system-ui; color-scheme: light dark }</style><pellicle-upload views="0" server="${server.origin}"></pellicle-upload>`;
      const page = await browser.newPage({ viewport: { width: 320, height: 480 }, colorScheme: zoom === 2 ? 'dark' : 'light' });
      t.after(() => page.close());
      await page.goto(site.origin);
      for (const language of LANGUAGES) {
        await page.evaluate((lang) => (document.querySelector('pellicle-upload').lang = lang), language);
        await page.waitForFunction((lang) => document.querySelector('pellicle-upload').shadowRoot?.querySelector('[part=list]').lang === lang, language);
        await page.screenshot({ path: join(ARTIFACTS, `element-misconfigured-${language}-${zoom}.png`) });
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scroll <= 320, `${language} is ${scroll} px wide in a window of 320`);
      }
    });
  }

  for (const [width, colorScheme, lang] of [[900, 'light', 'en'], [900, 'dark', 'de'], [320, 'light', 'fr'], [320, 'dark', 'ar']]) {
    it(`a picture that stays, ${colorScheme}, ${width} px wide: nothing is wider than the window`, async (t) => {
      site.body = `<style>html { font: 1rem system-ui; color-scheme: light dark }</style><pellicle-upload lang="${lang}" server="${server.origin}"></pellicle-upload>`;
      const page = await browser.newPage({ viewport: { width, height: 480 }, colorScheme });
      t.after(() => page.close());
      await page.goto(site.origin);
      const give = (name, buffer) => page.locator('input[type=file]').setInputFiles([{ name, mimeType: 'image/jpeg', buffer }]);
      await give('a.jpg', photo());
      await page.locator('[part~=done]').waitFor();
      await give('letter.txt', Buffer.from('not a picture'));
      await page.locator('[part~=failed]').waitFor();
      await page.waitForTimeout(900);
      await page.screenshot({ path: join(ARTIFACTS, `element-kept-${colorScheme}-${width}.png`) });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    });
  }

  for (const host of ['light', 'dark']) {
    for (const scheme of ['light', 'dark']) {
      for (const width of [320, 900]) {
        it(`the frame, ${scheme}, on a page that is ${host}, ${width} px wide: nothing is wider than the window`, async (t) => {
          const src = `${server.origin}/embed?origin=${site.origin}&multiple&max-files=2&lang=${width === 320 ? 'ar' : 'en'}&color-scheme=${scheme}&accent=${scheme === 'light' ? 'ffd500' : '1a237e'}`;
          site.body = `<style>html { color-scheme: ${host}; background: ${host === 'light' ? '#fff' : '#101418'} } iframe { border: 0; inline-size: 100%; block-size: 30rem }</style><iframe src="${src}"></iframe>`;
          const page = await browser.newPage({ viewport: { width, height: 520 } });
          t.after(() => page.close());
          await page.goto(site.origin);
          const box = page.frameLocator('iframe');
          const files = ['a.jpg', 'b.jpg'].map((name, seed) => ({ name, mimeType: 'image/jpeg', buffer: photo({ seed }) }));
          await box.locator('input[type=file]').setInputFiles(files);
          await box.locator('[part~=done]').nth(1).waitFor();
          await page.waitForTimeout(900);
          await page.screenshot({ path: join(ARTIFACTS, `frame-${scheme}-on-${host}-${width}.png`) });
          const { scroll, client } = await page.frames()[1].evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
          assert.ok(scroll <= client, `it is ${scroll} px wide in a frame of ${client}`);
        });
      }
    }
  }
});
