import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { AlbumPage } from './album-page.js';
import { deletePicture, shareAlbum } from './albums.js';
import { photo } from './pictures.js';
import { header } from './proxy.js';
import { setStage } from './stage.js';

const picture = (seed, options, caption) => ({ bytes: photo({ width: 320, height: 240, seed, orientation: 1 }), options, caption });

/** What Python's own reader makes of it: it checks every checksum, and what it cannot read it refuses. */
const LIST = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    print(json.dumps([[i.filename, i.compress_type, z.read(i)[:3].hex(), i.file_size] for i in z.infolist()]))
`;

describe('all pictures of an album in one file', () => {
  let stage, link, pictures;
  before(async () => {
    stage = await setStage();
    ({ link, pictures } = await shareAlbum(
      stage,
      [
        picture(1, { name: 'gate.png' }),
        picture(2, {}, 'the boat'),
        picture(3, { name: 'Gate.jpeg' }),
        picture(4, { views: 1 }, 'once'),
        picture(5, { password: 'tide' }),
        picture(6, {}, 'lost'),
      ],
      { title: 'Rathlin: in the rain' },
    ));
    await deletePicture(stage.server, pictures[5]);
  });
  after(() => stage.clear());

  const spent = () => new Set(stage.proxy.records.map((record) => header(record, 'pellicle-view')).filter(Boolean)).size;
  const list = async (bytes) => {
    const path = join(stage.folder, 'all.zip');
    await writeFile(path, bytes);
    return JSON.parse(execFileSync('python3', ['-c', LIST, path], { encoding: 'utf8' }));
  };
  /** A page whose browser cannot write to a place that was chosen, as most cannot. */
  const open = async () => {
    const page = await stage.page();
    await page.addInitScript(() => delete globalThis.showSaveFilePicker);
    return new AlbumPage(page).open(link);
  };
  const panel = ({ page }) => page.getByRole('region', { name: 'Download all' });

  it('holds each under a name of its own, and names those that it lacks', async () => {
    const album = await open();
    const { name, bytes } = await album.download(() => album.button('Download all').click());
    assert.equal(name, 'Rathlin in the rain.zip');
    const entries = await list(bytes);
    assert.deepEqual(
      entries.map(([name, packed, start]) => [name, packed, start]),
      ['gate.jpg', 'Rathlin in the rain-02.jpg', 'Gate (2).jpg', 'Rathlin in the rain-05.jpg'].map((name) => [name, 0, 'ffd8ff']),
    );
    await panel(album).getByText('The file holds 4 of 6. Missing:').waitFor();
    const missing = await panel(album).getByRole('listitem').allTextContents();
    assert.deepEqual(missing, [
      'Picture 4, “once”: It can be seen only a limited number of times, and was left out.',
      'Picture 6, “lost”: This picture is gone.',
    ]);
    assert.equal(spent(), 0);
  });

  it('is made of views that are limited only where that was asked for', async () => {
    const album = await open();
    await album.download(() => album.button('Download all').click());
    const { bytes } = await album.download(() => album.button('Use up a view and download it too').click());
    assert.deepEqual((await list(bytes)).map(([name]) => name), ['Rathlin in the rain-04.jpg']);
    await panel(album).getByText('1 picture is in the file.').waitFor();
    assert.equal(spent(), 1);
    // It may not come again, so it is kept as long as the page is open.
    await album.seen(4);
  });

  it('can be cancelled, and leaves nothing', async () => {
    const album = await open();
    const id = new URL(pictures[1].link).pathname.slice(3);
    await album.seen(1, 2);
    await album.page.reload();
    await album.page.route(`**/b/${id}`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await route.continue().catch(() => {});
    });
    let downloads = 0;
    album.page.on('download', () => downloads++);
    await album.button('Download all').click();
    await album.page.getByRole('progressbar', { name: 'Progress of the download' }).waitFor();
    await album.button('Cancel').click();
    await panel(album).getByText('Cancelled. Nothing was saved.').waitFor();
    await album.page.waitForTimeout(500);
    assert.equal(downloads, 0);
    assert.match(await album.page.evaluate(() => document.activeElement.textContent), /^Cancelled/);
  });

  it('is written to its place as it is made, where the browser can', async () => {
    const page = await stage.page();
    await page.addInitScript(() => {
      globalThis.showSaveFilePicker = async ({ suggestedName }) => {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle(suggestedName, { create: true });
      };
    });
    const album = await new AlbumPage(page).open(link);
    await album.button('Download all').click();
    await panel(album).getByText('The file holds 4 of 6.').waitFor();
    const base64 = await page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      const file = await (await folder.getFileHandle('Rathlin in the rain.zip')).getFile();
      let text = '';
      for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte);
      return btoa(text);
    });
    assert.equal((await list(Buffer.from(base64, 'base64'))).length, 4);
  });

  it('is no file at all where nothing could be fetched, and can be tried again', async () => {
    const page = await stage.page();
    await page.addInitScript(() => {
      globalThis.showSaveFilePicker = async ({ suggestedName }) => {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle(suggestedName, { create: true });
      };
    });
    await page.route('**/b/**', (route) => (route.request().url().includes(new URL(link).pathname.slice(3)) ? route.continue() : route.abort()));
    const album = await new AlbumPage(page).open(link);
    await album.button('Download all').click();
    await panel(album).getByText('No picture could be downloaded, so no file was made.').waitFor({ timeout: 60_000 });
    const names = await page.evaluate(async () => {
      const names = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return names;
    });
    assert.deepEqual(names, []);
    await page.unroute('**/b/**');
    await album.button('Download what is missing').click();
    await panel(album).getByText('The file holds 4 of 6.').waitFor();
  });
});
