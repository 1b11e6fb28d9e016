import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setAlbumStage } from './album-stage.js';
import { photo } from './pictures.js';
import { UploadPage } from './upload-page.js';

const FILES = [1, 2, 3].map((seed) => ({ name: `late-${seed}.jpg`, bytes: photo({ seed: seed + 40 }) }));

describe('pictures that come late to an album', () => {
  let stage, contents, clear;
  before(async () => {
    ({ stage, contents, clear } = await setAlbumStage());
  });
  after(() => clear());

  const open = async (options) => {
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    await upload.choose(options);
    return upload;
  };
  const button = (place, name) => place.getByRole('button', { name, exact: true });
  const card = (upload, name) => upload.page.getByRole('listitem').filter({ hasText: name });
  const count = async (link) => (await contents(link)).ids.length;

  it('one that is tried again after the others became an album makes another with it', async () => {
    const upload = await open({ links: 'one album', start: 'after a look' });
    await upload.give(FILES[0], FILES[1]);
    await button(card(upload, 'late-1.jpg'), 'Seal and send').click();
    await card(upload, 'late-1.jpg').getByText('Sealed and sent').waitFor({ timeout: 60_000 });
    stage.proxy.silentTo = 'PATCH';
    await button(card(upload, 'late-2.jpg'), 'Seal and send').click();
    await upload.page.getByText('Sending…').first().waitFor();
    await button(card(upload, 'late-2.jpg'), 'Cancel').click();
    stage.proxy.silentTo = undefined;
    await button(upload.album, 'Make it without').click();
    const first = await upload.linkToAlbum();
    assert.equal(await count(first), 1);

    await button(card(upload, 'late-2.jpg'), 'Try again').click();
    await button(upload.album, 'Make the album').click({ timeout: 60_000 });
    await upload.album.getByRole('heading', { name: 'Your album of 2 pictures' }).waitFor({ timeout: 60_000 });
    const second = await upload.linkToAlbum();
    assert.notEqual(second, first);
    assert.equal(await count(second), 2);
  });

  it('those under another password get an album of their own', async () => {
    const upload = await open({ links: 'one album' });
    await upload.give(FILES[0]);
    await upload.choose({ password: 'tide' });
    await upload.give(FILES[1]);
    await card(upload, 'late-2.jpg').waitFor();
    assert.equal(await upload.page.locator('.album').count(), 2);
  });

  it('those that are added wait for a look where that was chosen', async () => {
    const upload = await open({ links: 'one album', start: 'after a look' });
    await upload.give(FILES[0]);
    await button(upload.album, 'Send all and make the album').click();
    await upload.linkToAlbum();
    const { name, bytes } = FILES[1];
    await upload.album.getByLabel('Add pictures').setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes });
    await button(card(upload, 'late-2.jpg'), 'Seal and send').waitFor();
  });

  it('a link that was not among those that were copied is not given away without asking', async () => {
    const upload = await open({ start: 'after a look' });
    await upload.give(...FILES);
    for (const name of ['late-1.jpg', 'late-2.jpg']) {
      await button(card(upload, name), 'Seal and send').click();
      await card(upload, name).getByText('Sealed and sent').waitFor({ timeout: 60_000 });
    }
    await button(upload.page, 'Copy all links').click();
    await button(card(upload, 'late-3.jpg'), 'Seal and send').click();
    await card(upload, 'late-3.jpg').getByText('Sealed and sent').waitFor({ timeout: 60_000 });
    await button(card(upload, 'late-1.jpg'), 'Dismiss late-1.jpg').click();
    await card(upload, 'late-1.jpg').waitFor({ state: 'detached' });
    await button(card(upload, 'late-3.jpg'), 'Dismiss late-3.jpg').click();
    await card(upload, 'late-3.jpg').getByText('Its link was not copied. Let go of it?').waitFor();
  });
});
