import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { readFile } from 'node:fs/promises';
import { corpus, photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

const ARTIFACTS = fileURLToPath(new URL('artifacts', import.meta.url));
const SIZES = [
  { width: 1100, height: 820 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

describe('both pages can be looked at, in the light and in the dark, on a desk and on a phone', () => {
  let stage, link, file;
  before(async () => {
    stage = await setStage();
    await mkdir(ARTIFACTS, { recursive: true });
    const real = corpus('photos').find((path) => path.includes('bus'));
    file = {
      name: 'summer.jpg',
      bytes: real ? await readFile(real) : photo({ width: 1600, height: 1200, orientation: 1 }),
    };
    link = await new UploadPage(await stage.page(), stage.server.origin).share(file);
  });
  after(() => stage.clear());

  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of SIZES) {
      const name = `${colorScheme}-${viewport.width}`;
      it(`${name}: nothing is wider than the window`, async () => {
        const page = await stage.page({ colorScheme, viewport, reducedMotion: 'reduce' });
        const upload = await new UploadPage(page, stage.server.origin).open();
        await page.waitForLoadState('networkidle');
        await keep(page, `upload-empty-${name}`);
        await upload.give(file);
        await upload.linkTo(file.name);
        await keep(page, `upload-done-${name}`);
        const viewerPage = await stage.page({ colorScheme, viewport, reducedMotion: 'reduce' });
        await (await new ViewerPage(viewerPage).open(link)).picture();
        await keep(viewerPage, `viewer-${name}`);
        await viewerPage.goto('about:blank');
        await new ViewerPage(viewerPage).open(link.slice(0, -2));
        await keep(viewerPage, `viewer-damaged-${name}`);
      });
    }
  }
});

async function keep(page, name) {
  // Films and fades end before it is looked at.
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  assert.ok(scroll <= client, `${name} is ${scroll} px wide in a window of ${client}`);
}
