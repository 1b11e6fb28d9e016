import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AlbumPage } from './album-page.js';
import { deletePicture, shareAlbum } from './albums.js';
import { MOVING, photo } from './pictures.js';
import { header } from './proxy.js';
import { setStage } from './stage.js';
import { ViewerPage } from './viewer-page.js';

const TITLE = 'Rathlin in the rain';
const picture = (seed, options, caption) => ({ bytes: photo({ width: 320, height: 240, seed, orientation: 1 }), options, caption });

describe('the page of an album', () => {
  let stage, link, pictures;
  before(async () => {
    stage = await setStage();
    ({ link, pictures } = await shareAlbum(
      stage,
      [
        picture(1, { alt: 'a gate in the rain' }, 'the gate of the old lighthouse'),
        picture(2, { password: 'correct horse' }),
        picture(3, { views: 1 }),
        picture(4, {}),
      ],
      { title: TITLE, expiresIn: '10d' },
    ));
    await deletePicture(stage.server, pictures[3]);
  });
  after(() => stage.clear());

  const spent = () => stage.proxy.records.filter((record) => header(record, 'pellicle-view'));

  it('shows title, count, expiry, and the pictures in order with their captions', async () => {
    stage.proxy.records.length = 0;
    const album = await new AlbumPage(await stage.page()).open(link);
    await album.page.getByRole('heading', { name: TITLE }).waitFor();
    const asked = stage.proxy.records.map(({ url }) => new URL(url).pathname).filter((path) => path.includes(new URL(link).pathname.slice(3)));
    assert.deepEqual(asked.map((path) => path.replace(/\w{16}/, 'ID')), ['/i/ID', '/b/ID/header', '/b/ID'], 'what it is was not asked twice');
    await album.page.getByText('4 pictures', { exact: true }).waitFor();
    await album.page.getByText(/^expires \w+ \d/).waitFor();
    await album.seen(1, 2);
    assert.equal(await album.opener(1).textContent(), 'Picture 1 of 4: a gate in the rain');
    assert.match(await album.tile(1).textContent(), /the gate of the old lighthouse$/);
    assert.equal(await album.tiles.count(), 4);
    assert.doesNotMatch(await album.page.title(), /Rathlin/, 'the history of a browser may be sent to its makers');
  });

  it('says of each picture that does not come why, and uses up no view', async () => {
    const album = await new AlbumPage(await stage.page()).open(link);
    await album.tile(3).getByText('Can be seen once. Look at it?').waitFor();
    await album.tile(4).getByText('This picture is gone.').waitFor();
    assert.equal(await album.tile(4).getByRole('button', { name: 'Try again' }).count(), 0);
    assert.deepEqual(spent(), []);
  });

  it('offers to try again what may come later, and does so by itself when the connection is back', async () => {
    const page = await stage.page();
    const [first, second] = pictures.map((picture) => `**/b/${new URL(picture.link).pathname.slice(3)}`);
    for (const address of [first, second]) await page.route(address, (route) => route.abort());
    const album = await new AlbumPage(page).open(link);
    for (const number of [1, 2]) await album.tile(number).getByText('The server can’t be reached.').waitFor({ timeout: 60_000 });
    await page.unroute(second);
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await album.seen(2);
    await album.tile(1).getByText('The server can’t be reached.').waitFor({ timeout: 60_000 });
    await page.unroute(first);
    await album.tile(1).getByRole('button', { name: 'Try again' }).click();
    await album.seen(1);
    assert.equal(await album.opener(1).evaluate((element) => element === document.activeElement), true);
  });

  it('asks before it uses up a view, and then keeps the picture', async () => {
    const album = await new AlbumPage(await stage.page()).open(link);
    await album.opener(3).click();
    await album.page.getByRole('heading', { name: 'This picture can be seen once. Look at it now?' }).waitFor();
    assert.deepEqual(spent(), []);
    await album.button('Look at it now').click();
    await album.picture();
    await album.page.getByText('this was the last look').waitFor();
    assert.equal(new Set(spent().map((record) => header(record, 'pellicle-view'))).size, 1);
    await album.button('Album').click();
    await album.seen(3);
    await album.opener(3).click();
    await album.picture();
    assert.equal(new Set(spent().map((record) => header(record, 'pellicle-view'))).size, 1);
    const other = await new AlbumPage(await stage.page()).open(link);
    await other.tile(3).getByText('This picture is gone.').waitFor();
  });
});

