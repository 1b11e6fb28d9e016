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
    server = await startServer({ talk: 'info', settings: { PELLICLE_ALLOWED_ORIGINS: site.origin } });
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
        { name: 'one too many.jpg', mimeType: 'image/jpeg', buffer: photo() },
      ];
      await page.locator('input[type=file]').setInputFiles(files);
      await page.waitForFunction(() => {
        const box = document.querySelector('pellicle-upload');
        return box.pictures?.length === 1 && !box.busy;
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
});
