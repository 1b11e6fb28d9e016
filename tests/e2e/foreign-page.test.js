import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { avif, COLORS, has, HEIGHT, heic, quarters, quartersOf, WIDTH } from './foreign-pictures.js';
import { secretsOf } from './secrets.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';
import { everything, needlesOf, search } from './wiretap.js';

const MISSING = ['avifenc', 'heif-enc'].filter((program) => !has(program));

/** What a codec and a JPEG may do to a level. */
const TOLERANCE = 8;

describe('a picture of a kind that only others decode goes through the pages', {
  skip: MISSING.length > 0 && `${MISSING} are not here`,
}, () => {
  let stage, uploader, upload;
  before(async () => {
    stage = await setStage();
    uploader = await stage.page();
    upload = await new UploadPage(uploader, stage.server.origin).open();
  });
  // It also fails where a page asked another origin, or broke its security policy.
  after(() => stage.clear());

  it('a HEIC by the module of the same server, and nothing of it stays on the way', async () => {
    const modules = () => stage.proxy.records.filter(({ url }) => /heic_bg-.*\.wasm$/.test(url));
    assert.deepEqual(modules(), []);
    const original = heic([], quarters({ width: WIDTH * 4, height: HEIGHT * 4 }));
    const link = await shared('a.heic', original, 'image/heic');
    assert.equal(modules().length, 1);
    const shown = await arrives(link, WIDTH * 4, HEIGHT * 4);
    const secrets = secretsOf(link);
    const needles = needlesOf({
      secrets: { 'the secret S': secrets.s },
      texts: { 'the fragment': secrets.fragment },
      plaintexts: { 'the original': original, 'the picture': shown },
    });
    assert.deepEqual(search(await everything(stage), needles), []);
  });

  it('an AVIF by the browser', async () => {
    await arrives(await shared('b.avif', avif(), 'image/avif'), WIDTH, HEIGHT);
  });

  async function shared(name, bytes, type) {
    await upload.give({ name, bytes, type });
    return upload.linkTo(name);
  }

  async function arrives(link, width, height) {
    const viewer = await new ViewerPage(await stage.page()).open(link);
    await viewer.picture();
    const { bytes } = await viewer.download();
    const found = quartersOf(bytes);
    assert.deepEqual([found.width, found.height], [width, height]);
    const { red, green, blue, gray } = COLORS;
    [red, green, blue, gray].forEach((color, place) => {
      const off = color.map((level, channel) => Math.abs(level - found.pixels[place][channel]));
      assert.ok(Math.max(...off) <= TOLERANCE, `quarter ${place}: ${found.pixels[place]}, and not ${color}`);
    });
    return bytes;
  }
});