describe('the page of a long album', () => {
  const COUNT = 300;
  let stage, link, id;
  before(async () => {
    stage = await setStage();
    const shared = await shareAlbum(stage, [{ ...picture(9), times: COUNT }]);
    link = shared.link;
    id = new URL(shared.pictures[0].link).pathname.slice(3);
  });
  after(() => stage.clear());

  it('fetches what is in sight and near, a few at a time, and holds no picture that is far away', async () => {
    const page = await stage.page({ viewport: { width: 800, height: 600 } });
    await page.addInitScript(() => {
      globalThis.held = 0;
      const { createObjectURL, revokeObjectURL } = URL;
      URL.createObjectURL = (blob) => (globalThis.held++, createObjectURL.call(URL, blob));
      URL.revokeObjectURL = (url) => (globalThis.held--, revokeObjectURL.call(URL, url));
    });
    let running = 0;
    let most = 0;
    let asked = 0;
    await page.route(`**/b/${id}`, async (route) => {
      asked++;
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 30));
      await route.continue();
      running--;
    });
    const album = await new AlbumPage(page).open(link);
    await album.seen(1, 2, 3);
    await page.waitForTimeout(2000);
    const first = asked;
    assert.ok(first < COUNT / 4, `${first} of ${COUNT} pictures were fetched before anybody scrolled`);
    assert.ok(most <= 3, `${most} at once`);
    for (let at = 10; at <= COUNT; at += 10) {
      await album.tile(at).scrollIntoViewIfNeeded();
      await page.waitForTimeout(30);
    }
    await album.seen(COUNT);
    // Four screens of four in a row are about sixty.
    await page.waitForFunction(() => {
      const images = document.querySelectorAll('.grid img').length;
      return images < 80 && globalThis.held === images;
    });
    assert.equal(await album.tile(1).locator('img').count(), 0);
    // What was fetched a moment ago is still there, once what is near has come.
    for (let seen = -1; seen !== asked; await page.waitForTimeout(700)) seen = asked;
    const before = asked;
    await album.tile(1).scrollIntoViewIfNeeded();
    await album.seen(1);
    assert.equal(asked, before);
  });
});

describe('an album that asks for something first', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  it('asks for its password and before its one view, and is opened by that one', async () => {
    const { link } = await shareAlbum(stage, [picture(5), picture(6)], { password: 'tide', views: 1 });
    const viewer = await new ViewerPage(await stage.page()).open(link);
    await viewer.enter('tide');
    await viewer.control('Look at it now').click();
    const album = new AlbumPage(viewer.page);
    await album.seen(1, 2);
    await viewer.page.getByRole('heading', { name: 'An album' }).waitFor();
    await viewer.page.getByText('this album opens again only in this tab').waitFor();
  });
});

describe('an album of large pictures', () => {
  let stage, link, pictures;
  before(async () => {
    stage = await setStage();
    const large = (seed) => ({ bytes: photo({ width: 1600, height: 1200, seed, orientation: 1 }), options: {} });
    ({ link, pictures } = await shareAlbum(stage, [large(1), large(2), large(3)]));
  });
  after(() => stage.clear());

  const ids = () => pictures.map((picture) => new URL(picture.link).pathname.slice(3));
  const asked = () => stage.proxy.records.filter(({ method, url }) => method === 'GET' && ids().some((id) => url.endsWith(`/b/${id}`)));

  it('is shown by previews of 16,520 bytes each, and a picture comes whole when somebody looks at it', async () => {
    const before = asked().length;
    const album = await new AlbumPage(await stage.page()).open(link);
    await album.seen(1, 2, 3);
    const ranges = asked().slice(before).map((record) => header(record, 'range'));
    assert.deepEqual(ranges, Array(3).fill('bytes=0-16519'));
    const widths = await album.tiles.locator('img').evaluateAll((images) => images.map(({ naturalWidth }) => naturalWidth));
    assert.deepEqual(widths, [320, 320, 320]);

    await album.opener(2).click();
    const image = await album.picture();
    assert.equal(await image.evaluate(({ naturalWidth }) => naturalWidth), 1600);
  });

  it('holds a picture still that moves, until somebody looks at it', async () => {
    const { link } = await shareAlbum(stage, [{ bytes: MOVING }, { bytes: photo({ seed: 6 }) }]);
    const album = await new AlbumPage(await stage.page()).open(link);
    await album.tile(1).locator('canvas').waitFor();
    assert.deepEqual([await album.tile(1).locator('img').count(), await album.tile(2).locator('canvas').count()], [0, 0]);
    await album.opener(1).click();
    assert.equal(await (await album.picture()).evaluate(({ naturalWidth }) => naturalWidth), 1);

    // There it moves, and can be held still: by a button, by a key, and from the start for whoever asks for less motion.
    const { page } = album;
    const frame = page.locator('.print canvas');
    assert.equal(await frame.count(), 0);
    await page.getByRole('button', { name: 'Hold still' }).click();
    assert.equal(await frame.count(), 1);
    assert.equal(await page.locator('.print img').evaluate((image) => getComputedStyle(image).opacity), '0');
    await page.keyboard.press('m');
    await page.getByRole('button', { name: 'Hold still' }).waitFor();
    assert.equal(await frame.count(), 0);
    await page.keyboard.press('ArrowRight');
    await album.at(2, 2);
    await page.getByRole('button', { name: 'Download' }).or(page.getByRole('link', { name: 'Download' })).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Hold still' }).count(), 0, 'what does not move has nothing to hold');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('button', { name: 'Let it move' }).waitFor();
    assert.equal(await frame.count(), 1);
  });

  it('shows the preview in the place of a picture that is still on its way', async () => {
    const page = await stage.page();
    let letIn;
    const wanted = new Promise((resolve) => (letIn = resolve));
    await page.route(`**/b/${new URL(pictures[0].link).pathname.slice(3)}`, async (route) => {
      if (!route.request().headers().range) await wanted;
      await route.continue();
    });
    const album = await new AlbumPage(page).open(link);
    await album.seen(1);
    await album.opener(1).click();
    const preview = page.locator('.waiting-mat img');
    await preview.waitFor();
    assert.equal(await preview.evaluate(({ naturalWidth }) => naturalWidth), 320);
    letIn();
    await album.picture();
    assert.equal(await preview.count(), 0);
  });
});
