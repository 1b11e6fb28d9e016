import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import jpeg from 'jpeg-js';
import { Key, Origin } from 'selenium-webdriver';
import { pellicleOk } from '../cli.js';
import { ENGINES, missing } from './drivers.js';
import { setStage } from './stage.js';
import { Visitor } from './visitor.js';

/** The photo as it is seen: stored lying, and turned upright by its orientation. */
const SIZE = { width: 480, height: 640 };

/** What a codec may make of black, and how far from the edge of a box it may make more of it. */
const BLACK = 16;
const EDGE_PX = 16;

let stage, folder;
before(async () => {
  stage = await setStage();
  folder = await mkdtemp(join(tmpdir(), 'pellicle-edit-'));
});
after(async () => {
  await stage?.clear();
  await rm(folder, { recursive: true, force: true });
});

for (const engine of Object.keys(ENGINES)) {
  describe(`${engine} turns, crops and covers`, { skip: missing(engine) }, () => {
    let visitor;
    before(async () => (visitor = await Visitor.arrive(engine, stage.front.origin)));
    after(() => visitor?.stop());

    /** Drags with the mouse from place to place of the whole picture, not yet turned. */
    async function drag(from, to) {
      // In the window: what the driver says itself counts from the page's top, which may be scrolled away.
      const rect = 'return arguments[0].getBoundingClientRect().toJSON()';
      const print = await visitor.browser.executeScript(rect, await visitor.see('//*[contains(@class, "edit-print")]'));
      const point = ([x, y]) => ({
        x: Math.round(print.x + (x * print.width) / SIZE.width),
        y: Math.round(print.y + (y * print.height) / SIZE.height),
        origin: Origin.VIEWPORT,
        duration: 50,
      });
      const between = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
      const hand = visitor.browser.actions();
      await hand.move(point(from)).press().move(point(between)).move(point(to)).release().perform();
    }

    /** Where a box or the crop is, by what it says of itself. */
    async function areaOf(name) {
      const label = await (await visitor.see(`//*[@role="group"][starts-with(@aria-label, "${name}")]`)).getAttribute('aria-label');
      const [width, height, x, y] = /(\d+) × (\d+) pixels at (\d+), (\d+)/.exec(label).slice(1).map(Number);
      return { x, y, width, height };
    }

    it('by mouse and by keys: what arrives is what the command line makes of the same edits', async () => {
      await visitor.openUploadPage();
      await visitor.chooseFolded('Start', 'after a look');
      await visitor.give(stage.path('photo.jpg'));
      await visitor.press('Look closer');
      await visitor.press('Cover');
      await drag([100, 130], [220, 250]);
      await visitor.press('New box');
      for (const key of [Key.ARROW_DOWN, Key.ARROW_DOWN, Key.ARROW_RIGHT]) await (await visitor.browser.switchTo().activeElement()).sendKeys(key);
      const covers = [await areaOf('Box 1'), await areaOf('Box 2')];
      assert.ok(Math.abs(covers[0].x - 100) < 4 && Math.abs(covers[0].width - 120) < 8, JSON.stringify(covers[0]));
      await visitor.press('Crop');
      await drag([SIZE.width, SIZE.height], [400, 560]);
      const crop = await areaOf('Crop:');
      assert.ok(crop.width < SIZE.width - 40 && crop.height < SIZE.height - 40, JSON.stringify(crop));
      await visitor.press('Turn right');
      await visitor.press('Done');
      await visitor.see('//*[contains(text(), "Edited: turned, cropped, 2 parts covered")]');
      await visitor.press('Seal and send');
      const link = await (await visitor.see('//a[starts-with(@aria-label, "Link to photo.jpg")]')).getAttribute('href');

      await visitor.browser.get(link);
      const { bytes, width, height } = await visitor.shown();
      assert.deepEqual([width, height], [crop.height, crop.width], 'cropped, then turned');
      const output = join(folder, `${engine}.jpg`);
      const flag = ({ x, y, width, height }) => `${width}x${height}+${x}+${y}`;
      const edits = ['--rotate', '90', '--crop', flag(crop), ...covers.flatMap((cover) => ['--cover', flag(cover)])];
      await pellicleOk(['prepare', stage.path('photo.jpg'), ...edits, '-o', output]);
      assert.ok(bytes.equals(await readFile(output)), `${bytes.length} bytes, and not what the command line makes`);
      assertCovered(jpeg.decode(bytes), covers, crop);
    });
  });
}

/** Holds that every pixel of the covers is black in a picture that was cut and turned right. */
function assertCovered({ width, data }, covers, crop) {
  let seen = 0;
  for (const { x, y, width: across, height: down } of covers) {
    const cover = { x: x + EDGE_PX, y: y + EDGE_PX, width: across - 2 * EDGE_PX, height: down - 2 * EDGE_PX };
    for (let y = Math.max(cover.y, crop.y); y < Math.min(cover.y + cover.height, crop.y + crop.height); y++) {
      for (let x = Math.max(cover.x, crop.x); x < Math.min(cover.x + cover.width, crop.x + crop.width); x++) {
        const at = ((x - crop.x) * width + (crop.height - 1 - (y - crop.y))) * 4;
        assert.ok(Math.max(data[at], data[at + 1], data[at + 2]) < BLACK, `${x}, ${y} is ${data.subarray(at, at + 3)}`);
        seen++;
      }
    }
  }
  assert.ok(seen > 5_000, `${seen} pixels are covered`);
}
