import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setAlbumStage } from './album-stage.js';
import { deletePicture } from './albums.js';
import { keptOf } from './kept.js';
import { photo } from './pictures.js';
import { UploadPage } from './upload-page.js';

const FILES = [1, 2, 3].map((seed) => ({ name: `day-${seed}.jpg`, bytes: photo({ seed }) }));
const BAD = { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('not a picture') };

describe('several pictures become one album', () => {
  let stage, read, contents, clear;
  before(async () => {
    ({ stage, read, contents, clear } = await setAlbumStage());
  });
  after(() => clear());

  const open = async (options, viewport) => {
    const upload = await new UploadPage(await stage.page({ viewport }), stage.server.origin).open();
    await upload.choose({ links: 'one album', ...options });
    return upload;
  };
  const press = (upload, name) => upload.album.getByRole('button', { name, exact: true }).click();
  const idsOn = (upload) =>
    upload.album.locator('.card .link').evaluateAll((all) => all.map(({ href }) => new URL(href).pathname.slice(3)));
  const stateOf = async (link) => (await fetch(new URL(link))).status;

  it('in the order of the list', async () => {
    const upload = await open();
    await upload.give(...FILES);
    const album = await contents(await upload.makeAlbum());
    assert.equal(album.ids.length, 3);
    assert.deepEqual(album.ids, await idsOn(upload));
    await upload.page.getByRole('heading', { name: 'Your link is ready.' }).waitFor();
  });

  it('in an order, with captions and a title, that were given before', async () => {
    // As tall as lets a card be dragged to another without a scroll between.
    const upload = await open({ start: 'after a look' }, { width: 1000, height: 1300 });
    await upload.give(...FILES);
    const earlier = upload.album.getByRole('button', { name: 'Move day-3.jpg earlier' });
    await earlier.click();
    await earlier.press('Enter');
    assert.equal(await earlier.evaluate((button) => button === document.activeElement && button.ariaDisabled), 'true', 'at the end it keeps its place');
    await upload.album.getByRole('listitem').nth(1).locator('.preview').dragTo(upload.album.getByRole('listitem').nth(2), { targetPosition: { x: 30, y: 100 } });
    await upload.album.getByRole('listitem').nth(0).getByLabel('Description').fill('the third day');
    await upload.album.getByLabel('Title').fill('Rathlin');
    await press(upload, 'Send all and make the album');
    const link = await upload.linkToAlbum();
    const album = await contents(link);
    assert.equal(album.title, 'Rathlin');
    assert.deepEqual(album.captions, ['the third day', null, null]);
    const names = await upload.album.locator('.card .preview').evaluateAll((all) => all.map(({ title }) => title));
    assert.deepEqual(names, ['day-3.jpg', 'day-2.jpg', 'day-1.jpg']);
    assert.deepEqual(album.ids, await idsOn(upload));
  });

  it('without what did not get through, when a person says so', async () => {
    const upload = await open();
    await upload.give(FILES[0], BAD, FILES[1]);
    await upload.album.getByText('1 picture did not get through.').waitFor();
    assert.equal(await upload.page.getByRole('link', { name: 'Link to the album' }).count(), 0);
    const again = upload.album.getByRole('button', { name: /^Try (it|them) again$/ });
    assert.equal(await again.count(), 0, 'what is no picture will be none the next time');
    await press(upload, 'Make it without');
    assert.equal((await contents(await upload.linkToAlbum())).ids.length, 2);
  });

  it('without a picture that was deleted meanwhile, when a person says so', async () => {
    const upload = await open();
    await upload.give(FILES[0], FILES[1], BAD);
    await upload.album.getByText('1 picture did not get through.').waitFor();
    const erased = upload.album.getByRole('listitem').first();
    const [id] = await idsOn(upload);
    await erased.getByRole('button', { name: 'Delete' }).click();
    await erased.getByRole('group').getByRole('button', { name: 'Delete' }).click();
    await erased.getByText('Deleted').waitFor();
    await press(upload, 'Make it without');
    const album = await contents(await upload.linkToAlbum());
    assert.equal(album.ids.length, 1);
    assert.ok(!album.ids.includes(id));
  });

  it('without a picture that is gone from the server, which is named, when a person says so', async () => {
    const upload = await open();
    await upload.give(...FILES);
    await upload.album.getByRole('button', { name: 'Make the album' }).waitFor({ timeout: 60_000 });
    const [, id] = await idsOn(upload);
    await deletePicture(stage.server, await keptOf(upload.page, id));
    await press(upload, 'Make the album');
    await upload.album.getByText('1 picture did not get through.').waitFor();
    const lost = upload.album.getByRole('listitem').nth(1);
    await lost.getByRole('heading', { name: 'The picture is already gone.' }).waitFor();
    assert.equal(await lost.getByText('day-2.jpg').count(), 1);
    await press(upload, 'Make it without');
    const { ids } = await contents(await upload.linkToAlbum());
    assert.deepEqual([ids.length, ids.includes(id)], [2, false]);
  });

  it('and with more pictures a new one with a new link, and the one before can go', async () => {
    const upload = await open();
    await upload.give(...FILES.slice(0, 2));
    const first = await upload.makeAlbum();
    await upload.album.getByLabel('Add pictures').setInputFiles({ name: FILES[2].name, mimeType: 'image/jpeg', buffer: FILES[2].bytes });
    const second = await upload.makeAlbum();
    await upload.album.getByText('This is a new album with a new link.').waitFor();
    assert.notEqual(second, first);
    assert.equal((await contents(second)).ids.length, 3);
    assert.equal((await contents(first)).ids.length, 2);
    await press(upload, 'Delete the one before');
    await upload.album.getByText('This is a new album').waitFor({ state: 'detached' });
    assert.deepEqual([await stateOf(first), await stateOf(second)], [410, 200]);
  });

  it('which is deleted with its pictures or without', async () => {
    const upload = await open();
    await upload.give(...FILES.slice(0, 2));
    const link = await upload.makeAlbum();
    const ids = await idsOn(upload);
    await upload.album.locator('.album-head').getByRole('button', { name: 'Delete', exact: true }).click();
    await press(upload, 'Album and pictures');
    await upload.album.locator('[data-state=deleted]').nth(1).waitFor();
    for (const id of ids) assert.equal(await stateOf(`${stage.server.origin}/i/${id}`), 410);
    assert.equal(await stateOf(link), 410);
  });

  it('with a password, which opens all of it', async () => {
    const upload = await open({ password: 'rowan' });
    await upload.give(...FILES.slice(0, 2));
    const link = await upload.makeAlbum();
    const seen = await read(link, async (link) => {
      const { viewAlbum, viewItem } = await import('pellicle');
      const refused = await viewAlbum(link).catch(({ code }) => code);
      const { items } = await viewAlbum(link, { password: 'rowan' });
      return [refused, (await viewItem(items[0])).type];
    });
    assert.deepEqual(seen, ['password-needed', 'image/jpeg']);
  });
});
