import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { EditPage } from './edit-page.js';
import { keep } from './look.js';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';

/** Phones held sideways, with and without what a browser takes of their window. */
const WINDOWS = [
  { width: 844, height: 390 },
  { width: 844, height: 340 },
  { width: 740, height: 320 },
  { width: 667, height: 320 },
];
const LANGUAGES = ['en', 'de', 'ar'];

/** A target's least size that WCAG 2.2 asks for. The house likes 44. */
const LEAST_PX = 24;

const file = { name: 'a house by the sea.jpg', bytes: photo({ width: 1600, height: 1200, orientation: 1 }) };

describe('the editor in a low, wide window has everything in sight, and a picture as high as the window', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  for (const locale of LANGUAGES) {
    for (const viewport of WINDOWS) {
      const name = `${locale}-${viewport.width}x${viewport.height}`;
      it(name, async () => {
        const colorScheme = locale === 'de' ? 'dark' : 'light';
        const page = await stage.page({ locale, viewport, colorScheme, hasTouch: true, isMobile: true, reducedMotion: 'reduce' });
        const edit = await opened(page, stage.server.origin);
        const [, , crop, cover] = await page.locator('.edit-making button').all();
        await isInSight(edit, viewport);
        await keep(page, `edit-low-look-${name}`);
        const print = await page.locator('.edit-print').boundingBox();
        assert.ok(print.height >= 0.85 * viewport.height, `the picture is ${print.height} px high in a window of ${viewport.height}`);
        assert.ok(Math.abs(print.width / print.height - 4 / 3) < 0.02, 'and has its shape');

        await cover.click();
        await page.locator('.edit-pair button').first().click();
        await isInSight(edit, viewport);
        await keep(page, `edit-low-cover-${name}`);

        await crop.click();
        await isInSight(edit, viewport);
        await keep(page, `edit-low-crop-${name}`);

        await page.locator('.edit-ending button').nth(3).click();
        const answers = page.locator('.edit-ask button');
        assert.equal(await answers.count(), 2);
        await isInSight(edit, viewport);
        await keep(page, `edit-low-ask-${name}`);
        assert.deepEqual(await page.locator('.edit-print').boundingBox(), print, 'the picture stays where it was');
      });
    }
  }

  it('every tool keeps its name, and says it to whoever rests on it', async () => {
    const page = await stage.page({ viewport: WINDOWS[3] });
    const edit = await opened(page, stage.server.origin);
    for (const name of ['Turn left', 'Turn right', 'Crop', 'Cover', 'Undo', 'Redo', 'Reset', 'Cancel', 'Done'])
      assert.equal(await edit.tool(name).getAttribute('title'), name);
    for (const name of ['Cancel', 'Done'])
      assert.ok((await edit.tool(name).locator('span').boundingBox()).width > 20, `the word ${name} is seen`);
  });

  it('axe finds no fault in it', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const page = await stage.page({ viewport: WINDOWS[3], reducedMotion: 'reduce' });
    const edit = await opened(page, stage.server.origin);
    await page.evaluate(axe);
    for (const name of ['Crop', 'Cover', 'Cancel']) {
      await edit.tool(name).click();
      const found = await page.evaluate(async () => (await globalThis.axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
      assert.deepEqual(found, [], name);
      if (name === 'Cover') await edit.tool('New box').click();
    }
  });

  it('a phone held upright has its tools below the picture, as before', async () => {
    const page = await stage.page({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const edit = await opened(page, stage.server.origin);
    const canvas = await edit.stage.boundingBox();
    assert.equal(canvas.width, 390);
    assert.ok((await edit.tool('Crop').boundingBox()).y >= canvas.y + canvas.height);
  });
});

/** Opens the editor in whatever language the page has. */
async function opened(page, origin) {
  const upload = await new UploadPage(page, origin).open();
  await page.waitForLoadState('networkidle');
  await upload.unfold();
  await page.locator('select[name="start"]').selectOption({ index: 1 });
  await upload.give(file);
  await page.locator('[data-state="ready"] .preview').click();
  const edit = new EditPage(page);
  await edit.stage.waitFor();
  // What opened under a press is not pressed by the second half of a double press.
  await page.waitForTimeout(600);
  return edit;
}

/** Holds that nothing in the editor has to be scrolled to, lies over another control, or is too small for a finger. */
async function isInSight({ dialog, page }, viewport) {
  const scrolled = await dialog.evaluate((element) => [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight]);
  assert.deepEqual(scrolled, [0, 0], 'nothing is higher or wider than the window');
  const boxes = await page.locator('.editor button, .edit-stage').evaluateAll((all) =>
    all
      .filter((element) => element.checkVisibility())
      .map((element) => [element.textContent || element.className, element.getBoundingClientRect().toJSON()]),
  );
  for (const [name, { left, top, right, bottom, width, height }] of boxes) {
    assert.ok(left >= 0 && top >= 0 && right <= viewport.width && bottom <= viewport.height, `“${name}” is in the window`);
    assert.ok(width >= LEAST_PX && height >= LEAST_PX, `“${name}” is ${width} × ${height} px`);
  }
  for (const [i, [name, a]] of boxes.entries())
    for (const [other, b] of boxes.slice(i + 1))
      assert.ok(
        a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5,
        `“${name}” and “${other}” lie over each other`,
      );
  const cut = await page.locator('.editor button').evaluateAll((all) =>
    all.filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1).map((element) => element.textContent),
  );
  assert.deepEqual(cut, [], 'every word has room in its button');
}
