import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AlbumPage } from './album-page.js';
import { shareAlbum } from './albums.js';
import { photo } from './pictures.js';
import { bytesOf, header } from './proxy.js';
import { secretsOf } from './secrets.js';
import { setStage } from './stage.js';
import { needlesOf, search } from './wiretap.js';

const COUNT = 4;
const picture = (seed, options, caption) => ({ bytes: photo({ width: 900, height: 600, seed, orientation: 1 }), options, caption });

describe('one picture of an album, as large as the window', () => {
  let stage, link;
  before(async () => {
    stage = await setStage();
    ({ link } = await shareAlbum(
      stage,
      [picture(1, { alt: 'a gate' }, 'the gate'), picture(2, { name: 'boat.png' }), picture(3), picture(4, { views: 1 })],
      { title: 'Rathlin: in the rain' },
    ));
  });
  after(() => stage.clear());

  const open = async (number, options) => {
    const album = await new AlbumPage(await stage.page(options)).open(link);
    await album.seen(1, 2, 3);
    await album.opener(number).focus();
    await album.page.keyboard.press('Enter');
    await album.picture();
    await album.at(number, COUNT);
    return album;
  };
  const focused = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.className);
  const isOpen = ({ page }) => page.locator('.one').isVisible();

  it('is turned by keys, and closes with the focus where it came from', async () => {
    const album = await open(1);
    const { keyboard } = album.page;
    assert.equal(await focused(album.page), 'stage');
    assert.equal(await (await album.picture()).getAttribute('alt'), 'a gate');
    await album.page.getByRole('contentinfo').getByText('the gate').waitFor();
    await keyboard.press('ArrowRight');
    await album.at(2, COUNT);
    await keyboard.press('PageDown');
    await album.at(3, COUNT);
    await keyboard.press('Home');
    await album.at(1, COUNT);
    await album.page.getByRole('log').getByText('Picture 1 of 4: a gate').last().waitFor({ state: 'attached' });
    await keyboard.press('ArrowLeft');
    await album.at(1, COUNT);
    await keyboard.press('End');
    await album.at(4, COUNT);
    await album.page.getByRole('heading', { name: 'This picture can be seen once.' }).waitFor();
    await keyboard.press('ArrowLeft');
    await album.at(3, COUNT);
    await album.picture();
    await keyboard.press('Escape');
    await album.opener(3).waitFor();
    assert.match(await focused(album.page), /^Picture 3 of 4/);
    assert.equal(await isOpen(album), false);
    assert.equal(album.page.url(), link);
  });

  it('is turned the other way where one reads from right to left', async () => {
    const album = await open(2);
    await album.page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await album.page.keyboard.press('ArrowLeft');
    await album.at(3, COUNT);
  });

  it('is closed by the browser’s way back, and stays open when the page is loaded anew', async () => {
    const album = await open(2);
    await album.page.keyboard.press('ArrowRight');
    await album.at(3, COUNT);
    assert.equal(album.page.url(), link);
    await album.page.reload();
    await album.picture();
    await album.at(3, COUNT);
    await album.page.goBack();
    await album.opener(3).waitFor();
    assert.equal(await isOpen(album), false);
    await album.page.goForward();
    await album.at(3, COUNT);
    assert.equal(album.page.url(), link);
  });

  it('comes nearer by the wheel and by keys, and is then moved by the arrows', async () => {
    const album = await open(2, { viewport: { width: 700, height: 600 } });
    const scale = () => album.page.getByRole('button', { name: /fit to the window/ }).textContent();
    const before = parseInt(await scale(), 10);
    await album.page.locator('.stage').hover();
    await album.page.mouse.wheel(0, -600);
    await album.page.waitForFunction((least) => parseInt(document.querySelector('.zoom button:nth-child(2)').textContent, 10) > least, before);
    await album.page.keyboard.press('ArrowRight');
    await album.at(2, COUNT);
    assert.notEqual(await album.page.locator('.print').evaluate((print) => print.style.getPropertyValue('--x')), '0px');
    await album.page.keyboard.press('Escape');
    assert.equal(parseInt(await scale(), 10), before);
    assert.equal(await isOpen(album), true);
    await album.page.keyboard.press('Escape');
    await album.opener(2).waitFor();
    assert.equal(await isOpen(album), false);
  });

  it('is turned by a swipe, and comes nearer under two fingers', async () => {
    const album = await open(2, { hasTouch: true, viewport: { width: 390, height: 800 } });
    const wire = await album.page.context().newCDPSession(album.page);
    const touch = (type, ...points) =>
      wire.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    const swipe = async (from, to) => {
      await touch('touchStart', [from, 350]);
      for (let step = 1; step <= 5; step++) await touch('touchMove', [from + ((to - from) * step) / 5, 352]);
      await touch('touchEnd');
    };
    await swipe(300, 60);
    await album.at(3, COUNT);
    await album.picture();
    await swipe(60, 300);
    await album.at(2, COUNT);
    await album.picture();
    // Not far, and at rest before it is let go: the picture slides back.
    await touch('touchStart', [200, 350]);
    for (const x of [195, 190, 182]) await touch('touchMove', [x, 350]);
    await album.page.waitForTimeout(200);
    await touch('touchEnd');
    await album.at(2, COUNT);
    assert.equal(await album.page.locator('.print').evaluate((print) => print.style.getPropertyValue('--x')), '0px');
    await touch('touchStart', [180, 350], [220, 350]);
    for (const by of [30, 60, 100]) await touch('touchMove', [180 - by, 350], [220 + by, 350]);
    await touch('touchEnd');
    await album.page.locator('.stage[data-near]').waitFor();
    await album.at(2, COUNT);
  });

  it('is saved under its own name, or under the album’s with its number', async () => {
    const album = await open(1);
    const save = () => album.page.getByRole('link', { name: 'Download' }).click();
    const first = await album.download(save);
    assert.equal(first.name, 'Rathlin in the rain-01.jpg');
    assert.deepEqual([...first.bytes.subarray(0, 3)], [0xff, 0xd8, 0xff]);
    await album.page.keyboard.press('ArrowRight');
    await album.at(2, COUNT);
    await album.page.locator('.controls a[download="boat.jpg"]').waitFor();
    assert.equal((await album.download(save)).name, 'boat.jpg');
  });

  it('fetches its neighbours ahead, and uses up no view of theirs', async () => {
    const album = await open(2);
    const before = stage.proxy.records.length;
    await album.page.keyboard.press('ArrowRight');
    await album.at(3, COUNT);
    await album.page.waitForTimeout(1000);
    assert.deepEqual(stage.proxy.records.slice(before).filter((record) => header(record, 'pellicle-view')), []);
    await album.page.route('**/b/**', (route) => route.abort());
    await album.page.keyboard.press('ArrowLeft');
    await album.at(2, COUNT);
    await album.picture();
  });

  it('turns by itself, passes over what would use up a view, keeps the screen awake, and stops at any input', async () => {
    const page = await stage.page();
    await page.addInitScript(() => {
      globalThis.awake = 0;
      const request = async () => (globalThis.awake++, { release: async () => void globalThis.awake-- });
      Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    });
    await page.clock.install();
    const album = await new AlbumPage(page).open(link);
    await album.seen(1, 2, 3);
    await album.button('Slideshow').click();
    await album.at(1, COUNT);
    await album.button('Pause').waitFor();
    assert.equal(await page.evaluate(() => globalThis.awake), 1);
    for (const number of [2, 3, 1]) {
      await album.picture();
      await page.waitForTimeout(300);
      await page.clock.runFor(5100);
      await page.waitForTimeout(300);
      await page.clock.runFor(100);
      await album.at(number, COUNT);
    }
    await page.keyboard.press('Shift');
    await album.button('Slideshow').waitFor();
    assert.equal(await page.evaluate(() => globalThis.awake), 0);
    await album.picture();
    await page.clock.runFor(20_000);
    await album.at(1, COUNT);
    // The space bar starts it and stops it.
    await page.locator('.stage').focus();
    await page.keyboard.press(' ');
    await album.button('Pause').waitFor();
    await page.clock.runFor(100);
    await page.keyboard.press(' ');
    await album.button('Slideshow').waitFor();
    assert.deepEqual(stage.proxy.records.filter((record) => header(record, 'pellicle-view')), []);
  });

  it('leaves nothing of the key in any request', () => {
    const { s, k } = secretsOf(link);
    const places = stage.proxy.records.map((record) => ({ where: `${record.method} ${record.url}`, bytes: bytesOf(record) }));
    places.push({ where: 'the log', bytes: Buffer.from(stage.server.log) });
    assert.ok(places.length > 20);
    assert.deepEqual(search(places, needlesOf({ secrets: { s, k }, texts: { title: 'Rathlin: in the rain' } })), []);
  });
});
