import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AlbumPage } from './album-page.js';
import { shareAlbum } from './albums.js';
import { focused, holdUploads, pressTimes, pressTwice, tapTwice } from './hands.js';
import { shareToList } from './kept.js';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';

const FILES = [1, 2, 3, 4].map((seed) => ({ name: `day-${seed}.jpg`, bytes: photo({ seed: seed + 60, width: 400, height: 300 }) }));
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Longer than a second press may take to be one. */
const LATER_MS = 650;

describe('what is pressed twice is pressed once', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const open = async (options, page) => {
    const upload = await new UploadPage(await stage.page(page), stage.server.origin).open();
    await upload.page.waitForLoadState('networkidle');
    if (options) await upload.choose(options);
    return upload;
  };
  const sent = async (options, page) => {
    const upload = await open(options, page);
    await upload.give(...FILES);
    await Promise.all(FILES.map(({ name }) => upload.card(name).getByText('Sealed and sent').waitFor({ timeout: 60_000 })));
    await upload.page.waitForTimeout(LATER_MS);
    return upload;
  };
  const button = (place, name) => place.getByRole('button', { name, exact: true });
  const states = (upload) => upload.page.locator('.card').evaluateAll((all) => all.map(({ dataset }) => dataset.state));
  const goTo = async (page) => {
    await page.getByRole('link', { name: 'My pictures' }).click();
    await page.locator('.kept').first().waitFor();
    await page.waitForTimeout(LATER_MS);
  };

  for (const [device, press, options] of [['a mouse', pressTwice, undefined], ['a finger on a phone', tapTwice, PHONE]]) {
    it(`“Delete” of a picture, by ${device}, only asks`, async () => {
      const upload = await sent(undefined, options);
      for (const i of [0, 2]) await press(upload.page, button(upload.page.locator('.card').nth(i), 'Delete'));
      await upload.page.waitForTimeout(300);
      assert.deepEqual(await states(upload), ['done', 'done', 'done', 'done']);
      const card = upload.page.locator('.card').nth(0);
      await card.getByText('Delete it for everyone?').waitFor();
      await upload.page.waitForTimeout(LATER_MS);
      await button(card.getByRole('group'), 'Delete').click();
      await card.getByText('The link opens nothing any more.').waitFor();
    });

    it(`“Delete” of an album, by ${device}, only asks`, async () => {
      const upload = await sent({ links: 'one album' }, options);
      await upload.makeAlbum();
      await upload.page.waitForTimeout(LATER_MS);
      await press(upload.page, button(upload.album.locator('.album-head'), 'Delete'));
      await upload.page.waitForTimeout(300);
      assert.equal(await upload.album.getAttribute('data-album'), 'done');
      await upload.album.getByText('Delete the album for everyone?').waitFor();
    });

    it(`“Delete” in “My pictures”, by ${device}, only asks`, async () => {
      const { page } = await shareToList(stage, FILES.slice(0, 2));
      if (options) await page.setViewportSize(options.viewport);
      await goTo(page);
      const how = options ? pressTwice : press;
      await how(page, page.locator('.kept').first().getByRole('button', { name: /^Delete/ }));
      await page.waitForTimeout(400);
      assert.equal(await page.locator('.kept').count(), 2);
      await page.locator('.kept').first().getByText('Delete it for everyone?').waitFor();
      await page.getByLabel('Select all').check();
      await page.waitForTimeout(LATER_MS);
      const selection = page.getByRole('group', { name: 'What is selected' });
      await how(page, button(selection, 'Delete'));
      await page.waitForTimeout(400);
      assert.equal(await page.locator('.kept').count(), 2);
      await selection.getByText('Delete 2 for everyone?').waitFor();
    });
  }

  it('“Delete” only asks in words of any length: in German the answer comes to where the button was', async () => {
    const { page } = await open(undefined, { locale: 'de' });
    await page.locator('#pick').setInputFiles({ name: 'day-1.jpg', mimeType: 'image/jpeg', buffer: FILES[0].bytes });
    const card = page.locator('.card[data-state=done]');
    await card.waitFor({ timeout: 60_000 });
    await page.waitForTimeout(LATER_MS);
    await pressTwice(page, card.getByRole('button', { name: 'Löschen' }));
    await page.waitForTimeout(400);
    assert.equal(await card.locator('.ask').count(), 1);
  });

  it('a question is at once there for a keyboard, which is on the answer that does nothing', async () => {
    const upload = await sent();
    const card = upload.page.locator('.card').first();
    await button(card, 'Delete').press('Enter');
    assert.equal(await focused(upload.page), 'Keep');
    await upload.page.keyboard.press('Enter');
    await button(card, 'Delete').waitFor();
    assert.deepEqual((await states(upload))[0], 'done');
    await button(card, 'Delete').press('Enter');
    await upload.page.keyboard.press('Shift+Tab');
    await upload.page.keyboard.press('Enter');
    await card.getByText('The link opens nothing any more.').waitFor();
  });

  it('“Cancel all” does not start all of them again, and “Cancel” does not dismiss', async (t) => {
    const upload = await open();
    stage.proxy.silentTo = 'PATCH';
    t.after(() => (stage.proxy.silentTo = undefined));
    await upload.give(...FILES);
    await upload.page.getByText('Sending…').first().waitFor();
    await pressTwice(upload.page, button(upload.page.locator('.card').nth(1), 'Cancel'));
    await upload.page.waitForTimeout(LATER_MS);
    assert.equal((await states(upload)).length, 4);
    assert.equal((await states(upload))[1], 'cancelled');
    await pressTwice(upload.page, button(upload.page, 'Cancel all'));
    await upload.page.waitForTimeout(LATER_MS);
    assert.deepEqual(await states(upload), ['cancelled', 'cancelled', 'cancelled', 'cancelled']);
    // The next one comes to where this one was.
    await pressTwice(upload.page, button(upload.page, 'Dismiss day-1.jpg'));
    await upload.page.waitForTimeout(300);
    assert.equal((await states(upload)).length, 3);
  });

  it('Enter in the title of an album in “My pictures” does not stop what it began', async (t) => {
    const { page } = await shareToList(stage, FILES.slice(0, 2));
    await goTo(page);
    await page.getByLabel('Select all').check();
    await button(page, 'Make an album').click();
    const uploads = holdUploads(stage.proxy);
    t.after(() => (stage.proxy.gate = undefined));
    await page.locator('.album-form').getByRole('textbox').fill('Rathlin');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(120);
    await page.keyboard.press('Enter');
    uploads.open();
    await page.getByRole('link', { name: 'Link to the album' }).waitFor();
  });

  it('Enter in a description sends the picture, and does not cancel it', async () => {
    const upload = await open({ start: 'after a look' });
    await upload.give(FILES[0]);
    await upload.onlyCard.getByRole('textbox').fill('A dog on the quay');
    await upload.page.keyboard.press('Enter');
    await upload.linkTo('day-1.jpg');
  });

  it('a key that is held down presses what it was on, and not what comes after it', async (t) => {
    const upload = await open({ start: 'after a look' });
    const uploads = holdUploads(stage.proxy);
    t.after(() => (stage.proxy.gate = undefined));
    await upload.give(FILES[0]);
    await button(upload.onlyCard, 'Seal and send').focus();
    await upload.page.keyboard.down('Enter');
    // It says so over and over.
    await upload.page.keyboard.down('Enter');
    assert.deepEqual(await states(upload), ['working']);
    await upload.page.keyboard.down('Enter');
    await upload.page.keyboard.up('Enter');
    uploads.open();
    await upload.linkTo('day-1.jpg');
  });

  it('what is pressed quickly and stays the same counts every time: an order, and coming nearer', async () => {
    const upload = await sent({ links: 'one album' }, { viewport: { width: 900, height: 500 } });
    await pressTimes(upload.page, button(upload.page, 'Move day-1.jpg later'), 3);
    const names = await upload.album.locator('.card .preview').evaluateAll((all) => all.map(({ title }) => title));
    assert.deepEqual(names, ['day-2.jpg', 'day-3.jpg', 'day-4.jpg', 'day-1.jpg']);
    await upload.page.waitForTimeout(LATER_MS);
    const { page } = await new AlbumPage(await stage.page()).open(await upload.makeAlbum());
    await page.locator('.tile button').first().click();
    await page.locator('.stage img').waitFor();
    const scale = async () => parseInt(await page.locator('.zoom button').nth(1).textContent(), 10);
    const before = await scale();
    await page.waitForTimeout(LATER_MS);
    await pressTimes(page, page.locator('.zoom button').nth(2), 3, { gapMs: 60 });
    assert.equal(await scale(), Math.min(Math.round(before * 1.5 ** 3), 400));
  });

  describe('in an album', () => {
    let link;
    before(async () => ({ link } = await shareAlbum(stage, FILES.map(({ bytes }) => ({ bytes })))));
    const look = async () => {
      const album = await new AlbumPage(await stage.page()).open(link);
      await album.seen(1, 2, 3, 4);
      await album.page.waitForTimeout(LATER_MS);
      return album;
    };

    it('a picture opens, and is not looked at from near', async () => {
      const album = await look();
      await pressTwice(album.page, album.opener(2), { gapMs: 200 });
      await album.picture();
      await album.page.waitForTimeout(300);
      assert.equal(await album.page.locator('.stage').getAttribute('data-near'), null);
      // Whoever does so where the picture is looks at it from near, and back.
      await album.page.waitForTimeout(LATER_MS);
      await album.page.locator('.stage').click();
      await album.page.locator('.stage[data-near]').waitFor();
    });

    it('“Slideshow” shows it', async () => {
      const album = await look();
      await pressTwice(album.page, album.button('Slideshow'), { gapMs: 200 });
      await album.picture();
      await album.page.waitForTimeout(300);
      assert.equal(await album.page.locator('.turn').getByRole('button').last().textContent(), 'Pause');
    });

    it('Escape leaves the picture, and never the album', async () => {
      const album = await look();
      await album.opener(2).click();
      await album.picture();
      await Promise.all([album.page.keyboard.press('Escape'), album.page.keyboard.press('Escape'), album.page.keyboard.press('Escape')]);
      await album.opener(2).waitFor();
      await album.page.waitForTimeout(500);
      assert.equal(album.page.url(), link);
      await album.opener(1).click();
      await album.page.keyboard.press('Escape');
      await album.opener(1).waitFor();
    });

    it('the keyboard stays where it is: on a zoom that has come to its end, and on “Download” when the page turns', async () => {
      const { page } = await look();
      await page.locator('.tile button').first().click();
      await page.locator('.stage img').waitFor();
      const zoom = page.locator('.zoom button');
      await zoom.nth(2).press('Enter');
      await zoom.nth(0).press('Enter');
      await page.waitForTimeout(100);
      assert.equal(await focused(page), await zoom.nth(0).getAttribute('aria-label'));
      assert.equal(await zoom.nth(0).getAttribute('aria-disabled'), 'true');
      await page.locator('#controls a').focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText('2 of 4', { exact: true }).waitFor();
      await page.waitForTimeout(500);
      assert.equal(await focused(page), 'Download');
    });
  });
});
