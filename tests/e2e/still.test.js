import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AlbumPage } from './album-page.js';
import { shareAlbum } from './albums.js';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { ViewerPage } from './viewer-page.js';

/** What fits into the first chunk, and with it the preview. */
const HEAD_BYTES = 20_000;

describe('nothing moves and nothing flashes when a picture takes the place of its preview', () => {
  let stage, album, wide, tall;
  before(async () => {
    stage = await setStage();
    const shapes = [{ width: 1600, height: 900, orientation: 1 }, { width: 1600, height: 900, orientation: 6 }];
    album = await shareAlbum(
      stage,
      shapes.map((shape, i) => ({ bytes: photo({ ...shape, seed: i + 1 }), caption: i === 0 ? 'The gate of the old lighthouse' : undefined })),
      { title: 'Rathlin' },
    );
    [wide, tall] = album.pictures.map(({ link }) => link);
  });
  after(() => stage.clear());

  /** Watches every frame: what lies there, where, and what the browser counts as a shift. */
  const watch = (page) =>
    page.addInitScript(() => {
      globalThis.seen = { frames: [], shift: 0, shifted: [] };
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
          seen.shift += value;
          const where = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
          for (const { node, previousRect, currentRect } of sources)
            seen.shifted.push(`${node?.nodeName} ${node?.className ?? node?.textContent}: ${where(previousRect)} to ${where(currentRect)}`);
        }
      }).observe({ type: 'layout-shift', buffered: true });
      const look = () => {
        const image = document.querySelector('.print > img, .waiting-mat > img');
        if (image) {
          const { left, top, width, height } = image.getBoundingClientRect();
          seen.frames.push({ is: image.closest('.print') ? 'picture' : 'preview', ready: image.complete && image.naturalWidth > 0, place: [left, top, width, height] });
        } else if (seen.frames.length > 0) seen.frames.push({ is: 'nothing' });
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });

  async function assertStill(page) {
    await page.locator('.lifting').waitFor({ state: 'detached' });
    const { frames, shift, shifted } = await page.evaluate(() => globalThis.seen);
    const previews = frames.filter(({ is }) => is === 'preview');
    const pictures = frames.filter(({ is }) => is === 'picture');
    assert.ok(previews.length > 5 && pictures.length > 5, `${previews.length} frames of the preview, ${pictures.length} of the picture`);
    const from = frames.findIndex(({ ready }) => ready);
    assert.deepEqual(frames.slice(from).filter(({ ready }) => !ready), [], 'from then on one of them is there in every frame');
    const [before, after] = [previews.at(-1).place, pictures[0].place];
    assert.ok(before.every((number, i) => Math.abs(number - after[i]) < 1), `from ${before} to ${after}`);
    assert.deepEqual(pictures.at(-1).place.map(Math.round), after.map(Math.round), 'and it stays there');
    assert.ok(shift < 0.001, `a layout shift of ${shift}: ${shifted.join(', ')}`);
  }

  const SIZES = { desk: { width: 1100, height: 820 }, phone: { width: 390, height: 844 }, 'narrowest phone': { width: 320, height: 640 } };
  for (const [name, viewport] of Object.entries(SIZES)) {
    it(`in the viewer, on a ${name}`, async () => {
      for (const link of [wide, tall]) {
        const page = await stage.page({ viewport });
        await watch(page);
        const release = stage.proxy.holdOnce(/^\/b\/\w+$/, HEAD_BYTES);
        await page.goto(link);
        await page.locator('.waiting-mat img').waitFor();
        await page.waitForTimeout(300);
        // That the preview's own shape is not known before it comes is no fault of the picture.
        await page.evaluate(() => (globalThis.seen.shift = 0));
        release();
        await new ViewerPage(page).picture();
        await assertStill(page);
      }
    });

    it(`in an album, on a ${name}`, async () => {
      for (const number of [1, 2]) {
        const page = await stage.page({ viewport });
        await watch(page);
        const opened = await new AlbumPage(page).open(album.link);
        await opened.seen(1, 2);
        const id = new URL(album.pictures[number - 1].link).pathname.slice(3);
        const release = stage.proxy.holdOnce(new RegExp(`^/b/${id}$`), HEAD_BYTES);
        await opened.opener(number).click();
        await page.locator('.waiting-mat img').waitFor();
        await page.waitForTimeout(300);
        // What a press changes is no shift.
        await page.evaluate(() => (globalThis.seen.shift = 0));
        release();
        await opened.picture();
        await assertStill(page);
      }
    });
  }
});
