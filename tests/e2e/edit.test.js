import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { EditPage } from './edit-page.js';
import { COLORS, has, heic, quarters, withProperty } from './foreign-pictures.js';
import { drawing, photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage, pixelsOf, pixelsOfFile } from './viewer-page.js';

/** So large that the picture is shown in its own size, and a pixel of the window is one of the picture. */
const DESK = { viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' };
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' };

/** As a camera held upright writes it: stored lying, shown 480 × 640. */
const file = { name: 'house.jpg', bytes: photo({ width: 640, height: 480, orientation: 6 }) };
const SIZE = { width: 480, height: 640 };

describe('a picture is edited before it is sent', () => {
  let stage, whole;
  before(async () => {
    stage = await setStage();
    whole = await pixelsOfFile(await stage.page(), file.bytes, 'image/jpeg');
    assert.deepEqual([whole.width, whole.height], [480, 640]);
  });
  after(() => stage.clear());

  async function opened(options = DESK, chosen = {}) {
    const page = await stage.page(options);
    return EditPage.open(new UploadPage(page, stage.server.origin), file, chosen);
  }

  /** Sends it and gives what the viewer shows. */
  async function sent(edit) {
    await edit.page.getByRole('button', { name: 'Seal and send' }).click();
    const link = await new UploadPage(edit.page).linkTo(file.name);
    return (await new ViewerPage(await stage.page()).open(link)).pixels();
  }

  it('covered by mouse and by keyboard, cropped and turned: the pixels under the boxes are gone, all others stay', async () => {
    const edit = await opened();
    await edit.tool('Cover').click();
    await edit.drag([96, 128], [224, 192], SIZE);
    assert.deepEqual(await edit.areaOf(edit.box(1)), { x: 96, y: 128, width: 128, height: 64 });

    await edit.tool('New box').press('Enter');
    const placed = await edit.areaOf(edit.box(2));
    assert.ok(await edit.box(2).evaluate((box) => box === document.activeElement), 'a new box has the focus');
    for (const key of ['ArrowDown', 'ArrowDown', 'Alt+ArrowRight', 'Shift+ArrowRight', 'Alt+Shift+ArrowUp'])
      await edit.page.keyboard.press(key);
    const { x, y, width, height } = await edit.areaOf(edit.box(2));
    // A hundredth of 480 × 640 is 5 and 6 pixels.
    assert.deepEqual({ x, y, width, height }, { x: placed.x + 1, y: placed.y + 12, width: placed.width + 5, height: placed.height - 1 });
    assert.equal(await edit.said(), `Box 2: ${width} × ${height} pixels at ${x}, ${y}`);

    await edit.tool('Crop').click();
    await edit.drag([480, 640], [400, 560], SIZE);
    await edit.drag([0, 280], [48, 280], SIZE);
    const crop = await edit.areaOf(edit.frame);
    assert.deepEqual(crop, { x: 48, y: 0, width: 352, height: 560 });
    await edit.tool('Turn right').click();
    assert.deepEqual(await edit.areaOf(edit.frame), { x: 80, y: 48, width: 560, height: 352 }, 'the crop turns with it');
    assert.equal((await edit.size()).width, 560);
    await edit.done();

    const { page } = edit;
    await page.getByText('Edited: turned, cropped, 2 parts covered').waitFor();
    const preview = page.locator('.preview img');
    await preview.waitFor();
    await preview.evaluate((image) => image.decode());
    assertEdited(await pixelsOf(preview), [{ x: 96, y: 128, width: 128, height: 64 }, { x, y, width, height }], crop);
    assert.ok(await page.getByRole('button', { name: 'Edit again' }).evaluate((way) => way === document.activeElement));

    const shown = await sent(edit);
    assertEdited(shown, [{ x: 96, y: 128, width: 128, height: 64 }, { x, y, width, height }], crop);
    await page.getByText('turned · cropped · parts covered').waitFor();

    // The small copy that this browser keeps hides the same.
    await page.getByRole('link', { name: 'My pictures' }).click();
    const kept = page.locator('#mine img, .mine img').first();
    await kept.waitFor();
    await kept.evaluate((image) => image.decode());
    const small = await pixelsOf(kept);
    const scale = small.width / 560;
    const under = placeOf({ x: 160, y: 160 }, crop);
    assert.ok(level(small, Math.floor(under.x * scale), Math.floor(under.y * scale)) < 24, 'black in the small copy');
  });

  /** Holds a picture that was cut and turned right to what it was before. */
  function assertEdited(shown, covers, crop) {
    assert.deepEqual([shown.width, shown.height], [crop.height, crop.width]);
    let others = 0;
    let apart = 0;
    for (let y = crop.y; y < crop.y + crop.height; y += 3) {
      for (let x = crop.x; x < crop.x + crop.width; x += 3) {
        const place = placeOf({ x, y }, crop);
        if (covers.some((cover) => isIn(cover, x, y, 0))) {
          assert.ok(level(shown, place.x, place.y) < 16, `${x}, ${y} is ${level(shown, place.x, place.y)}`);
        } else if (!covers.some((cover) => isIn(cover, x, y, 17))) {
          // The encoder's units of 16 pixels that a box reaches into are spoiled a little by its edge.
          others++;
          apart += Math.abs(level(shown, place.x, place.y) - level(whole, x, y));
        }
      }
    }
    assert.ok(others > 5000 && apart / others < 4, `${others} others are ${apart / others} apart`);
  }

  it('undo and redo go over boxes, crops and turns, and Reset can be undone', async () => {
    const edit = await opened();
    await edit.tool('Cover').click();
    await edit.drag([40, 40], [140, 90], SIZE);
    await edit.drag([90, 60], [120, 90], SIZE);
    assert.deepEqual(await edit.areaOf(edit.box(1)), { x: 70, y: 70, width: 100, height: 50 });
    await edit.drag([177, 127], [207, 147], SIZE);
    assert.deepEqual(await edit.areaOf(edit.box(1)), { x: 70, y: 70, width: 130, height: 70 });
    for (let i = 0; i < 5; i++) await edit.page.keyboard.press('ArrowRight');
    await edit.page.keyboard.press('Control+z');
    assert.equal((await edit.areaOf(edit.box(1))).x, 70, 'five presses of a key are one step');
    await edit.page.keyboard.press('Control+z');
    await edit.page.keyboard.press('Control+z');
    assert.deepEqual(await edit.areaOf(edit.box(1)), { x: 40, y: 40, width: 100, height: 50 });
    await edit.page.keyboard.press('Control+z');
    assert.equal(await edit.boxes().count(), 0);
    assert.equal(await edit.tool('Undo').getAttribute('aria-disabled'), 'true');
    for (let i = 0; i < 4; i++) await edit.page.keyboard.press('Control+Shift+z');
    assert.deepEqual(await edit.areaOf(edit.box(1)), { x: 95, y: 70, width: 130, height: 70 });
    await edit.tool('Turn left').click();
    assert.deepEqual(await edit.areaOf(edit.box(1)), { x: 70, y: 255, width: 70, height: 130 }, 'boxes turn with it');
    await edit.tool('Reset').click();
    assert.equal(await edit.boxes().count(), 0);
    await edit.tool('Undo').click();
    assert.deepEqual(await edit.areaOf(edit.box(1)), { x: 70, y: 255, width: 70, height: 130 });

    // It goes on from where it was, also back.
    await edit.done();
    await edit.enter();
    await edit.tool('Cover').click();
    assert.deepEqual(await edit.areaOf(edit.box(1)), { x: 70, y: 255, width: 70, height: 130 });
    await edit.tool('Undo').click();
    assert.deepEqual(await edit.areaOf(edit.box(1)), { x: 95, y: 70, width: 130, height: 70 });
    await edit.box(1).press('Delete');
    assert.equal(await edit.said(), 'Box deleted. 0 boxes left.');
    await edit.done();
    await edit.page.getByRole('button', { name: 'Look closer' }).waitFor();
    assert.equal(await edit.page.getByText('Edited:').isVisible(), false, 'nothing was done in the end');
  });

  it('Escape asks before it throws work away, and gives the focus back', async () => {
    const edit = await opened();
    const { page } = edit;
    const gone = () => edit.dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await gone();
    const way = page.getByRole('button', { name: 'Look closer' });
    assert.ok(await way.evaluate((element) => element === document.activeElement));

    await edit.enter();
    await edit.tool('Turn right').click();
    await page.keyboard.press('Escape');
    const stay = edit.tool('Keep editing');
    assert.ok(await stay.evaluate((element) => element === document.activeElement));
    await page.keyboard.press('Escape');
    assert.ok(await edit.tool('Turn right').evaluate((element) => element === document.activeElement));
    assert.equal((await edit.size()).width, 640, 'it was kept');
    await page.keyboard.press('Escape');
    await edit.tool('Throw away').click();
    await gone();
    assert.ok(await way.evaluate((element) => element === document.activeElement));
    assert.equal(await page.getByText('Edited:').isVisible(), false);

    // A box that is being drawn goes first, and nothing else with it.
    await edit.enter();
    await edit.tool('Cover').click();
    await page.mouse.move(...(await edit.point([50, 50], SIZE)));
    await page.mouse.down();
    await page.mouse.move(...(await edit.point([150, 150], SIZE)), { steps: 3 });
    assert.equal(await edit.boxes().count(), 1);
    await page.keyboard.press('Escape');
    assert.equal(await edit.boxes().count(), 0);
    await page.mouse.up();
    assert.equal(await edit.tool('Keep editing').count(), 0);
    assert.equal(await edit.boxes().count(), 0);
  });

  it('a finger draws, two fingers only look closer', async () => {
    const edit = await opened(PHONE);
    await edit.tool('Cover').tap();
    const touch = await edit.page.context().newCDPSession(edit.page);
    const to = (type, ...points) => touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    const shown = (await edit.dialog.locator('.edit-print').boundingBox()).width;
    const [one, other] = [await edit.point([180, 300], SIZE), await edit.point([300, 300], SIZE)];
    await to('touchStart', one);
    await to('touchMove', [one[0] - 8, one[1] - 8]);
    assert.equal(await edit.boxes().count(), 1, 'it begins as a box');
    await to('touchStart', [one[0] - 8, one[1] - 8], other);
    for (let by = 10; by <= 50; by += 10) await to('touchMove', [one[0] - by, one[1]], [other[0] + by, other[1]]);
    await to('touchEnd');
    assert.equal(await edit.boxes().count(), 0, 'and was none');
    assert.equal(await edit.tool('Undo').getAttribute('aria-disabled'), 'true');
    assert.ok((await edit.dialog.locator('.edit-print').boundingBox()).width > shown * 1.2, 'it came nearer');

    await to('touchStart', one);
    for (const by of [10, 40]) await to('touchMove', [one[0] + by, one[1] + by]);
    await to('touchEnd');
    assert.equal(await edit.boxes().count(), 1);
    const tap = await edit.tool('New box').boundingBox();
    assert.ok(tap.height >= 44, `a finger has ${tap.height} px`);
  });

  it('a crop is held to a shape, which an upright picture takes upright', async () => {
    const edit = await opened();
    await edit.tool('Crop').click();
    await edit.tool('Square').click();
    assert.deepEqual(await edit.areaOf(edit.frame), { x: 0, y: 80, width: 480, height: 480 });
    await edit.drag([480, 560], [380, 460], SIZE);
    assert.deepEqual(await edit.areaOf(edit.frame), { x: 0, y: 80, width: 380, height: 380 });
    await edit.frame.press('Shift+ArrowLeft');
    assert.deepEqual(await edit.areaOf(edit.frame), { x: 0, y: 80, width: 375, height: 375 });
    await edit.frame.press('ArrowRight');
    assert.deepEqual(await edit.areaOf(edit.frame), { x: 5, y: 80, width: 375, height: 375 });
    await edit.tool('9:16').click();
    assert.deepEqual(await edit.areaOf(edit.frame), { x: 13, y: 0, width: 360, height: 640 });
  });

  it('the whole way by keyboard alone', async () => {
    const edit = await opened();
    const { page } = edit;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await edit.stage.waitFor();
    await page.keyboard.press('+');
    await page.keyboard.press('0');
    await tabTo('Cover');
    await page.keyboard.press('Enter');
    await tabTo('New box', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowLeft');
    await tabTo('New box');
    await page.keyboard.press('Space');
    assert.match(await focused(), /^Box 2/);
    await page.keyboard.press('Shift+Tab');
    assert.match(await focused(), /^Box 1/, 'boxes are on the way of Tab');
    await page.keyboard.press('Tab');
    assert.match(await focused(), /^Box 2/);
    await tabTo('Turn left');
    await page.keyboard.press('Enter');
    await tabTo('Done');
    await page.keyboard.press('Enter');
    await page.getByText('Edited: turned, 2 parts covered').waitFor();
    assert.equal(await focused(), 'Edit again');
    await tabTo('Seal and send', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await new UploadPage(page).linkTo(file.name);

    function focused() {
      return page.evaluate(() => document.activeElement.ariaLabel || document.activeElement.textContent);
    }

    async function tabTo(name, key = 'Tab') {
      for (let i = 0; i < 30 && (await focused()) !== name; i++) await page.keyboard.press(key);
      assert.equal(await focused(), name);
    }
  });

  it('what cannot stay as it is says so, and keeps its size', async () => {
    const edit = await opened(DESK, { size: 'as it is, cleaned' });
    await edit.tool('Turn right').click();
    await edit.done();
    await edit.page.getByText('An edited picture can’t stay as it is').waitFor();
    const shown = await sent(edit);
    assert.deepEqual([shown.width, shown.height], [640, 480]);
  });

  it('a file that nothing can be made of says why, and leads back', async () => {
    const page = await stage.page(DESK);
    const upload = await new UploadPage(page, stage.server.origin).open();
    await upload.choose({ start: 'after a look' });
    await upload.give({ name: 'damaged.png', type: 'image/png', bytes: drawing().subarray(0, 40) });
    await page.getByRole('button', { name: 'Look closer' }).click();
    const edit = new EditPage(page);
    await edit.dialog.getByText('This file is damaged.').waitFor();
    await page.waitForTimeout(600);
    assert.deepEqual(await edit.dialog.getByRole('button').allTextContents(), ['Cancel']);
    await edit.tool('Cancel').click();
    await page.getByRole('button', { name: 'Look closer' }).waitFor();
  });

  it('leaving the page asks where something was done, before Done too', async () => {
    const edit = await opened();
    const asked = [];
    edit.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await edit.page.close({ runBeforeUnload: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.ok(edit.page.isClosed(), 'nothing was done yet');
    const again = await opened();
    again.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await again.tool('Turn right').click();
    await again.page.close({ runBeforeUnload: true });
    await again.page.waitForTimeout(500);
    assert.deepEqual(asked, ['beforeunload']);
    await again.tool('Cancel').click();
    // Nothing changes under the question.
    await again.page.keyboard.press('Control+z');
    await again.dialog.getByRole('button', { name: 'Keep editing' }).click();
    assert.deepEqual(await again.size(), { width: 640, height: 480 });
  });

  it('a HEIC is shown as it is prepared, and its areas are those of the upright picture', { skip: !has('heif-enc') && 'heif-enc is not here' }, async () => {
    const page = await stage.page(DESK);
    const name = 'phone.heic';
    // Its four colours are turned by a quarter to the left: what was on the upper right is now on the upper left.
    const turned = { name, type: 'image/heic', bytes: withProperty(heic([], quarters({ width: 400, height: 240 })), 'irot', 1) };
    const edit = await EditPage.open(new UploadPage(page, stage.server.origin), turned);
    const size = { width: 240, height: 400 };
    assert.deepEqual(await edit.size(), size);
    await edit.tool('Cover').click();
    await edit.drag([0, 0], [120, 200], size);
    await edit.done();
    await page.getByRole('button', { name: 'Seal and send' }).click();
    const link = await new UploadPage(page).linkTo(name);
    const shown = await (await new ViewerPage(await stage.page()).open(link)).pixels();
    assert.deepEqual([shown.width, shown.height], [240, 400]);
    const { green, red, blue, gray } = COLORS;
    const bright = (colour) => colour.reduce((a, b) => a + b) / 3;
    assert.ok(level(shown, 60, 100) < 12, 'the box');
    for (const [x, y, colour] of [[180, 100, gray], [60, 300, red], [180, 300, blue]])
      assert.ok(Math.abs(level(shown, x, y) - bright(colour)) < 12, `${x}, ${y} is ${level(shown, x, y)}`);
    assert.ok(bright(green) > 50, 'which had a colour under it');
  });

  for (const colorScheme of ['light', 'dark'])
    it(`axe finds no fault in it, and it is not wider than 320 px, ${colorScheme}`, async () => {
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const edit = await opened({ ...PHONE, colorScheme });
      const { page } = edit;
      await edit.tool('Cover').tap();
      await edit.tool('New box').tap();
      await check('cover');
      await edit.tool('Crop').tap();
      await check('crop');
      await edit.tool('Cancel').tap();
      await edit.tool('Keep editing').waitFor();
      await check('the question');

      async function check(state) {
        const wide = await page.evaluate(() => Math.max(...[...document.querySelectorAll('.editor, .editor button, .editor p')].map((element) => element.getBoundingClientRect().right)));
        assert.ok(wide <= 320, `${state} is ${wide} px wide`);
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const { violations } = await globalThis.axe.run(document);
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
        });
        assert.deepEqual(found, [], state);
      }
    });
});

/** Where a pixel is once the picture was cut and turned right. */
function placeOf({ x, y }, crop) {
  return { x: crop.y + crop.height - 1 - y, y: x - crop.x };
}

function isIn({ x, y, width, height }, px, py, more) {
  return px >= x - more && px < x + width + more && py >= y - more && py < y + height + more;
}

/** How bright a pixel is. */
function level({ width, data }, x, y) {
  const at = (y * width + x) * 4;
  return (data[at] + data[at + 1] + data[at + 2]) / 3;
}
