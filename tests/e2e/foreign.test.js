import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startBrowser } from './browser.js';
import { avif, COLORS, has, HEIGHT, heic, jxl, quarters, quartersOf, WIDTH, withExif, withProperty } from './foreign-pictures.js';
import { openHostPage } from './host-page.js';
import { photo } from './pictures.js';

const AVIF = { skip: !has('avifenc') && 'avifenc is not here' };
const HEIC = { skip: !has('heif-enc') && 'heif-enc is not here' };
const JXL = { skip: !has('cjxl') && 'cjxl is not here' };

const { red, green, blue, gray } = COLORS;
const UPRIGHT = { width: WIDTH, height: HEIGHT, colors: [red, green, blue, gray] };
/** A quarter to the left: what was at the right is at the top. */
const TURNED = { width: HEIGHT, height: WIDTH, colors: [green, gray, red, blue] };

/** What a codec, a conversion and a JPEG may do to a level. */
const TOLERANCE = 8;

/** How a page prepares a file: the picture or the error. `setup` is what `init` takes. */
async function prepared(page, bytes, options = {}) {
  const found = await page.evaluate(
    async ({ base64, options }) => {
      const { prepare } = await import('pellicle');
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      try {
        const { blob, receipt } = await prepare(new Blob([bytes]), options);
        const letters = [...new Uint8Array(await blob.arrayBuffer())].map((byte) => String.fromCharCode(byte));
        return { base64: btoa(letters.join('')), type: blob.type, receipt };
      } catch ({ code, detail }) {
        return { code, detail };
      }
    },
    { base64: bytes.toString('base64'), options },
  );
  return found.base64 ? { ...found, bytes: Buffer.from(found.base64, 'base64') } : found;
}

/** A page of its own: whatever `init` is given can be given once. */
async function pageWith(host, setup) {
  const page = await host.browser.newPage();
  await page.goto(host.origin);
  await page.evaluate(async (setup) => (await import('pellicle')).init(setup), setup);
  return page;
}

function assertShows({ code, detail, bytes }, { width, height, colors }, alpha) {
  assert.equal(code, undefined, detail);
  const found = quartersOf(bytes);
  assert.deepEqual([found.width, found.height], [width, height]);
  found.pixels.forEach((pixel, place) => {
    const expected = [...colors[place], alpha && place > 1 ? alpha : 255];
    const off = expected.map((level, channel) => Math.abs(level - pixel[channel]));
    assert.ok(Math.max(...off) <= TOLERANCE, `quarter ${place}: ${pixel}, and not ${expected}`);
  });
}

/** Display P3 in sRGB, by the matrices of SMPTE EG 432-1 and IEC 61966-2-1, clipped. */
function fromP3(color) {
  const [r, g, b] = color.map((level) => ((level / 255 + 0.055) / 1.055) ** 2.4);
  const linear = [
    1.22494 * r - 0.22494 * g,
    -0.04206 * r + 1.04206 * g,
    -0.01964 * r - 0.07864 * g + 1.09828 * b,
  ];
  return linear.map((light) => {
    const level = Math.min(1, Math.max(0, light));
    return Math.round(255 * (level <= 0.0031308 ? 12.92 * level : 1.055 * level ** (1 / 2.4) - 0.055));
  });
}

const IN_P3 = { ...UPRIGHT, colors: UPRIGHT.colors.map(fromP3) };

