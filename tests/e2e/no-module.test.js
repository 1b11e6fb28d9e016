import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AlbumPage } from './album-page.js';
import { shareAlbum } from './albums.js';
import { startBrowser } from './browser.js';
import { photo } from './pictures.js';
import { header } from './proxy.js';
import { setStage } from './stage.js';
import { ViewerPage } from './viewer-page.js';

const PASSWORD = 'correct horse';
const picture = (seed, options) => ({ bytes: photo({ width: 320, height: 240, seed, orientation: 1 }), options });

/** Shares what a browser that has everything can, so that others can be looked through. */
async function shareAll(server) {
  const browser = await startBrowser();
  try {
    const album = await shareAlbum(
      { server, browser },
      [picture(1, { alt: 'a gate' }), picture(2, { password: PASSWORD }), picture(3, { views: 1 })],
      { title: 'Rathlin' },
    );
    const locked = await shareAlbum({ server, browser }, [picture(6)], { password: PASSWORD });
    const plain = await shareAlbum({ server, browser }, [picture(4, {})]);
    const once = await shareAlbum({ server, browser }, [picture(5, { views: 1 })]);
    return { album, locked: locked.link, plain: plain.pictures[0].link, once: once.pictures[0].link };
  } finally {
    await browser.close();
  }
}

describe('the viewer in a browser without WebAssembly', () => {
  let stage, shared;
  before(async () => {
    stage = await setStage({ flags: ['--js-flags=--jitless'] });
    shared = await shareAll(stage.server);
  });
  after(() => stage.clear());

  const asked = (pattern) => stage.proxy.records.filter(({ url }) => pattern.test(url)).length;

  it('opens a picture, and loads nothing for passwords', async () => {
    const viewer = await new ViewerPage(await stage.page()).open(shared.plain);
    assert.equal(await viewer.page.evaluate(() => typeof WebAssembly), 'undefined');
    const { width, height } = await viewer.pixels();
    assert.deepEqual([width, height], [320, 240]);
    const { bytes } = await viewer.download();
    assert.deepEqual([...bytes.subarray(0, 3)], [0xff, 0xd8, 0xff]);
    assert.equal(asked(/\/argon2-/), 0);
  });

  it('asks before it uses up a view', async () => {
    const viewer = await new ViewerPage(await stage.page()).open(shared.once);
    await viewer.says('This picture can be seen once. Look at it now?');
    const spent = () => stage.proxy.records.filter((record) => header(record, 'pellicle-view')).length;
    assert.equal(spent(), 0);
    await viewer.control('Look at it now').click();
    await viewer.picture();
    await viewer.page.getByText('this was the last look').waitFor();
    assert.equal(spent(), 1);
  });

  it('opens an album, and its pictures without their passwords', async () => {
    stage.proxy.records.length = 0;
    const album = await new AlbumPage(await stage.page()).open(shared.album.link);
    await album.seen(1, 2);
    assert.equal(await album.opener(1).textContent(), 'Picture 1 of 3: a gate');
    await album.tile(3).getByText('Can be seen once.').waitFor();
    await album.page.getByRole('heading', { name: 'Rathlin' }).waitFor();
    await album.opener(2).click();
    await album.picture();
    await album.at(2, 3);
    assert.equal(asked(new RegExp(`/b/${new URL(shared.album.link).pathname.slice(3)}$`)), 1, 'nothing is asked twice');
  });

  it('repairs a damaged link', async () => {
    const viewer = await new ViewerPage(await stage.page()).open(shared.plain.slice(0, -5));
    await viewer.says('This link is damaged.');
    await viewer.page.getByLabel('Link, or what was missing').fill(shared.plain.slice(-5));
    await viewer.control('Open').click();
    await viewer.picture();
  });
});

describe('the viewer without WebAssembly, where there is a password', () => {
  let stage, shared;
  before(async () => {
    stage = await setStage();
    shared = await shareAll(stage.server);
  });
  after(() => stage.clear());

  // A browser that computes as quickly as ever: one without a compiler takes minutes for each password.
  const open = async (link) => {
    const page = await stage.page();
    await page.addInitScript(() => delete globalThis.WebAssembly);
    return new ViewerPage(page).open(link);
  };
  const asked = (pattern) => stage.proxy.records.filter(({ url }) => pattern.test(url)).length;

  it('opens a picture, says how it goes, and says when it was another password', async () => {
    const viewer = await open(shared.album.pictures[1].link);
    await viewer.enter('wrong horse');
    await viewer.says('Checking the password.');
    await viewer.says('That is not the password.');
    await viewer.enter(PASSWORD);
    await viewer.picture();
    assert.equal(asked(/\/argon2-/), 1);
    assert.equal(asked(/\.wasm$/), 0);
  });

  it('opens an album', async () => {
    const viewer = await open(shared.locked);
    await viewer.enter(PASSWORD);
    await new AlbumPage(viewer.page).seen(1);
  });
});

