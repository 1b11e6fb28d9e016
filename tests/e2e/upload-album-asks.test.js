import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setAlbumStage } from './album-stage.js';
import { photo } from './pictures.js';
import { UploadPage } from './upload-page.js';

const FILES = [1, 2, 3].map((seed) => ({ name: `day-${seed}.jpg`, bytes: photo({ seed }) }));
const BAD = { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('not a picture') };
const UP = 'All its pictures are sent. Only the album’s link is missing.';

describe('an album is made when a person says so', () => {
  let stage, contents, clear;
  before(async () => {
    ({ stage, contents, clear } = await setAlbumStage());
  });
  after(() => clear());

  const open = async (options) => {
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    await upload.choose({ links: 'one album', ...options });
    return upload;
  };
  const button = (upload, name) => upload.album.getByRole('button', { name, exact: true });
  const title = (upload) => upload.album.getByLabel('Title');
  const link = (upload) => upload.page.getByRole('link', { name: 'Link to the album' });
  const asks = (upload) => upload.album.getByText(UP).waitFor({ timeout: 60_000 });
  const isMade = async (upload) => (await upload.page.locator('[data-album=making], [data-album=done]').count()) > 0;
  const add = (upload, { name, bytes }) =>
    upload.album.getByLabel('Add pictures').setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes });
  /** The pictures are up, and some time later there is still no album. */
  const stays = async (upload) => {
    await asks(upload);
    await upload.page.waitForTimeout(700);
    assert.equal(await isMade(upload), false, 'nobody has said that it may be made');
  };

  it('where pictures start at once it waits, loudly and announced, for a title and an order', async () => {
    const upload = await open();
    await upload.give(...FILES);
    await stays(upload);
    await upload.page.getByRole('log').getByText(UP).waitFor({ state: 'attached' });
    await upload.page.getByRole('heading', { name: 'Your album is waiting for you.' }).waitFor();
    assert.ok(await button(upload, 'Make the album').evaluate((it) => it.classList.contains('loud')));
    await button(upload, 'Move day-3.jpg earlier').click();
    await title(upload).fill('Rathlin');
    await button(upload, 'Make the album').press('Enter');
    const album = await contents(await upload.linkToAlbum());
    assert.equal(album.title, 'Rathlin');
    assert.equal(await upload.page.evaluate(() => document.activeElement.textContent), 'Copy link', 'whoever made it goes on from its link');
    const names = await upload.album.locator('.card .preview').evaluateAll((all) => all.map(({ title }) => title));
    assert.deepEqual(names, ['day-1.jpg', 'day-3.jpg', 'day-2.jpg']);
    const shown = await upload.album.locator('.card .link').evaluateAll((all) => all.map(({ href }) => new URL(href).pathname.slice(3)));
    assert.deepEqual(album.ids, shown);
  });

  it('a button that is pressed as slowly as people do works right after the title was typed', async () => {
    const upload = await open();
    await upload.give(FILES[0]);
    await asks(upload);
    await title(upload).fill('Rathlin');
    await button(upload, 'Make the album').hover();
    await upload.page.mouse.down();
    // The field loses the focus here, and the page must not change under the finger for that.
    await upload.page.waitForTimeout(200);
    await upload.page.mouse.up();
    assert.equal((await contents(await upload.linkToAlbum())).title, 'Rathlin');
  });

  it('Enter in its title is as good as the button, and leaving the field is not', async () => {
    const upload = await open();
    await upload.give(FILES[0]);
    await asks(upload);
    await title(upload).fill('Rath');
    await title(upload).press('Tab');
    await stays(upload);
    await title(upload).fill('Rathlin');
    const composed = { key: 'Enter', isComposing: true, bubbles: true };
    await title(upload).evaluate((input, composed) => input.dispatchEvent(new KeyboardEvent('keydown', composed)), composed);
    await stays(upload);
    await title(upload).press('Enter');
    assert.equal((await contents(await upload.linkToAlbum())).title, 'Rathlin');
    assert.equal(await upload.page.evaluate(() => document.activeElement.localName), 'h2', 'the focus is not lost with the field');
  });

  it('it can be said while pictures are still on their way, and holds when one has to be tried again', async () => {
    const upload = await open();
    await upload.page.waitForLoadState('networkidle');
    stage.proxy.silentTo = 'PATCH';
    await upload.give(...FILES.slice(0, 2));
    await title(upload).fill('Rathlin');
    await button(upload, 'Make it when all are sent').click();
    await upload.album.getByText('It is made as soon as all pictures are sent.').waitFor();
    await upload.page.getByText('Sending…').first().waitFor();
    await upload.page.getByRole('button', { name: 'Cancel all' }).click();
    await upload.album.getByText('2 pictures did not get through.').waitFor();
    stage.proxy.silentTo = undefined;
    await upload.album.locator('.album-head').getByRole('button', { name: 'Try them again' }).click();
    assert.equal((await contents(await upload.linkToAlbum())).title, 'Rathlin');
  });

  it('“send” was pressed below the title, so that nothing more is asked', async () => {
    const upload = await open({ start: 'after a look' });
    await upload.give(...FILES.slice(0, 2));
    await title(upload).fill('Rathlin');
    await button(upload, 'Send all and make the album').click();
    assert.equal((await contents(await upload.linkToAlbum())).title, 'Rathlin');
  });

  it('pictures that were sent one by one make no album yet', async () => {
    const upload = await open({ start: 'after a look' });
    await upload.give(...FILES.slice(0, 2));
    for (const { name } of FILES.slice(0, 2)) await upload.album.getByRole('listitem').filter({ hasText: name }).getByRole('button', { name: 'Seal and send' }).click();
    await stays(upload);
    await upload.makeAlbum();
  });

  it('after “send”, with one that failed, it is made when that one has left', async () => {
    const upload = await open({ start: 'after a look' });
    await upload.give(FILES[0], BAD);
    await button(upload, 'Send all and make the album').click();
    await upload.album.getByText('1 picture did not get through.').waitFor();
    await upload.page.getByRole('log').getByText('1 picture did not get through.').waitFor({ state: 'attached' });
    await button(upload, 'Dismiss notes.txt').click();
    assert.equal((await contents(await upload.linkToAlbum())).ids.length, 1);
  });

  it('without “send”, with one that failed, it waits also when that one has left', async () => {
    const upload = await open();
    await upload.give(FILES[0], BAD);
    await upload.album.getByText('1 picture did not get through.').waitFor();
    await button(upload, 'Dismiss notes.txt').click();
    await stays(upload);
  });

  it('what failed for want of a connection is tried again, and then it waits', async () => {
    const upload = await open();
    await upload.page.waitForLoadState('networkidle');
    stage.proxy.silentTo = 'PATCH';
    await upload.give(...FILES.slice(0, 2));
    await upload.page.getByText('Sending…').first().waitFor();
    await upload.page.getByRole('button', { name: 'Cancel all' }).click();
    await upload.page.getByText('Nothing of this picture was kept.').nth(1).waitFor();
    stage.proxy.silentTo = undefined;
    // On each card, as one may too.
    for (let i = 0; i < 2; i++) await upload.album.getByRole('button', { name: 'Try again' }).first().click();
    await stays(upload);
  });

  it('a making that was cancelled is not begun again by anything but the button', async () => {
    const upload = await open();
    await upload.give(...FILES.slice(0, 2), BAD);
    await button(upload, 'Make it without').waitFor({ timeout: 60_000 });
    stage.proxy.silentTo = 'PATCH';
    await button(upload, 'Make it without').click();
    await upload.album.getByText('Making the album').waitFor();
    await upload.album.locator('.album-head').getByRole('button', { name: 'Cancel' }).click();
    stage.proxy.silentTo = undefined;
    await button(upload, 'Dismiss notes.txt').click();
    await stays(upload);
    await upload.makeAlbum();
  });

  it('pictures that were added wait with the title that the album had', async () => {
    const upload = await open();
    await upload.give(FILES[0]);
    await asks(upload);
    await title(upload).fill('Rathlin');
    const first = await upload.makeAlbum();
    await add(upload, FILES[1]);
    await stays(upload);
    assert.equal(await title(upload).inputValue(), 'Rathlin');
    await title(upload).fill('Rathlin, two days');
    const second = await upload.makeAlbum();
    assert.deepEqual([(await contents(first)).title, (await contents(second)).title], ['Rathlin', 'Rathlin, two days']);
  });

  it('and where none of them stays, the album is what it was, and called so', async () => {
    const upload = await open();
    await upload.give(FILES[0]);
    await asks(upload);
    await title(upload).fill('Rathlin');
    const first = await upload.makeAlbum();
    await add(upload, FILES[1]);
    await asks(upload);
    await title(upload).fill('something else');
    await upload.album.getByRole('button', { name: 'Dismiss day-2.jpg' }).click();
    await upload.album.getByRole('button', { name: 'Let go' }).click();
    assert.equal(await upload.linkToAlbum(), first);
    await add(upload, FILES[2]);
    await asks(upload);
    assert.equal(await title(upload).inputValue(), 'Rathlin');
  });

  it('a page that is left before asks first, and its pictures are in “My pictures”', async () => {
    const upload = await open();
    await upload.give(FILES[0]);
    await asks(upload);
    // A browser asks only on pages that somebody has touched.
    await title(upload).click();
    const asked = new Promise((resolve) => upload.page.once('dialog', async (dialog) => (await dialog.accept(), resolve(dialog.type()))));
    await upload.page.reload();
    assert.equal(await asked, 'beforeunload');
    assert.equal(await link(upload).count(), 0);
    await upload.page.getByRole('link', { name: 'My pictures' }).click();
    await upload.page.getByRole('list', { name: 'My pictures' }).getByRole('listitem').waitFor();
  });
});
