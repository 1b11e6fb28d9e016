import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setAlbumStage } from './album-stage.js';
import { deletePicture } from './albums.js';
import { changeStored, shareToList, storedIn } from './kept.js';
import { photo } from './pictures.js';

const FILES = [1, 2, 3].map((seed) => ({ name: `day-${seed}.jpg`, bytes: photo({ seed }) }));
const HOUR = 3_600_000;

describe('an album of what is selected in “My pictures”', () => {
  let stage, contents, clear;
  before(async () => {
    ({ stage, contents, clear } = await setAlbumStage());
  });
  after(() => clear());

  const bar = (page) => page.getByRole('group', { name: 'What is selected' });
  const press = (page, name) => bar(page).getByRole('button', { name, exact: true }).press('Enter');
  const form = (page) => page.getByRole('form', { name: 'Make an album' });
  const rows = (page) => page.getByRole('list', { name: 'My pictures' }).getByRole('listitem');
  const link = async (page) => page.getByRole('link', { name: 'Link to the album' }).getAttribute('href');
  const focused = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.localName);
  /** The list with everything selected, its oldest picture first in `ids`, and the form of an album open. */
  async function open(change) {
    const { page } = await shareToList(stage, FILES);
    const kept = (await storedIn(page)).sort((a, b) => a.created - b.created);
    // Shared within one moment, they are given an order that can be told.
    await changeStored(page, Object.fromEntries(kept.map(({ id }, i) => [id, { created: Date.now() - (3 - i) * 60_000, ...change?.(i) }])));
    await page.getByRole('link', { name: 'My pictures' }).click();
    await page.getByLabel('Select all').check();
    await press(page, 'Make an album');
    return { page, kept, ids: kept.map(({ id }) => id) };
  }

  it('has a title, begins with the oldest, and goes with the first of its pictures', async () => {
    const soon = Date.now() + 5 * HOUR;
    const { page, ids } = await open((i) => (i === 1 ? { expires: soon } : {}));
    assert.equal(await focused(page), 'input', 'whoever opened it goes on from its title');
    await form(page).getByText('It goes as soon as the first of its pictures goes.').waitFor();
    await page.keyboard.type('Rathlin');
    await page.keyboard.press('Enter');
    const album = await contents(await link(page));
    assert.equal(album.title, 'Rathlin');
    assert.deepEqual(album.ids, ids);
    assert.ok(album.expires <= soon + 30_000 && album.expires > soon - 60_000, new Date(album.expires).toISOString());
    assert.equal(await focused(page), 'Copy link', 'whoever made it goes on from its link');
    assert.equal(await form(page).count(), 0);
    await page.getByRole('status').getByText('Your album of 3 pictures').waitFor();
    await rows(page).first().getByRole('link', { name: 'Rathlin' }).waitFor();
  });

  it('is turned round, and kept for longer with those of its pictures that would go before it', async () => {
    const far = Date.now() + 20 * 24 * HOUR;
    const { page, ids, kept } = await open((i) => ({ expires: i === 2 ? far : Date.now() + HOUR }));
    await form(page).getByLabel('Order').selectOption('newest first');
    await form(page).getByLabel('Kept').selectOption('7 days from now');
    await form(page).getByText('2 pictures that would go sooner are kept as long.').waitFor();
    await press(page, 'Make the album');
    const album = await contents(await link(page));
    assert.deepEqual(album.ids, [...ids].reverse());
    const week = Date.now() + 7 * 24 * HOUR;
    const near = (instant) => Math.abs(instant - week) < 120_000;
    assert.ok(near(album.expires));
    const now = await storedIn(page);
    assert.deepEqual(ids.map((id) => near(now.find((one) => one.id === id).expires)), [true, true, false], 'what is kept longer anyway stays so');
    const lengthened = stage.proxy.records.filter(({ method, url }) => method === 'PATCH' && url.includes('/b/') && ids.some((id) => url.endsWith(id)));
    assert.equal(lengthened.length, 2, 'and the server was told');
    assert.equal(kept.length, 3);
  });

  it('is let go by Escape or by a button, and leaves the focus where it was', async () => {
    const { page } = await open();
    await page.keyboard.press('Escape');
    assert.equal(await form(page).count(), 0);
    assert.equal(await focused(page), 'Make an album');
    await page.keyboard.press('Enter');
    await form(page).getByRole('button', { name: 'Cancel' }).press('Enter');
    assert.equal(await focused(page), 'Make an album');
    assert.equal((await storedIn(page)).length, 3);
  });

  it('keeps what was typed while the selection changes, and after a making that was cancelled', async () => {
    const { page } = await open();
    await page.keyboard.type('Rathlin');
    await rows(page).first().getByRole('checkbox').uncheck();
    await bar(page).getByText('2 selected').waitFor();
    assert.equal(await form(page).getByLabel('Title').inputValue(), 'Rathlin');
    stage.proxy.silentTo = 'PATCH';
    await press(page, 'Make the album');
    await bar(page).getByRole('progressbar').waitFor();
    await press(page, 'Cancel');
    stage.proxy.silentTo = undefined;
    await bar(page).getByText('Cancelled').waitFor();
    assert.equal(await form(page).getByLabel('Title').inputValue(), 'Rathlin');
    await press(page, 'Make the album');
    const album = await contents(await link(page));
    assert.deepEqual([album.title, album.ids.length], ['Rathlin', 2]);
  });

  it('is made without a picture that is gone from the server, when a person says so', async () => {
    const { page, ids, kept } = await open();
    await deletePicture(stage.server, kept[1]);
    await page.keyboard.type('Rathlin');
    await press(page, 'Make the album');
    await bar(page).getByText('One of them is gone from the server.').waitFor();
    await bar(page).getByText('2 selected').waitFor();
    assert.equal(await rows(page).count(), 2);
    await press(page, 'Make the album');
    const album = await contents(await link(page));
    assert.deepEqual([album.title, album.ids], ['Rathlin', [ids[0], ids[2]]]);
  });

  it('is not offered without its only picture, and that it is gone is said once', async () => {
    const { page } = await shareToList(stage, FILES.slice(0, 1));
    await deletePicture(stage.server, (await storedIn(page))[0]);
    await page.getByRole('link', { name: 'My pictures' }).click();
    await rows(page).getByRole('checkbox').check();
    await press(page, 'Make an album');
    await press(page, 'Make the album');
    await page.getByRole('status').getByText('It is gone from the server, and now from this list.').waitFor();
    await rows(page).waitFor({ state: 'detached' });
    assert.equal(await form(page).count(), 0);
    assert.equal(await page.getByText('gone from the server').count(), 1);
  });
});