describe('an AVIF in Chromium', AVIF, () => {
  let host;
  before(async () => (host = await openHostPage()));
  after(() => host?.close());

  it('becomes a picture of the same pixels, and the receipt says so', async () => {
    const found = await prepared(host.page, avif());
    assertShows(found, UPRIGHT);
    assert.equal(found.type, 'image/jpeg');
    const { input, output, changed, removed } = found.receipt;
    assert.deepEqual([input.type, input.width, input.height], ['image/avif', WIDTH, HEIGHT]);
    assert.equal(output.type, 'image/jpeg');
    assert.deepEqual([changed, removed], [['converted'], []]);
  });

  it('keeps its transparency', async () => {
    const found = await prepared(host.page, avif([], quarters({ alpha: 128 })));
    assert.equal(found.type, 'image/png');
    assertShows(found, UPRIGHT, 128);
  });

  it('is turned and mirrored once', async () => {
    const left = await prepared(host.page, avif(['--irot', '1']));
    assertShows(left, TURNED);
    assert.deepEqual(left.receipt.changed, ['rotated', 'converted']);
    assert.deepEqual([left.receipt.input.width, left.receipt.input.height], [HEIGHT, WIDTH]);
    const around = { ...UPRIGHT, colors: [gray, blue, green, red] };
    assertShows(await prepared(host.page, avif(['--irot', '2'])), around);
    const right = { ...TURNED, colors: [blue, red, gray, green] };
    assertShows(await prepared(host.page, avif(['--irot', '3'])), right);
    const mirrored = { ...UPRIGHT, colors: [green, red, gray, blue] };
    assertShows(await prepared(host.page, avif(['--imir', '1'])), mirrored);
    const flipped = { ...UPRIGHT, colors: [blue, gray, red, green] };
    assertShows(await prepared(host.page, avif(['--imir', '0'])), flipped);
    // Turned to the left, then mirrored from top to bottom and from left to right.
    const transposed = { ...TURNED, colors: [red, blue, green, gray] };
    assertShows(await prepared(host.page, avif(['--irot', '1', '--imir', '0'])), transposed);
    const transversed = { ...TURNED, colors: [gray, green, blue, red] };
    assertShows(await prepared(host.page, avif(['--irot', '1', '--imir', '1'])), transversed);
  });

  it('is converted from Display P3, gray from gray, and ten bits to eight', async () => {
    assertShows(await prepared(host.page, avif(['--cicp', '12/13/6'])), IN_P3);
    const ten = await prepared(host.page, avif(['-d', '10']));
    assertShows(ten, UPRIGHT);
    assert.deepEqual(ten.receipt.changed, ['reduced-to-8-bit', 'converted']);
    const { pixels } = quartersOf((await prepared(host.page, avif(['-y', '400']))).bytes);
    for (const [r, g, b] of pixels) assert.ok(Math.abs(r - g) < 3 && Math.abs(g - b) < 3, `${[r, g, b]}`);
  });

  it('is made smaller as every other', async () => {
    const found = await prepared(host.page, avif(), { maxEdge: 48 });
    assertShows(found, { ...UPRIGHT, width: 48, height: 32 });
    assert.deepEqual(found.receipt.changed, ['resized', 'converted']);
  });

  it('is refused with a code wherever it is cut or spoiled, or shows what a decoder makes of it', async () => {
    await eachSpoiled(host.page, avif());
  });

  it('is decoded on plain http too, by a bitmap', async (t) => {
    const browser = await startBrowser(['--host-resolver-rules=MAP pellicle.test 127.0.0.1, EXCLUDE 127.0.0.1']);
    t.after(() => browser.close());
    const page = await browser.newPage();
    await page.goto(host.origin.replace('127.0.0.1', 'pellicle.test'));
    assert.equal(await page.evaluate(() => 'ImageDecoder' in window), false);
    assertShows(await prepared(page, avif(['--irot', '1', '--cicp', '12/13/6'])), { ...TURNED, colors: TURNED.colors.map(fromP3) });
    const found = await prepared(page, avif([], quarters({ alpha: 128 })));
    assertShows(found, UPRIGHT, 128);
  });

  it('is refused with a sentence where the browser has no decoder', async (t) => {
    const page = await pageWith(host, { workerUrl: '/blind-worker.js' });
    t.after(() => page.close());
    const found = await prepared(page, avif());
    assert.equal(found.code, 'unsupported');
    assert.match(found.detail, /AVIF.*take a browser that shows it.*save it as a JPEG or PNG/);
  });
});

