import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readFile } from 'node:fs/promises';
import { AlbumPage } from './album-page.js';
import { deletePicture, shareAlbum } from './albums.js';
import { EditPage } from './edit-page.js';
import { isReadable, keep, SIZES } from './look.js';
import { corpus, photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

describe('both pages can be looked at, in the light and in the dark, on a desk and on a phone', () => {
  let stage, link, file;
  before(async () => {
    stage = await setStage();
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
        await upload.choose({ links: 'one album', start: 'after a look' });
        await upload.give(file, { ...file, name: 'summer-2.jpg' });
        await upload.album.getByLabel('Title').scrollIntoViewIfNeeded();
        await keep(page, `upload-album-ready-${name}`);
        await upload.album.getByRole('button', { name: 'Send all and make the album' }).click();
        await upload.linkToAlbum();
        await keep(page, `upload-album-${name}`);
        await page.getByText('3 of 3 done').waitFor();
        await keep(page, `upload-several-${name}`);
        await upload.album.getByLabel('Add pictures').setInputFiles({ name: 'summer-3.jpg', mimeType: 'image/jpeg', buffer: file.bytes });
        await upload.album.getByRole('button', { name: 'Make the album' }).waitFor({ timeout: 60_000 });
        await keep(page, `upload-album-asks-${name}`);
        await page.evaluate(() => (location.hash = '#mine'));
        await page.getByRole('checkbox', { name: /^Select Picture/ }).first().check();
        await keep(page, `mine-${name}`);
        await page.getByLabel('Select all').check();
        await page.getByRole('button', { name: 'Make an album' }).click();
        await keep(page, `mine-form-${name}`);
        const editing = await stage.page({ colorScheme, viewport, reducedMotion: 'reduce' });
        const edit = await EditPage.open(new UploadPage(editing, stage.server.origin), file);
        const { width, height } = await edit.size();
        const size = { width, height };
        await edit.tool('Cover').click();
        await edit.drag([0.2 * width, 0.3 * height], [0.45 * width, 0.4 * height], size);
        await edit.drag([0.6 * width, 0.5 * height], [0.85 * width, 0.7 * height], size);
        await keep(editing, `edit-cover-${name}`);
        await edit.tool('Crop').click();
        await edit.drag([width, height], [0.9 * width, 0.8 * height], size);
        await edit.tool('Turn right').click();
        await keep(editing, `edit-crop-${name}`);
        const sticksOut = await edit.dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
        assert.ok(sticksOut <= 0, `the editor is ${sticksOut} px too wide`);
        await edit.tool('Cancel').click();
        await keep(editing, `edit-ask-${name}`);
        await edit.tool('Keep editing').click();
        await edit.done();
        await editing.getByText('Edited:').waitFor();
        await keep(editing, `edit-card-${name}`);
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

describe('an album can be looked at, in the light and in the dark, on a desk and on a phone', () => {
  let stage, link;
  before(async () => {
    stage = await setStage();
    link = await makeAlbum(stage);
  });
  after(() => stage.clear());

  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of SIZES) {
      for (const dir of viewport.width < 1000 && colorScheme === 'light' ? ['ltr', 'rtl'] : ['ltr']) {
        const name = `${dir === 'rtl' ? 'rtl-' : ''}${colorScheme}-${viewport.width}`;
        it(`${name}: nothing is wider than the window`, async () => {
          const page = await stage.page({ colorScheme, viewport, reducedMotion: 'reduce' });
          await page.addInitScript(() => delete globalThis.showSaveFilePicker);
          const album = await new AlbumPage(page).open(link);
          if (dir === 'rtl') await page.evaluate(() => (document.documentElement.dir = 'rtl'));
          await album.seen(1, 2);
          await keep(page, `album-${name}`);
          await album.button('Download all').click();
          await page.getByText('Missing:').first().waitFor();
          await keep(page, `album-saved-${name}`);
          await album.opener(6).scrollIntoViewIfNeeded();
          await album.tile(6).getByText('This picture is gone.').waitFor();
          await keep(page, `album-end-${name}`);
          await album.opener(1).click();
          await album.picture();
          await keep(page, `album-picture-${name}`);
          await page.keyboard.press('End');
          await album.at(6, 6);
          await page.keyboard.press('PageUp');
          await album.button('Look at it now').waitFor();
          await keep(page, `album-ask-${name}`);
        });
      }
    }
  }
});

/** Real pictures where this machine has them, with captions, one of limited views, and one that is gone. */
async function makeAlbum(stage) {
  const real = corpus('photos').slice(0, 4);
  const captions = ['The gate of the old lighthouse', undefined, 'After the rain, looking back at the harbour where the ferry leaves', undefined];
  const pictures = await Promise.all(
    captions.map(async (caption, i) => ({
      bytes: real[i] ? await readFile(real[i]) : photo({ seed: i + 1 }),
      caption,
      options: { maxEdge: 1280 },
    })),
  );
  pictures.push({ bytes: photo({ seed: 8 }), options: { views: 1 }, caption: 'Once' }, { bytes: photo({ seed: 9 }) });
  const album = await shareAlbum(stage, pictures, { title: 'Rathlin in the rain' });
  await deletePicture(stage.server, album.pictures[5]);
  return album.link;
}

describe('the pages can be looked at from right to left, in Arabic', () => {
  let stage, link, album;
  const files = [1, 2, 3].map((seed) => ({ name: `صورة ${seed} (summer).jpg`, bytes: photo({ width: 1600, height: 1200, orientation: 1, seed }) }));
  before(async () => {
    stage = await setStage();
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    link = await upload.share(files[0]);
    await upload.open();
    await upload.choose({ links: 'one album' });
    await upload.give(...files);
    album = await upload.makeAlbum();
  });
  after(() => stage.clear());

  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of SIZES.slice(0, 2)) {
      const name = `${colorScheme}-${viewport.width}`;
      it(`${name}: nothing is wider than the window`, async () => {
        const options = { locale: 'ar', colorScheme, viewport, reducedMotion: 'reduce' };
        const page = await stage.page(options);
        const upload = await new UploadPage(page, stage.server.origin).open();
        await page.waitForLoadState('networkidle');
        await keep(page, `arabic-upload-empty-${name}`);
        await upload.unfold();
        await page.locator('select[name="start"]').selectOption({ index: 1 });
        await upload.give(files[0]);
        const go = page.getByRole('button', { name: 'ختم وإرسال' });
        await go.waitFor();
        await keep(page, `arabic-upload-ready-${name}`);
        await page.getByRole('button', { name: 'نظرة أقرب' }).click();
        await page.getByRole('button', { name: 'قص', exact: true }).waitFor();
        await keep(page, `arabic-edit-${name}`);
        await page.getByRole('button', { name: 'إلغاء', exact: true }).click();
        await go.click();
        await page.locator('a.link').waitFor({ timeout: 60_000 });
        await keep(page, `arabic-upload-done-${name}`);
        await page.evaluate(() => (location.hash = '#mine'));
        await page.getByRole('list', { name: 'صوري' }).getByRole('checkbox').last().check();
        await keep(page, `arabic-mine-${name}`);
        await page.getByRole('button', { name: 'إنشاء ألبوم' }).click();
        await keep(page, `arabic-mine-form-${name}`);
        await page.goto(link);
        await new ViewerPage(page).picture();
        await keep(page, `arabic-viewer-${name}`);
        await page.goto(album);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        await keep(page, `arabic-album-${name}`);
      });
    }
  }
});

describe('both pages can be read with letters twice as large', () => {
  let stage, albumLink;
  // What a person sets in the browser, and what every `rem` then is.
  before(async () => (stage = await setStage({ flags: ['--blink-settings=defaultFontSize=32'] })));
  after(() => stage.clear());

  for (const viewport of SIZES) {
    it(`large-${viewport.width}: every sentence has room for its words, and the picture is not crowded out`, async () => {
      const page = await stage.page({ viewport, reducedMotion: 'reduce' });
      const upload = await new UploadPage(page, stage.server.origin).open();
      await page.waitForLoadState('networkidle');
      await isReadable(page, `large-upload-empty-${viewport.width}`);
      const large = { name: 'large.jpg', bytes: photo() };
      const edit = await EditPage.open(new UploadPage(await stage.page({ viewport, reducedMotion: 'reduce' }), stage.server.origin), large);
      await edit.tool('Cover').click();
      await edit.tool('New box').click();
      await isReadable(edit.page, `large-edit-${viewport.width}`);
      const canvas = await edit.stage.boundingBox();
      assert.ok(canvas.height >= 0.4 * viewport.height, `the picture has ${canvas.height} px of ${viewport.height}`);
      const sticksOut = await edit.dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      assert.ok(sticksOut <= 0, `the editor is ${sticksOut} px too wide`);
      const link = await upload.share(large, { views: 'once' });
      await isReadable(page, `large-upload-done-${viewport.width}`);
      await upload.choose({ links: 'one album', start: 'after a look' });
      await upload.give(large, { ...large, name: 'larger.jpg' });
      await upload.album.getByLabel('Title').waitFor();
      await isReadable(page, `large-upload-album-${viewport.width}`);
      const position = await page.locator('#together').evaluate((element) => getComputedStyle(element).position);
      assert.equal(position, 'static', 'nothing stays in sight that would leave no room for the rest');
      await page.evaluate(() => (location.hash = '#mine'));
      await page.getByRole('checkbox', { name: /^Select Picture/ }).first().check();
      await isReadable(page, `large-mine-${viewport.width}`);
      await page.getByRole('button', { name: 'Make an album' }).click();
      await isReadable(page, `large-mine-form-${viewport.width}`);
      const viewer = await new ViewerPage(await stage.page({ viewport, reducedMotion: 'reduce' })).open(link);
      await viewer.control('Look at it now').click();
      await viewer.picture();
      await isReadable(viewer.page, `large-viewer-${viewport.width}`);
      const stageHeight = await viewer.page.locator('.stage').evaluate((element) => element.clientHeight);
      assert.ok(stageHeight >= 0.4 * viewport.height, `the picture has ${stageHeight} px of ${viewport.height}`);
      const boxes = await Promise.all(['.top', '.place', '.caption'].map((part) => viewer.page.locator(part).boundingBox()));
      for (const [above, below] of [boxes.slice(0, 2), boxes.slice(1)])
        assert.ok(above.y + above.height <= below.y + 1, 'nothing lies over anything else');
      const cut = await viewer.page.evaluate(() => {
        const cut = ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1;
        return [...document.querySelectorAll('.top, .caption')].filter(cut).map(({ className }) => className);
      });
      assert.deepEqual(cut, [], 'and each has as much as it needs');
    });

    it(`large-${viewport.width}: so has an album`, async () => {
      albumLink ??= await makeAlbum(stage);
      const album = await new AlbumPage(await stage.page({ viewport, reducedMotion: 'reduce' })).open(albumLink);
      await album.seen(1);
      await isReadable(album.page, `large-album-${viewport.width}`);
      await album.opener(1).click();
      await album.picture();
      await isReadable(album.page, `large-album-picture-${viewport.width}`);
      const stageHeight = await album.page.locator('.stage').evaluate((element) => element.clientHeight);
      assert.ok(stageHeight >= 0.4 * viewport.height, `the picture has ${stageHeight} px of ${viewport.height}`);
      await album.page.keyboard.press('End');
      const gone = album.page.getByRole('heading', { name: 'This picture is gone.' });
      await gone.waitFor();
      await isReadable(album.page, `large-album-gone-${viewport.width}`);
      const hidden = await album.page.locator('.one-place').evaluate((place) => place.scrollHeight - place.clientHeight);
      assert.ok(hidden <= 0, `a sentence that stands alone is not scrolled in a part of the window: ${hidden} px`);
    });
  }
});

describe('everything can be looked at in forced colours', () => {
  let stage, albumLink;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  for (const [colorScheme, viewport] of [['light', SIZES[0]], ['dark', SIZES[1]]]) {
    const name = `${colorScheme}-${viewport.width}`;
    const options = { colorScheme, viewport, forcedColors: 'active', reducedMotion: 'reduce' };
    const files = [1, 2].map((seed) => ({ name: `day-${seed}.jpg`, bytes: photo({ seed }) }));

    it(`${name}: the app, an album, and what was shared`, async () => {
      const page = await stage.page(options);
      const upload = await new UploadPage(page, `${stage.server.origin}/app/`).open();
      await page.waitForLoadState('networkidle');
      await keep(page, `forced-app-${name}`);
      await upload.choose({ links: 'one album', start: 'after a look' });
      await upload.give(...files);
      await upload.album.getByLabel('Title').waitFor();
      await keep(page, `forced-upload-album-ready-${name}`);
      await upload.album.getByRole('button', { name: 'Send all and make the album' }).click();
      albumLink = await upload.linkToAlbum();
      await keep(page, `forced-upload-album-${name}`);
      await page.evaluate(() => (location.hash = '#mine'));
      await page.getByRole('checkbox', { name: /^Select Picture/ }).first().check();
      await page.getByRole('button', { name: 'Make an album' }).click();
      await keep(page, `forced-mine-form-${name}`);
      await page.getByRole('button', { name: 'Make the album' }).click();
      await page.getByRole('link', { name: 'Link to the album' }).waitFor();
      await keep(page, `forced-mine-${name}`);
    });

    it(`${name}: the editor`, async () => {
      const edit = await EditPage.open(new UploadPage(await stage.page(options), stage.server.origin), files[0]);
      await edit.tool('Cover').click();
      await edit.tool('New box').click();
      await keep(edit.page, `forced-edit-${name}`);
      const colours = await edit.boxes().first().evaluate((box) => getComputedStyle(box).backgroundColor);
      assert.equal(colours, 'rgb(0, 0, 0)', 'a box is what it will be, whatever colours a person has chosen');
    });

    it(`${name}: the viewer of an album`, async () => {
      const album = await new AlbumPage(await stage.page(options)).open(albumLink);
      await album.seen(1, 2);
      await keep(album.page, `forced-album-${name}`);
      await album.opener(1).click();
      await album.picture();
      await keep(album.page, `forced-album-picture-${name}`);
    });
  }
});
