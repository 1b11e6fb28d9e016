import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

describe('the options', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const valuesOf = (page) =>
    page.locator('#options select').evaluateAll((all) => Object.fromEntries(all.map((one) => [one.name, one.selectedOptions[0].text])));

  it('are remembered for the next visit, all but the password', async () => {
    const page = await stage.page();
    const upload = await new UploadPage(page, stage.server.origin).open();
    await upload.choose({ size: '1024 px', views: '5 times', quality: 'smallest', start: 'after a look', password: 'rowan' });
    const chosen = await valuesOf(page);
    assert.deepEqual([chosen.size, chosen.views, chosen.quality, chosen.start], ['1024 px', '5 times', 'smallest', 'after a look']);
    await upload.open();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await valuesOf(page), chosen);
    assert.equal(await page.getByLabel('Password').inputValue(), '');
    assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...localStorage })), /rowan/);
    const line = page.locator('details.more summary');
    assert.equal(await line.innerText().then((text) => text.replace(/\s+/g, ' ')), 'More quality smallest start after a look');
  });

  it('stay under the finger that is on them when the server says what it allows', async () => {
    const page = await stage.page();
    const release = stage.proxy.holdOnce(/^\/api\/instance$/, 0);
    await new UploadPage(page, stage.server.origin).open();
    const values = await page.getByLabel('Kept').evaluate(({ options }) => options.length);
    const list = await page.getByLabel('Views').elementHandle();
    await page.getByLabel('Password').fill('ro');
    const more = await page.locator('details.more summary').boundingBox();
    await page.mouse.move(more.x + more.width / 2, more.y + more.height / 2);
    await page.mouse.down();
    release();
    // This server allows more than every server does.
    await page.waitForFunction((values) => document.querySelector('[name=kept]').options.length > values, values);
    await page.mouse.up();
    assert.ok(await page.locator('details.more').evaluate(({ open }) => open), 'the press that had begun before');
    assert.equal(await page.getByLabel('Password').inputValue(), 'ro');
    assert.ok(await list.evaluate((control) => control.isConnected), 'a list that is open stays so');
  });

  it('hold for a visit where the browser refuses storage', async () => {
    const page = await stage.page();
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    const upload = new UploadPage(page, stage.server.origin);
    await upload.open();
    await upload.choose({ size: '1024 px', start: 'after a look' });
    await upload.give({ name: 'quiet.jpg', bytes: photo() });
    await upload.onlyCard.getByRole('button', { name: 'Seal and send' }).click();
    await upload.linkTo('quiet.jpg');
  });

  it('can leave every pixel as it is', async () => {
    const file = { name: 'whole.jpg', bytes: photo({ width: 2600, height: 1300, orientation: 1 }) };
    const link = await new UploadPage(await stage.page(), stage.server.origin).share(file, { size: 'as it is, cleaned' });
    const viewer = await new ViewerPage(await stage.page()).open(link);
    const { width, height } = await viewer.pixels();
    assert.deepEqual([width, height], [2600, 1300]);
    const { bytes } = await viewer.download();
    assert.ok(!bytes.includes('Ballymote Optics'), 'what was hidden in it is gone');
    const scan = (jpeg) => jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xda])), jpeg.lastIndexOf(Buffer.from([0xff, 0xd9])));
    assert.ok(file.bytes.includes(scan(bytes).subarray(0, 4000)), 'and its coded pixels are the same');
  });
});
