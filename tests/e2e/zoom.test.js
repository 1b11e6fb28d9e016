import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PNG } from 'pngjs';
import { EditPage } from './edit-page.js';
import { keep } from './look.js';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

const DESK = { viewport: { width: 1100, height: 820 }, reducedMotion: 'reduce' };
const TINY = [
  { width: 1, height: 1 },
  { width: 20, height: 3 },
];

describe('a picture is looked at from near', () => {
  let stage, link;
  before(async () => {
    stage = await setStage();
    link = await new UploadPage(await stage.page(), stage.server.origin).share({ name: 'large.jpg', bytes: photo({ width: 1600, height: 1200, orientation: 1 }) });
  });
  after(() => stage.clear());

  async function opened(link) {
    const viewer = await new ViewerPage(await stage.page(DESK)).open(link);
    await viewer.picture();
    return viewer.page;
  }
  const isNear = (page) => page.locator('.stage').evaluate((element) => 'near' in element.dataset);
  const percentOf = async (page) => parseInt((await page.locator('.zoom button').nth(1).textContent()).replace(/[^\d]/g, ''), 10);

  it('a double click of a mouse comes near and stays there, and another one goes back', async () => {
    const page = await opened(link);
    await page.mouse.dblclick(400, 400);
    assert.ok(await isNear(page), 'it is near after the first');
    await page.mouse.dblclick(400, 400);
    assert.ok(!(await isNear(page)), 'and whole after the second');
  });

  it('each single click does so at once', async () => {
    const page = await opened(link);
    for (const near of [true, false, true]) {
      await page.mouse.click(400, 400);
      assert.equal(await isNear(page), near);
    }
  });

  it('each press of a zoom button counts', async () => {
    const page = await opened(link);
    const before = await percentOf(page);
    for (let i = 0; i < 3; i++) await page.locator('.zoom button').last().click({ clickCount: 1 });
    assert.ok((await percentOf(page)) > 3 * before);
  });

  for (const size of TINY) {
    const name = `${size.width}x${size.height}`;
    const file = { name: `${name}.png`, type: 'image/png', bytes: gray(size) };

    it(`${name}: a tiny one comes so near in the viewer that it is seen`, async () => {
      const tiny = await new UploadPage(await stage.page(), stage.server.origin).share(file, { size: 'as it is, cleaned' });
      const page = await opened(tiny);
      assert.equal((await page.locator('.print').boundingBox()).width, size.width, 'at first it has its own size');
      await page.mouse.click(550, 400);
      const { width, height } = await page.locator('.print').boundingBox();
      assert.ok(Math.max(width, height) > 300, `a click makes it ${width} × ${height}`);
      await keep(page, `tiny-viewer-${name}`);
      await page.mouse.click(550, 400);
      await page.waitForTimeout(600);
      for (let i = 0; i < 20; i++) await page.keyboard.press('+');
      // Near, the stage has the window's whole width, so that keys come a little nearer than the click did.
      const nearest = (await page.locator('.print').boundingBox()).width;
      assert.ok(nearest >= width && nearest < 1.1 * width, `the keys make it ${nearest} px wide, and a click ${width}`);
    });

    it(`${name}: the editor shows it beside its grips`, async () => {
      const edit = await EditPage.open(new UploadPage(await stage.page(DESK), stage.server.origin), file);
      await edit.tool('Crop').click();
      const { width, height } = await edit.page.locator('.edit-print').boundingBox();
      assert.ok(width >= 99 && height >= 99, `it is ${width} × ${height}`);
      await keep(edit.page, `tiny-edit-${name}`);
      if (size.width === 1) return;
      await edit.drag([20, 3], [10, 3], size);
      assert.equal((await edit.areaOf(edit.frame)).width, 10, 'and is cropped to the pixel');
    });
  }
});

function gray({ width, height }) {
  const picture = new PNG({ width, height });
  for (let at = 0; at < width * height; at++) picture.data.set([(90 * at) % 256, 120, 200, 255], 4 * at);
  return PNG.sync.write(picture);
}
