import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PNG } from 'pngjs';
import { AlbumPage } from './album-page.js';
import { shareAlbum } from './albums.js';
import { EditPage } from './edit-page.js';
import { keep } from './look.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

const SIZE = { width: 640, height: 360 };
/** Thick strokes upright on nothing at all, a black one in the left half and a white one in the right. */
const strokes = { name: 'strokes.png', type: 'image/png', bytes: png((x) => (x > 130 && x < 190 ? [0, 0, 0, 255] : x > 450 && x < 510 ? [255, 255, 255, 255] : [0, 0, 0, 0])) };
/** All white: anything that is seen beside it is not of it. */
const white = { name: 'white.png', type: 'image/png', bytes: png(() => [255, 255, 255, 255]) };

const LOOKS = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  { colorScheme: 'light', viewport: { width: 844, height: 390 } },
  { colorScheme: 'dark', forcedColors: 'active' },
];

describe('a picture with see-through parts is seen in every scheme', () => {
  let stage, link, whiteLink, album;
  before(async () => {
    stage = await setStage();
    const upload = new UploadPage(await stage.page(), stage.server.origin);
    link = await upload.share(strokes, { size: 'as it is, cleaned' });
    whiteLink = await upload.share(white, { size: 'as it is, cleaned' });
    album = (await shareAlbum(stage, [strokes, white].map(({ bytes }) => ({ bytes })), { title: 'Strokes' })).link;
  });
  after(() => stage.clear());

  for (const look of LOOKS) {
    const { colorScheme, viewport = { width: 1100, height: 820 }, forcedColors } = look;
    const name = `${colorScheme}-${viewport.width}${forcedColors ? '-forced' : ''}`;
    const options = { colorScheme, viewport, forcedColors, reducedMotion: 'reduce' };

    it(`${name}: in the viewer`, async () => {
      const page = await stage.page(options);
      await (await new ViewerPage(page).open(link)).picture();
      await keep(page, `chequer-viewer-${name}`);
      await isSeen(page, page.locator('.print'));
      await page.goto('about:blank');
      await (await new ViewerPage(page).open(whiteLink)).picture();
      await page.waitForTimeout(1200);
      await isWhite(page, page.locator('.print'));
    });

    it(`${name}: on the card and in the editor`, async () => {
      const page = await stage.page(options);
      const upload = await new UploadPage(page, stage.server.origin).open();
      await upload.choose({ start: 'after a look' });
      await upload.give(strokes);
      await page.locator('[data-state="ready"]').waitFor();
      await page.locator('.preview img').scrollIntoViewIfNeeded();
      await keep(page, `chequer-card-${name}`);
      await isSeen(page, page.locator('.preview img'));
      const edit = await new EditPage(page).enter();
      await keep(page, `chequer-edit-${name}`);
      await isSeen(page, page.locator('.edit-print'));
      await edit.tool('Turn right').click();
      await edit.tool('Turn right').click();
      await isSeen(page, page.locator('.edit-print'));
    });

    it(`${name}: nothing is seen beside a picture that has none`, async () => {
      const page = await stage.page(options);
      const upload = await new UploadPage(page, stage.server.origin).open();
      await upload.choose({ start: 'after a look' });
      await upload.give(white);
      await page.locator('[data-state="ready"]').waitFor();
      await page.locator('.preview img').scrollIntoViewIfNeeded();
      await page.waitForTimeout(600);
      await isWhite(page, page.locator('.preview img'));
      const [mat, image] = [await page.locator('.preview').boundingBox(), await page.locator('.preview img').boundingBox()];
      assert.ok(Math.abs(image.width - mat.width) < 1, 'it is as wide as its mat');
      assert.ok(Math.abs(image.width / image.height - SIZE.width / SIZE.height) < 0.02, `it has its shape: ${image.width} × ${image.height}`);
      assert.ok(Math.abs(image.y + image.height / 2 - mat.y - mat.height / 2) < 1, 'and lies in the middle');
      await new EditPage(page).enter();
      await page.waitForTimeout(600);
      await isWhite(page, page.locator('.edit-print'));
    });

    it(`${name}: in an album`, async () => {
      const page = await stage.page(options);
      const opened = await new AlbumPage(page).open(album);
      await opened.seen(1, 2);
      await page.waitForTimeout(1500);
      await keep(page, `chequer-album-${name}`);
      // A tile shows the picture's middle; its strokes stand there at 0.01 and 0.99 of its width, or outside of it.
      const [first, second] = await page.locator('.tile-mat').all();
      await first.scrollIntoViewIfNeeded();
      const { ground } = await sampled(page, first);
      for (const level of ground) isApart(level);
      await isWhite(page, second, 6);
    });
  }

  it('a card keeps its empty mat while its picture is on its way', async () => {
    const page = await stage.page();
    const upload = await new UploadPage(page, stage.server.origin).open();
    await upload.choose({ start: 'after a look' });
    await upload.give(strokes);
    const image = page.locator('[data-state="ready"] .preview img');
    await image.waitFor();
    const size = await image.evaluate((element) => {
      const other = element.cloneNode();
      other.removeAttribute('src');
      element.replaceWith(other);
      const { width, height } = other.getBoundingClientRect();
      return [width, height];
    });
    assert.deepEqual(size, [0, 0]);
  });
});