describe('a HEIC in Chromium, which has no decoder for it', HEIC, () => {
  let host;
  before(async () => (host = await openHostPage()));
  after(() => host?.close());

  it('is decoded by a module that is fetched only then, once, from beside the package', async (t) => {
    const page = await pageWith(host, { workers: 1 });
    t.after(() => page.close());
    const asked = [];
    page.context().on('request', (request) => asked.push(request.url()));
    assert.equal((await prepared(page, photo())).type, 'image/jpeg');
    const modules = () => asked.filter((url) => url.includes('heic'));
    assert.deepEqual(modules(), []);
    const found = await prepared(page, heic());
    assertShows(found, UPRIGHT);
    assert.equal(found.receipt.input.type, 'image/heic');
    assert.deepEqual(found.receipt.changed, ['converted']);
    assertShows(await prepared(page, heic()), UPRIGHT);
    assert.deepEqual(modules(), [`${host.origin}/dist/heic_bg.wasm`]);
  });

  it('keeps its transparency', async () => {
    assertShows(await prepared(host.page, heic([], quarters({ alpha: 128 }))), UPRIGHT, 128);
  });

  it('is turned and mirrored once', async () => {
    const left = await prepared(host.page, withProperty(heic(), 'irot', 1));
    assertShows(left, TURNED);
    assert.deepEqual(left.receipt.changed, ['rotated', 'converted']);
    assert.deepEqual([left.receipt.input.width, left.receipt.input.height], [HEIGHT, WIDTH]);
    const mirrored = { ...UPRIGHT, colors: [green, red, gray, blue] };
    assertShows(await prepared(host.page, withProperty(heic(), 'imir', 1)), mirrored);
  });

  it('is converted from Display P3', async () => {
    // Primaries, transfer and matrix of two bytes each, and the full range.
    const colr = [...Buffer.from('nclx'), 0, 12, 0, 13, 0, 6, 0x80];
    assertShows(await prepared(host.page, withProperty(heic(), 'colr', ...colr)), IN_P3);
  });

  it('has its thumbnail named in the receipt', async () => {
    const found = await prepared(host.page, heic(['-t', '64'], quarters({ width: 200, height: 100 })));
    assertShows(found, { ...UPRIGHT, width: 200, height: 100 });
    assert.deepEqual(found.receipt.removed, [{ class: 'thumbnail' }]);
  });

  it('is refused with a code wherever it is cut or spoiled, or shows what a decoder makes of it', async () => {
    await eachSpoiled(host.page, heic());
  });

  it('is refused with a sentence where the module is left out', async (t) => {
    for (const heicModule of [false, '/dist/there-is-none.wasm']) {
      const page = await pageWith(host, { heic: heicModule });
      t.after(() => page.close());
      const found = await prepared(page, heic());
      assert.equal(found.code, 'unsupported', `${heicModule}`);
      assert.match(found.detail, /HEIC.*share it as a JPEG/);
    }
  });

  it('is refused in original mode, with a sentence', async () => {
    const found = await prepared(host.page, heic(), { original: true });
    assert.equal(found.code, 'unsupported');
    assert.match(found.detail, /share it without original mode/);
  });
});

describe('a JPEG XL', JXL, () => {
  let host, decodes;
  before(async () => {
    host = await openHostPage();
    decodes = await host.page.evaluate(() => ImageDecoder.isTypeSupported('image/jxl'));
  });
  after(() => host?.close());

  it('is decoded where the browser does that, else refused with a sentence', async () => {
    const found = await prepared(host.page, jxl());
    if (!decodes) return assertRefused(found);
    assertShows(found, UPRIGHT);
    assert.deepEqual([found.receipt.input.type, found.receipt.changed], ['image/jxl', ['converted']]);
    assertShows(await prepared(host.page, jxl(['-d', '0'], quarters({ alpha: 128 }))), UPRIGHT, 128);
  });

  it('is turned once, and what was written around it is named', async (t) => {
    if (!decodes) return t.skip('this browser does not decode it');
    const camera = photo({ orientation: 6 });
    // The block behind the marker, the length and the name of the first segment.
    const exif = camera.subarray(12, 4 + camera.readUInt16BE(4));
    const found = await prepared(host.page, withExif(jxl(['-j', '0'], camera, 'jpg'), exif));
    assert.equal(found.code, undefined, found.detail);
    assert.deepEqual([found.receipt.output.width, found.receipt.output.height], [480, 640]);
    assert.deepEqual([found.receipt.input.width, found.receipt.input.height], [480, 640]);
    assert.deepEqual(found.receipt.changed, ['rotated', 'converted']);
    const classes = found.receipt.removed.map((removed) => removed.class);
    assert.deepEqual(classes, ['location', 'camera']);
  });

  it('is refused with a code wherever it is cut or spoiled, or shows what a decoder makes of it', async () => {
    await eachSpoiled(host.page, jxl());
  });

  it('is refused with a sentence where the browser has no decoder', async (t) => {
    const page = await pageWith(host, { workerUrl: '/blind-worker.js' });
    t.after(() => page.close());
    assertRefused(await prepared(page, jxl()));
  });
});

function assertRefused({ code, detail }) {
  assert.equal(code, 'unsupported');
  assert.match(detail, /JPEG XL.*save it as a JPEG or PNG/);
}

/** No cut passes; a flipped byte may, where it only changes pixels. What fails has a code of whoever chose the file. */
async function eachSpoiled(page, file) {
  const codes = new Set(['malformed', 'unsupported', 'too-large']);
  for (let at = 1; at < 12; at++) {
    const { code } = await prepared(page, file.subarray(0, Math.floor((at * file.length) / 12)));
    assert.ok(codes.has(code), `cut in ${at} twelfths: ${code}`);
  }
  assert.ok(codes.has((await prepared(page, file.subarray(0, -1))).code), 'the last byte is missing');
  for (let at = 0; at < file.length; at += 13) {
    const flipped = Buffer.from(file);
    flipped[at] ^= 0x55;
    const { code } = await prepared(page, flipped);
    assert.ok(code === undefined || codes.has(code), `byte ${at}: ${code}`);
  }
}
