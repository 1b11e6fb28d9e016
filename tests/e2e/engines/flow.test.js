import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { PNG } from 'pngjs';
import { COLORS, HEIGHT, quartersOf, WIDTH } from '../foreign-pictures.js';
import { ENGINES, missing } from './drivers.js';
import { FOREIGN, MADE, setStage, SOLID } from './stage.js';
import { Visitor } from './visitor.js';

const PASSWORD = 'correct horse';

/** What a codec and a JPEG may do to a level. */
const TOLERANCE = 8;

/** No corner is rounder than this. */
const CORNER_PX = 8;

/** Of each engine and picture, what was shown. */
const shownBy = {};

let stage;
before(async () => (stage = await setStage()));
after(() => stage?.clear());

for (const engine of Object.keys(ENGINES)) {
  describe(`${engine} goes the whole way`, { skip: missing(engine) }, () => {
    let sender, receiver;
    const links = {};
    before(async () => {
      shownBy[engine] = {};
      sender = await Visitor.arrive(engine, stage.front.origin);
      receiver = await Visitor.arrive(engine, stage.front.origin);
    });
    after(async () => {
      await sender?.stop();
      await receiver?.stop();
    });

    const share = async (name) => (links[name] = await sender.share(stage.path(name), name));

    it('from a file to a link, of a photo and of two drawings', async () => {
      await sender.openUploadPage();
      for (const name of Object.keys(MADE)) {
        assert.match(await share(name), new RegExp(`^${stage.front.origin}/i/\\w{16}#\\w{48}$`));
      }
    });

    for (const name of Object.keys(MADE)) {
      it(`from a link to exactly the picture that was prepared: ${name}`, async () => {
        await receiver.browser.get(links[name]);
        const { bytes, width } = await receiver.shown();
        assert.ok(bytes.equals(stage.expected[name]), `${bytes.length} bytes, and not the ${stage.expected[name].length}`);
        assert.equal(width, name === 'photo.jpg' ? 480 : name === 'solid.png' ? SOLID.width : 300);
        shownBy[engine][name] = digest(bytes);
      });
    }

    it('to the pixels on the screen, each as it was drawn', async () => {
      await receiver.browser.get(links['solid.png']);
      const image = await receiver.picture();
      // Cut out of the page's: WebKit's picture of an element alone is black.
      const page = PNG.sync.read(Buffer.from(await receiver.browser.takeScreenshot(), 'base64'));
      const { x, y } = await image.getRect();
      const found = placesAround(x, y).map((place) => differing(cut(page, place), PNG.sync.read(MADE['solid.png'])));
      assert.ok(found.includes(0), `${found} pixels differ`);
    });

    it('with a password, which is asked for until it is right', async () => {
      await sender.openUploadPage();
      await sender.choose('Password', PASSWORD);
      await receiver.browser.get(await share('photo.jpg'));
      for (const word of ['wrong horse', PASSWORD]) {
        const field = await receiver.see('//main//input[@type="password"]');
        await field.clear();
        await field.sendKeys(word);
        await receiver.press('Open');
        if (word !== PASSWORD) await receiver.see('//main//*[contains(text(), "That is not the password")]');
      }
      const { bytes } = await receiver.shown();
      assert.ok(bytes.equals(stage.expected['photo.jpg']));
    });

    if (ENGINES[engine].decodesAvif) {
      it('of an AVIF, by the decoder of the browser', async () => {
        await sender.openUploadPage();
        await receiver.browser.get(await share(FOREIGN));
        const { bytes } = await receiver.shown();
        const found = quartersOf(bytes);
        assert.deepEqual([found.width, found.height], [WIDTH, HEIGHT]);
        Object.values(COLORS).forEach((color, place) => {
          const off = color.map((level, channel) => Math.abs(level - found.pixels[place][channel]));
          assert.ok(Math.max(...off) <= TOLERANCE, `quarter ${place}: ${found.pixels[place]}, and not ${color}`);
        });
      });
    } else {
      it('but not of an AVIF, which its decoder would spoil, and says so', async () => {
        await sender.openUploadPage();
        await sender.give(stage.path(FOREIGN));
        await sender.see('//li//*[contains(text(), "This kind of file can’t be sealed here.")]');
      });
    }

    it('with an album of two, one of them under a password', async () => {
      const entries = [{ link: links['see-through.png'], caption: 'the gate' }, { link: links['photo.jpg'], password: PASSWORD }];
      const album = await sender.onHostPage(async (entries) => {
        const { shareAlbum } = await import('pellicle');
        return (await shareAlbum(entries, { title: 'Rathlin' })).link;
      }, entries);
      await receiver.browser.get(album);
      await receiver.see('//h1[contains(., "Rathlin")]');
      await receiver.see('//li[contains(., "the gate")]');
      const widths = 'return [...document.querySelectorAll("main li img")].map(({ complete, naturalWidth }) => complete && naturalWidth)';
      const arrived = async () => {
        const seen = await receiver.browser.executeScript(widths);
        return seen.length === 2 && seen.every(Boolean) ? seen : null;
      };
      // The photo is there by its preview, and the small one, which has none, by itself.
      assert.deepEqual(await receiver.browser.wait(arrived, 60_000), [300, 240]);
      await receiver.press('Picture 2 of 2');
      assert.equal(await (await receiver.picture()).getProperty('naturalWidth'), 480);
    });

    it('for one look, which is asked about first and then the last', async () => {
      await sender.openUploadPage();
      await sender.choose('Views', 'once');
      const link = await share('solid.png');
      await receiver.browser.get(link);
      await receiver.press('Look at it now');
      const { bytes } = await receiver.shown();
      assert.ok(bytes.equals(stage.expected['solid.png']));
      await sender.browser.get(link);
      await sender.see('//main//*[contains(text(), "This picture is gone")]');
    });

    it('by <pellicle-upload> and <pellicle-picture> on the page of another origin, under its strictest policy', async () => {
      stage.site.body = `<pellicle-upload id="a" server="${stage.front.origin}"></pellicle-upload><pellicle-picture id="b"></pellicle-picture>`;
      await sender.browser.get(stage.site.origin);
      const { browser } = sender;
      const picker = 'return document.querySelector("#a").shadowRoot?.querySelector("input[type=file]")';
      await (await browser.wait(() => browser.executeScript(picker), 20_000)).sendKeys(stage.path('solid.png'));
      const link = await browser.wait(() => browser.executeScript('return document.querySelector("#a").value'), 60_000);
      assert.ok(link.startsWith(`${stage.front.origin}/i/`));
      await browser.executeScript('document.querySelector("#b").link = arguments[0]', link);
      const width = 'return document.querySelector("#b").shadowRoot.querySelector("img")?.naturalWidth';
      assert.equal(await browser.wait(() => browser.executeScript(width), 60_000), SOLID.width);
    });
  });
}