/** Holds that both strokes stand out from what lies beside them. */
async function isSeen(page, locator) {
  const { at } = await sampled(page, locator);
  const [black, paper] = [at(0.25, 0.5), at(0.78, 0.5)];
  assert.ok(Math.min(black, paper) < 0.01 && Math.max(black, paper) > 0.95, `the strokes are black and white: ${black}, ${paper}`);
  for (const x of [0.05, 0.12, 0.35, 0.45, 0.55, 0.65, 0.88, 0.95]) for (const y of [0.3, 0.5, 0.7]) isApart(at(x, y));
}

/** Holds that black and white both have a contrast of 3 : 1 to this. */
function isApart(level) {
  assert.ok((level + 0.05) / 0.05 >= 3, `black is not seen on ${level}`);
  assert.ok(1.05 / (level + 0.05) >= 3, `white is not seen on ${level}`);
}

/** Holds that a white picture is white to its edges, but for the corners, whose roundness lets through what is below. */
async function isWhite(page, locator, corner = 8) {
  const { shot, across, down } = await sampled(page, locator);
  for (let y = 1; y < down - 1; y++) {
    for (let x = 1; x < across - 1; x++) {
      const isCorner = (x < corner || x >= across - corner) && (y < corner || y >= down - corner);
      if (!isCorner) assert.ok(shot(x, y) > 0.98, `${x}, ${y} of ${across} × ${down} is ${shot(x, y)}`);
    }
  }
}

/** What is on the screen where an element is: luminances of its pixels, and at parts of its width and height. */
async function sampled(page, locator) {
  const box = await locator.boundingBox();
  const [left, top] = [Math.ceil(box.x), Math.ceil(box.y)];
  const clip = { x: left, y: top, width: Math.floor(box.x + box.width) - left, height: Math.floor(box.y + box.height) - top };
  const { data, width } = PNG.sync.read(await page.screenshot({ clip }));
  const shot = (x, y) => luminance(data.subarray(4 * (y * width + x)));
  const at = (x, y) => shot(Math.floor(x * clip.width), Math.floor(y * clip.height));
  const ground = [0.4, 0.5, 0.6].flatMap((x) => [0.4, 0.5, 0.6].map((y) => at(x, y)));
  return { shot, at, ground, across: clip.width, down: clip.height };
}

/** Relative luminance, as WCAG has it. */
function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function png(colorAt) {
  const picture = new PNG(SIZE);
  for (let y = 0; y < SIZE.height; y++) for (let x = 0; x < SIZE.width; x++) picture.data.set(colorAt(x), 4 * (y * SIZE.width + x));
  return PNG.sync.write(picture);
}