describe('the viewer where something lets no module through', () => {
  let stage, shared;
  before(async () => {
    stage = await setStage();
    shared = await shareAll(stage.server);
  });
  after(() => stage.clear());

  const open = async (link) => {
    const page = await stage.page();
    await page.route('**/*.wasm', (route) => route.fulfill({ status: 403 }));
    return new ViewerPage(page).open(link);
  };

  it('opens pictures all the same', async () => {
    await (await open(shared.plain)).picture();
  });

  it('opens those with a password too, by another Argon2id', async () => {
    const viewer = await open(shared.album.pictures[1].link);
    await viewer.enter(PASSWORD);
    await viewer.picture();
    assert.ok(stage.proxy.records.some(({ url }) => /\/argon2-/.test(url)));
  });
});

describe('the viewer where the module could come', () => {
  let stage, shared;
  before(async () => {
    stage = await setStage();
    shared = await shareAll(stage.server);
  });
  after(() => stage.clear());

  const asked = (pattern) => stage.proxy.records.filter(({ url }) => pattern.test(url)).length;
  const open = async (link) => {
    stage.proxy.records.length = 0;
    return new ViewerPage(await stage.page()).open(link);
  };

  it('shows pictures and albums without it', async () => {
    await (await open(shared.plain)).picture();
    assert.equal(asked(/\.wasm$|\/worker-/), 0);
    const viewer = await open(shared.album.link);
    await new AlbumPage(viewer.page).seen(1, 2);
    assert.equal(asked(/\.wasm$|\/worker-/), 0);
  });

  it('fetches it while a password is typed, and stretches that in it', async () => {
    const viewer = await open(shared.album.pictures[1].link);
    await viewer.says('This picture has a password.');
    while (asked(/pellicle_bg-.*\.wasm$/) === 0) await viewer.page.waitForTimeout(20);
    await viewer.enter(PASSWORD);
    await viewer.picture();
    assert.equal(asked(/\/argon2-/), 0);
  });

  it('says that the server is away where neither the picture nor the module comes', async () => {
    const page = await stage.page();
    await page.route(/\/b\/\w+$/, (route) => route.abort());
    await page.route('**/*.wasm', () => {});
    const viewer = await new ViewerPage(page).open(shared.plain);
    await viewer.says('The server can’t be reached.');
    await page.unroute(/\/b\/\w+$/);
    await viewer.control('Try again').click();
    await viewer.picture();
  });

  it('has it wait where the server asks for that', async () => {
    const page = await stage.page();
    let refused = 0;
    await page.route(/\/b\/\w+$/, (route) => (refused++ < 2 ? route.fulfill({ status: 429, headers: { 'Retry-After': '1' } }) : route.continue()));
    await (await new ViewerPage(page).open(shared.plain)).picture();
    assert.equal(refused, 3);
  });
});

describe('the viewer over plain http, where there is no WebCrypto', () => {
  let stage, shared;
  before(async () => {
    stage = await setStage();
    shared = await shareAll(stage.server);
  });
  after(() => stage.clear());

  it('opens pictures and albums by the module', async (t) => {
    const browser = await startBrowser(['--host-resolver-rules=MAP pellicle.test 127.0.0.1, EXCLUDE 127.0.0.1']);
    t.after(() => browser.close());
    const page = await browser.newPage();
    const there = (link) => link.replace('127.0.0.1', 'pellicle.test');
    await (await new ViewerPage(page).open(there(shared.plain))).picture();
    assert.equal(await page.evaluate(() => crypto.subtle), undefined);
    const viewer = await new ViewerPage(page).open(there(shared.locked));
    await viewer.enter(PASSWORD);
    await new AlbumPage(page).seen(1);
    await viewer.open(there(shared.album.link));
    await new AlbumPage(page).seen(1, 2);
  });
});