describe('a browser that resists fingerprinting', () => {
  it('shows the same bytes as it does otherwise', { skip: missing('Firefox') }, () => {
    const { Firefox: usual, 'Firefox that resists fingerprinting': resisting } = shownBy;
    assert.deepEqual(Object.keys(resisting), Object.keys(MADE));
    assert.deepEqual(resisting, usual);
  });
});

function digest(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The whole pixels that a place may be drawn at: what becomes of half a pixel on the way to the screen is each engine's own. */
function placesAround(x, y) {
  const whole = (number) => [-1, 0, 1].map((step) => Math.floor(number) + step);
  return whole(x).flatMap((x) => whole(y).map((y) => ({ x, y })));
}

function cut(page, { x, y }) {
  const part = new PNG(SOLID);
  PNG.bitblt(page, part, x, y, SOLID.width, SOLID.height);
  return part;
}

/** How many pixels of two pictures differ, but for the corners, which the viewer rounds. */
function differing(a, b) {
  let count = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    const [x, y] = [(at / 4) % a.width, Math.floor(at / 4 / a.width)];
    const inside = Math.max(Math.min(x, a.width - 1 - x), Math.min(y, a.height - 1 - y)) >= CORNER_PX;
    if (inside && [0, 1, 2].some((level) => a.data[at + level] !== b.data[at + level])) count++;
  }
  return count;
}
