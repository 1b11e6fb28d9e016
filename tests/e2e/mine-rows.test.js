import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deletePicture } from './albums.js';
import { forgetStored, shareToList, storedIn } from './kept.js';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';

const FILES = [1, 2, 3].map((seed) => ({ name: `day-${seed}.jpg`, bytes: photo({ seed }) }));

describe('a row of “My pictures” says what it is', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const rows = (page) => page.getByRole('list', { name: 'My pictures' }).getByRole('listitem');
  const goTo = (page) => page.getByRole('link', { name: 'My pictures' }).click();
  const reopen = async (page) => {
    await page.getByRole('navigation').getByRole('link', { name: 'Share pictures' }).press('Enter');
    await goTo(page);
  };
  /** The small picture that stands for it, where there is one. */
  const cover = (row) => row.locator('.thumb :is(img, canvas)');

  it('how often it can still be seen, without a tap and without spending a view', async () => {
    const { page, links } = await shareToList(stage, FILES.slice(0, 2), { views: '5 times' });
    const before = stage.proxy.records.length;
    await goTo(page);
    await page.getByText('can be seen 5 more times').nth(1).waitFor();
    const asked = stage.proxy.records.slice(before).filter(({ url }) => url.includes('/b/'));
    assert.equal(asked.filter(({ status }) => status === 428).length, 2);
    assert.ok(asked.every(({ headers }) => !headers.some(([name]) => name.toLowerCase() === 'pellicle-view')), 'no request says that a view may be spent');
    await reopen(page);
    await page.getByText('can be seen 5 more times').nth(1).waitFor();
    assert.equal(links.length, 2);
  });

  it('nothing is asked about what has no limit, or a password', async () => {
    const { page } = await shareToList(stage, FILES.slice(0, 1));
    const before = stage.proxy.records.length;
    await goTo(page);
    await rows(page).first().waitFor();
    await page.waitForTimeout(500);
    const locked = await shareToList(stage, FILES.slice(0, 1), { views: '5 times', password: 'rowan' });
    const then = stage.proxy.records.length;
    await goTo(locked.page);
    await rows(locked.page).getByText('can be seen 5 times').waitFor();
    await locked.page.waitForTimeout(500);
    const asks = stage.proxy.records.slice(before).filter(({ method, url }) => method === 'GET' && url.includes('/b/'));
    assert.deepEqual(asks.map(({ url }) => url), []);
    assert.ok(then >= before);
  });

  it('that it is gone, and leaves when a person says so', async () => {
    const { page } = await shareToList(stage, FILES.slice(0, 2), { views: '5 times' });
    const [one] = await storedIn(page);
    await deletePicture(stage.server, one);
    await goTo(page);
    await page.getByText('gone from the server').waitFor();
    assert.equal(await rows(page).count(), 2, 'the list does not move by itself');
    await page.getByRole('button', { name: 'take it off the list' }).press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.kept').length === 1);
    assert.equal((await storedIn(page)).length, 1);
    await page.waitForFunction(() => document.activeElement.matches('.kept input'));
  });

  it('that it can be asked again, where nobody could say', async (t) => {
    const { page } = await shareToList(stage, FILES.slice(0, 1), { views: '5 times' });
    await goTo(page);
    await page.getByText('can be seen 5 more times').waitFor();
    t.after(() => (stage.proxy.down = false));
    stage.proxy.down = true;
    await reopen(page);
    const ask = page.getByRole('button', { name: 'how often still?' });
    await ask.waitFor({ timeout: 40_000 });
    assert.ok(await rows(page).getByText('can be seen 5 times').isVisible());
    stage.proxy.down = false;
    await ask.press('Enter');
    await rows(page).getByText('can be seen 5 more times').waitFor();
    await page.getByRole('log').getByText('can be seen 5 more times').waitFor({ state: 'attached' });
  });

  it('an album, by its first picture', async () => {
    const { page } = await shareToList(stage, FILES);
    await goTo(page);
    await page.getByLabel('Select all').check();
    await page.getByRole('button', { name: 'Make an album' }).click();
    await page.getByRole('button', { name: 'Make the album' }).click();
    await page.getByRole('link', { name: 'Link to the album' }).waitFor();
    const album = rows(page).first();
    await cover(album).waitFor();
    assert.equal(await album.locator('.mark').textContent(), '3');
    const { items } = (await storedIn(page)).find(({ kind }) => kind === 'album');
    await forgetStored(page, items[0]);
    await reopen(page);
    await cover(album).waitFor();
    for (const id of items.slice(1)) await forgetStored(page, id);
    await reopen(page);
    await album.getByText('3 pictures').waitFor();
    assert.equal(await cover(album).count(), 0, 'nothing is kept twice for it');
  });

  it('of an album with a password nothing is shown', async () => {
    const page = await stage.page();
    const upload = await new UploadPage(page, stage.server.origin).open();
    await upload.choose({ links: 'one album', password: 'rowan', views: '5 times' });
    await upload.give(FILES[0]);
    await upload.makeAlbum();
    await goTo(page);
    await rows(page).nth(1).waitFor();
    assert.equal(await cover(rows(page).first()).count(), 0);
  });

  it('by a name that no other row has', async () => {
    const { page } = await shareToList(stage, FILES);
    await goTo(page);
    await rows(page).nth(2).waitFor();
    const names = await rows(page).getByRole('heading').allTextContents();
    assert.equal(new Set(names).size, 3, names.join(', '));
    assert.ok(names.every((name) => /^Picture, /.test(name)), names.join(', '));
    const boxes = await page.getByRole('checkbox', { name: /^Select Picture, / }).evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel));
    assert.equal(new Set(boxes).size, 3);
  });
});
