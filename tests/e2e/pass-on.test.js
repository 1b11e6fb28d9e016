import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';

describe('a link is passed on', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  async function shared(options) {
    const page = await stage.page(options);
    const link = await new UploadPage(page, stage.server.origin).share({ name: 'secret-place.jpg', bytes: photo() });
    return { page, link };
  }

  for (const colorScheme of ['light', 'dark']) {
    it(`by a code that another program reads, ${colorScheme}`, async () => {
      const { page, link } = await shared({ colorScheme, deviceScaleFactor: 2 });
      await page.getByText('Code to scan').click();
      const code = page.getByRole('img', { name: 'QR code of the link' });
      await code.waitFor();
      const { data, width, height } = PNG.sync.read(await code.screenshot());
      assert.equal(jsQR(new Uint8ClampedArray(data), width, height)?.data, link);
    });
  }

  it('as Markdown, BBCode and HTML, without the file’s name', async () => {
    const { page, link } = await shared({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByText('Code to scan').click();
    for (const [name, text] of [
      ['Markdown', `[Picture](${link})`],
      ['BBCode', `[url=${link}]Picture[/url]`],
      ['HTML', `<a href="${link}">Picture</a>`],
    ]) {
      await page.getByRole('button', { name: `Copy as ${name}` }).click();
      await page.getByRole('button', { name: `Copy as ${name}` }).filter({ hasText: 'Copied' }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    }
  });

  it('by the system’s own way where there is one', async () => {
    const page = await stage.page();
    await page.addInitScript(() => {
      navigator.canShare = ({ url }) => Boolean(url);
      navigator.share = async ({ url }) => (globalThis.sharedUrl = url);
    });
    const link = await new UploadPage(page, stage.server.origin).share({ name: 'a.jpg', bytes: photo() });
    await page.getByRole('button', { name: 'Share…' }).click();
    assert.equal(await page.evaluate(() => globalThis.sharedUrl), link);
    // It was kept, so letting go of it asks nothing.
    await page.getByRole('button', { name: 'Dismiss a.jpg' }).click();
    await page.getByRole('link', { name: /^Link to/ }).waitFor({ state: 'detached' });
  });
});
