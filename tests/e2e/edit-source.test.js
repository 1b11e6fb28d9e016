import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { EditPage } from './edit-page.js';
import { quarters } from './foreign-pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

const DESK = { viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' };

/** Four colours, one in each quarter. */
const SIZE = { width: 400, height: 250 };

/** What a codec may do to a level. */
const TOLERANCE = 12;

describe('a box covers what a person saw under it, whatever a browser makes of the file', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const FILES = {
    'a JPEG that browsers take for smaller, by its resolution': { name: 'scan.jpg', type: 'image/jpeg', bytes: withResolution(quarters(SIZE), 300) },
    'a PNG whose orientation comes behind its pixels, where browsers do not look': { name: 'late.png', type: 'image/png', bytes: withLateOrientation(quarters(SIZE), 6) },
  };

  for (const [what, file] of Object.entries(FILES)) {
    it(what, async () => {
      const page = await stage.page(DESK);
      const edit = await EditPage.open(new UploadPage(page, stage.server.origin), file);
      const size = await edit.size();
      assert.equal(size.width * size.height, SIZE.width * SIZE.height, `${size.width} × ${size.height}`);
      const seen = centres(PNG.sync.read(await edit.dialog.locator('.edit-print img').screenshot()));
      await edit.tool('Cover').click();
      await edit.drag([size.width, size.height], [size.width / 2, size.height / 2], size);
      await edit.done();
      await page.getByRole('button', { name: 'Seal and send' }).click();
      const link = await new UploadPage(page).linkTo(file.name);
      const viewer = await new ViewerPage(await stage.page(DESK)).open(link);
      const shown = await viewer.pixels();
      assert.deepEqual({ width: shown.width, height: shown.height }, size);
      const sent = centres(shown);
      assert.ok(Math.max(...sent[3]) <= TOLERANCE, `the covered quarter is ${sent[3]}`);
      for (const i of [0, 1, 2]) {
        const off = sent[i].map((level, channel) => Math.abs(level - seen[i][channel]));
        assert.ok(Math.max(...off) <= TOLERANCE, `quarter ${i} was seen as ${seen[i]} and is ${sent[i]}`);
      }
    });
  }
});

/** The colours in the middles of the quarters: upper left, upper right, lower left, lower right. */
function centres({ width, height, data }) {
  return [1, 3].flatMap((y) => [1, 3].map((x) => {
    const at = (Math.floor((y * height) / 4) * width + Math.floor((x * width) / 4)) * 4;
    return [...data.subarray(at, at + 3)];
  }));
}

/** A JPEG whose Exif gives a resolution, and the size that follows from it (Exif 3.0, 4.6.5: tags 0x011A, 0x011B, 0xA002, 0xA003). */
function withResolution(png, dpi) {
  const { width, height, data } = PNG.sync.read(png);
  const file = jpeg.encode({ width, height, data }, 95).data;
  const [SHORT, LONG, RATIONAL] = [3, 4, 5];
  const entry = (tag, type, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(1, 4);
    if (type === SHORT) bytes.writeUInt16BE(value, 8);
    else bytes.writeUInt32BE(value, 8);
    return bytes;
  };
  const directory = (...entries) => Buffer.concat([Buffer.from([0, entries.length]), ...entries, Buffer.alloc(4)]);
  // The header has 8 bytes, the first directory 54, the fraction 8.
  const fraction = Buffer.alloc(8);
  fraction.writeUInt32BE(dpi, 0);
  fraction.writeUInt32BE(1, 4);
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\b', 'latin1'),
    directory(entry(0x011a, RATIONAL, 62), entry(0x011b, RATIONAL, 62), entry(0x0128, SHORT, 2), entry(0x8769, LONG, 70)),
    fraction,
    directory(entry(0xa002, LONG, (width * 72) / dpi), entry(0xa003, LONG, (height * 72) / dpi)),
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([file.subarray(0, 2), marker, body, file.subarray(2)]);
}

/** A PNG with an Exif block of one tag before its IEND. */
function withLateOrientation(png, orientation) {
  const body = Buffer.from(`eXIfMM\0*\0\0\0\b\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`, 'latin1');
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  const end = png.length - 12;
  return Buffer.concat([png.subarray(0, end), chunk, png.subarray(end)]);
}
