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

  it('by hand, where the browser lets no page copy', async () => {
    const page = await stage.page();
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    const upload = await new UploadPage(page, stage.server.origin).open();
    await upload.give(...[1, 2].map((seed) => ({ name: `${seed}.jpg`, bytes: photo({ seed }) })));
    const links = [await upload.linkTo('1.jpg'), await upload.linkTo('2.jpg')];
    for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'Copy all links' }).click();
    const all = page.getByRole('textbox', { name: 'Copy all links' });
    assert.deepEqual((await all.inputValue()).split('\n'), links);
    const chosen = await all.evaluate((area) => area === document.activeElement && area.value.slice(area.selectionStart, area.selectionEnd));
    assert.equal(chosen, links.join('\n'), 'all of it is selected');
    const copy = upload.card('1.jpg').getByRole('button', { name: 'Copy link' });
    for (let i = 0; i < 2; i++) await copy.click();
    assert.equal(await upload.card('1.jpg').getByText('Press Ctrl+C').count(), 1);
    assert.ok((await page.evaluate(() => getSelection().toString().replace(/\s/g, ''))).includes(new URL(links[0]).hash));
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
