import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setAlbumStage } from './album-stage.js';
import { focused, hold, holdUploads, middleOf } from './hands.js';
import { photo } from './pictures.js';
import { UploadPage } from './upload-page.js';

const FILES = [1, 2, 3, 4].map((seed) => ({ name: `day-${seed}.jpg`, bytes: photo({ seed: seed + 80, width: 400, height: 300 }) }));

/** Longer than the page keeps still after a press. */
const REST_MS = 600;

describe('nothing leaves from under a finger, and the focus is never lost', () => {
  let stage, contents, clear;
  before(async () => {
    ({ stage, contents, clear } = await setAlbumStage());
  });
  after(() => clear());

  const button = (upload, name) => upload.album.getByRole('button', { name, exact: true });
  const title = (upload) => upload.album.getByLabel('Title');
  const isDone = (upload, name) => upload.card(name).getByText('Sealed and sent').waitFor({ timeout: 60_000 });
  const order = (upload) => upload.album.locator('.card .preview').evaluateAll((all) => all.map(({ title }) => title));
  /** An album whose pictures are sent, all but for the server's answers, which the test lets through. */
  const open = async (t, { options, view } = {}) => {
    const upload = await new UploadPage(await stage.page(view), stage.server.origin).open();
    await upload.page.waitForLoadState('networkidle');
    await upload.choose({ links: 'one album', ...options });
    const uploads = holdUploads(stage.proxy);
    t.after(() => {
      uploads.open();
      stage.proxy.gate = undefined;
    });
    return { upload, uploads };
  };
  /** The pictures in the album, in its order, by the names of their files. */
  const made = async (upload, link) => {
    const names = new Map(
      await upload.album.locator('.card').evaluateAll((all) => all.map((card) => [new URL(card.querySelector('.link').href).pathname.slice(3), card.querySelector('.preview').title])),
    );
    return (await contents(link)).ids.map((id) => names.get(id));
  };

  it('a button that is still the same stays, however many pictures come to their end', async (t) => {
    const { upload, uploads } = await open(t);
    await upload.give(...FILES);
    const when = button(upload, 'Make it when all are sent');
    const element = await when.elementHandle();
    await uploads.next(2);
    await upload.album.getByText('An album: 2 of 4 pictures sent').waitFor();
    assert.ok(await element.evaluate((button) => button.isConnected));
    await hold(upload.page, when, () => uploads.next());
    await upload.album.getByText('It is made as soon as all pictures are sent.').waitFor();
  });

  it('a card stays where it is while its button is pressed, and what has ended meanwhile is shown then', async (t) => {
    const { upload, uploads } = await open(t, { view: { viewport: { width: 390, height: 844 } } });
    await upload.give(...FILES);
    await upload.page.getByText('Sending…').first().waitFor();
    const later = button(upload, 'Move day-3.jpg later');
    await hold(upload.page, later, async () => {
      const before = await later.boundingBox();
      await uploads.next(2);
      await upload.page.waitForTimeout(700);
      assert.deepEqual(await later.boundingBox(), before);
    });
    await upload.page.waitForFunction(() => document.querySelectorAll('.card[data-state=done]').length === 2);
    assert.deepEqual(await order(upload), ['day-1.jpg', 'day-2.jpg', 'day-4.jpg', 'day-3.jpg']);
  });

  it('a notice at the top, which moves all of the page, comes and goes when nothing is pressed', async (t) => {
    const { upload } = await open(t);
    const { page } = upload;
    const notice = page.getByText('You are offline.');
    const options = page.locator('#options summary').first();
    for (const isOffline of [true, false]) {
      await hold(page, options, async () => {
        const before = await options.boundingBox();
        await page.context().setOffline(isOffline);
        await page.waitForTimeout(300);
        assert.deepEqual(await options.boundingBox(), before);
      });
      await notice.waitFor({ state: isOffline ? 'visible' : 'detached' });
    }
  });

  for (const [name, width] of [['a desk', 1000], ['a phone', 390]]) {
    it(`on ${name} a picture that comes to its end takes the room that it had, but for a line of its receipt`, async (t) => {
      const { upload, uploads } = await open(t, { view: { viewport: { width, height: 900 } } });
      await upload.give(...FILES);
      await upload.page.getByText('Sending…').first().waitFor();
      const top = () => button(upload, 'Move day-4.jpg earlier').evaluate((it) => Math.round(it.getBoundingClientRect().top + scrollY));
      const before = await top();
      await uploads.next(2);
      await upload.page.waitForFunction(() => document.querySelectorAll('.card[data-state=done]').length === 2);
      const movedPx = Math.abs((await top()) - before) / 2;
      assert.ok(movedPx < 24, `${movedPx} px for each`);
    });
  }

  it('a press that leaves the title still moves a picture, and the album has that order', async (t) => {
    const { upload, uploads } = await open(t);
    await upload.give(...FILES);
    await button(upload, 'Make it when all are sent').click();
    await title(upload).fill('Rathlin');
    uploads.open();
    await Promise.all(FILES.map(({ name }) => isDone(upload, name)));
    await upload.album.getByText('All its pictures are sent.').waitFor();
    await hold(upload.page, button(upload, 'Move day-1.jpg later'), () => upload.page.waitForTimeout(300));
    const link = await upload.linkToAlbum();
    const wanted = ['day-2.jpg', 'day-1.jpg', 'day-3.jpg', 'day-4.jpg'];
    assert.deepEqual(await order(upload), wanted);
    assert.deepEqual(await made(upload, link), wanted);
  });

  it('an album is not made while a picture of it is dragged, and is what is shown', async (t) => {
    const { upload, uploads } = await open(t, { view: { viewport: { width: 1000, height: 1600 } } });
    await upload.give(...FILES);
    await button(upload, 'Make it when all are sent').click();
    await uploads.next(3);
    await upload.page.waitForFunction(() => document.querySelectorAll('.card[data-state=done]').length === 3);
    await upload.page.waitForTimeout(REST_MS);
    const preview = (i) => upload.album.locator('.card .preview').nth(i);
    await preview(0).scrollIntoViewIfNeeded();
    const from = await preview(0).boundingBox();
    await upload.page.mouse.move(from.x + 20, from.y + 20);
    await upload.page.mouse.down();
    await upload.page.mouse.move(from.x + 30, from.y + 40, { steps: 4 });
    const to = await preview(1).boundingBox();
    await upload.page.mouse.move(to.x + 20, to.y + 30, { steps: 6 });
    await upload.page.locator('.dragged').waitFor();
    uploads.open();
    await upload.page.waitForTimeout(1500);
    assert.equal(await upload.album.getAttribute('data-album'), 'gathering');
    const later = await preview(2).boundingBox();
    await upload.page.mouse.move(later.x + 22, later.y + 34, { steps: 4 });
    await upload.page.mouse.up();
    const link = await upload.linkToAlbum();
    const shown = await order(upload);
    assert.notDeepEqual(shown, FILES.map(({ name }) => name));
    assert.deepEqual(await made(upload, link), shown);
  });

  it('it is made of the others when one of those that were sent is deleted, and counts them', async (t) => {
    const { upload, uploads } = await open(t);
    await upload.give(...FILES);
    await button(upload, 'Make it when all are sent').click();
    await uploads.next(1);
    const card = upload.album.locator('.card[data-state=done]');
    await card.waitFor();
    await card.getByRole('button', { name: 'Delete', exact: true }).click();
    await card.getByRole('group').getByRole('button', { name: 'Delete', exact: true }).click();
    await upload.album.locator('.card[data-state=deleted]').waitFor();
    await upload.album.getByText('An album of 3 pictures').waitFor();
    uploads.open();
    assert.equal((await contents(await upload.linkToAlbum())).ids.length, 3);
  });

  it('many pictures of an album are told of together, and what becomes of it is said', async (t) => {
    const { upload, uploads } = await open(t);
    await upload.page.evaluate(() => {
      window.said = [];
      new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach(({ textContent }) => window.said.push(textContent)))).observe(document.querySelector('#said'), { childList: true });
    });
    const said = () => upload.page.evaluate(() => window.said.splice(0));
    uploads.open();
    await upload.give(...FILES);
    await button(upload, 'Make the album').waitFor({ timeout: 60_000 });
    assert.deepEqual(await said(), ['4 pictures chosen. Sealing.', 'All its pictures are sent. Only the album’s link is missing.']);
    stage.proxy.down = true;
    await button(upload, 'Make the album').press('Enter');
    await upload.album.getByText('The album could not be made.').waitFor({ timeout: 60_000 });
    assert.match((await said()).at(-1), /^The album could not be made\. .+/);
    stage.proxy.down = false;
    await button(upload, 'Try again').press('Enter');
    await upload.linkToAlbum();
    const { name, bytes } = FILES[0];
    await upload.album.getByLabel('Add pictures').setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes });
    await upload.makeAlbum();
    await upload.album.getByText('This is a new album').waitFor();
    await said();
    await button(upload, 'Delete the one before').press('Enter');
    await upload.album.getByText('This is a new album').waitFor({ state: 'detached' });
    assert.deepEqual(await said(), ['Deleting…', 'The album is deleted.']);
    assert.equal(await focused(upload.page), 'Copy link');
    await upload.album.locator('.album-head').getByRole('button', { name: 'Delete', exact: true }).press('Enter');
    await button(upload, 'Album and pictures').press('Enter');
    await upload.page.waitForFunction(() => document.querySelectorAll('.card[data-state=deleted]').length === 5);
    assert.deepEqual(await said(), ['The album is deleted.']);
  });

  it('the keyboard goes on from what it was on: a card that is done, an order that is made, a title', async (t) => {
    const { upload, uploads } = await open(t);
    await upload.give(...FILES);
    const first = upload.album.locator('.card').first();
    await title(upload).fill('Rathlin');
    await title(upload).press('Enter');
    assert.equal(await focused(upload.page), 'Make it when all are sent');
    await upload.page.keyboard.press('Enter');
    await first.getByRole('button', { name: 'Cancel' }).focus();
    await uploads.next(3);
    await upload.page.waitForFunction(() => document.querySelectorAll('.card[data-state=done]').length === 3);
    assert.ok(await first.evaluate((card) => card.contains(document.activeElement)));
    assert.notEqual(await upload.page.evaluate(() => document.activeElement.getClientRects().length), 0);
    await button(upload, 'Move day-2.jpg later').focus();
    uploads.open();
    await upload.linkToAlbum();
    assert.match(await focused(upload.page), /^Your album of 4 pictures|Making/);
  });

  it('an order button keeps the focus while its picture comes to its end', async (t) => {
    const { upload, uploads } = await open(t);
    await upload.give(...FILES.slice(0, 2));
    await button(upload, 'Move day-1.jpg later').press('Enter');
    uploads.open();
    await Promise.all(FILES.slice(0, 2).map(({ name }) => isDone(upload, name)));
    assert.equal(await focused(upload.page), 'Move day-1.jpg later');
    assert.ok(await middleOf(button(upload, 'Move day-1.jpg later')));
  });
});
