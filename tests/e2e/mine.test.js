import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { changeStored, forgetStored, shareToList, storedIn } from './kept.js';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';

const FILES = [1, 2, 3].map((seed) => ({ name: `Aunt Sorcha ${seed}.jpg`, bytes: photo({ seed }) }));

describe('“My pictures”', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const rowsOf = (page) => page.getByRole('list', { name: 'My pictures' }).getByRole('listitem');
  const statusOf = async (link) => (await fetch(link)).status;
  const goTo = async (page) => {
    await page.getByRole('link', { name: 'My pictures' }).click();
    await page.getByRole('heading', { level: 1, name: 'My pictures' }).waitFor();
  };
  /** A profile that has shared these, and how often each may be seen. */
  const shared = (files = FILES, options) => shareToList(stage, files, options);
  const pressIn = (page, name) => page.getByRole('group', { name: 'What is selected' }).getByRole('button', { name, exact: true });

  it('has what was shared, with a small copy of each, and neither a file’s name nor a password', async () => {
    const { page, links } = await shared();
    const kept = await storedIn(page);
    assert.deepEqual(kept.map(({ link }) => link).sort(), [...links].sort());
    assert.ok(kept.every(({ thumbnailBytes }) => thumbnailBytes > 500 && thumbnailBytes < 20_000));
    assert.doesNotMatch(JSON.stringify(kept), /Sorcha/);
    await goTo(page);
    assert.equal(await rowsOf(page).count(), 3);
    const [width] = await rowsOf(page).locator('img').evaluateAll((all) => Promise.all(all.map((image) => image.decode().then(() => image.naturalWidth))));
    assert.ok(width <= 160, `${width}`);
    const locked = await shared([FILES[0]], { password: 'rowan' });
    const [one] = await storedIn(locked.page);
    assert.deepEqual([one.hasPassword, one.thumbnailBytes], [true, 0]);
    assert.doesNotMatch(JSON.stringify(one), /rowan/);
  });

  it('stops no upload while it is looked at', async () => {
    const page = await stage.page();
    const upload = await new UploadPage(page, stage.server.origin).open();
    await page.waitForLoadState('networkidle');
    stage.proxy.silentTo = 'PATCH';
    await upload.give(FILES[0]);
    await upload.onlyCard.getByText('Sending…').waitFor();
    await goTo(page);
    stage.proxy.silentTo = undefined;
    await page.getByRole('navigation').getByRole('link', { name: 'Share pictures' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Sealing your picture.' }).waitFor();
    await upload.onlyCard.getByRole('button', { name: 'Cancel' }).click();
  });

  it('deletes one, and changes an expiry', async () => {
    const { page, links } = await shared(FILES.slice(0, 2), { views: '5 times' });
    await goTo(page);
    const row = rowsOf(page).first();
    await row.getByRole('combobox').selectOption('1 hour from now');
    await page.getByRole('log').getByText(/^Kept until/).waitFor({ state: 'attached' });
    const soon = (await storedIn(page)).filter(({ expires }) => expires < Date.now() + 3_700_000);
    assert.equal(soon.length, 1);
    await row.getByRole('button', { name: /^Delete / }).click();
    await row.getByRole('group').getByRole('button', { name: 'Delete' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.kept').length === 1);
    const states = await Promise.all(links.map(statusOf));
    assert.deepEqual(states.sort(), [200, 410]);
  });

  it('keeps an album’s pictures as long as the album, and says so of those that it does not know', async () => {
    const { page } = await shared();
    await goTo(page);
    for (const i of [0, 1]) await rowsOf(page).nth(i).getByRole('checkbox').check();
    await pressIn(page, 'Make an album').press('Enter');
    await pressIn(page, 'Make the album').press('Enter');
    await page.getByRole('link', { name: 'Link to the album' }).waitFor();
    const keep = async () => {
      await rowsOf(page).first().getByRole('combobox').selectOption('1 hour from now');
      await page.getByRole('log').getByText(/^Kept until/).waitFor({ state: 'attached' });
    };
    const soon = async () => (await storedIn(page)).filter(({ expires }) => expires < Date.now() + 3_700_000).length;
    await keep();
    assert.equal(await soon(), 3, 'the album and its two pictures');
    const rest = page.getByText('Its pictures that are not on this list keep the time that they had.');
    assert.equal(await rest.count(), 0);
    const times = await rowsOf(page).locator('select').evaluateAll((all) => all.map((it) => it.selectedOptions[0].textContent));
    assert.deepEqual([times[1] === times[0], times[2] === times[0], times[3] === times[0]], [true, true, false], 'and the list says so');
    // One of the two leaves the list, and stays on the server.
    const [gone] = (await storedIn(page)).filter(({ kind, expires }) => kind === 'picture' && expires < Date.now() + 3_700_000);
    await forgetStored(page, gone.id);
    await page.reload();
    await rowsOf(page).nth(2).waitFor();
    await rowsOf(page).first().getByRole('combobox').selectOption('1 day from now');
    await rest.waitFor();
  });

  it('makes an album of a selection, and deletes it with its pictures', async () => {
    const { page, links } = await shared();
    await goTo(page);
    for (const i of [0, 2]) await rowsOf(page).nth(i).getByRole('checkbox').check();
    await page.getByRole('group', { name: 'What is selected' }).getByText('2 selected').waitFor();
    await page.getByRole('log').getByText('2 selected').waitFor({ state: 'attached' });
    await pressIn(page, 'Make an album').press('Enter');
    await pressIn(page, 'Make the album').press('Enter');
    const link = await page.getByRole('link', { name: 'Link to the album' }).getAttribute('href');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Copy link', 'whoever made it goes on from its link');
    assert.equal(await statusOf(link), 200);
    const row = rowsOf(page).first();
    await row.getByText('2 pictures').waitFor();
    await row.getByRole('button', { name: /^Delete / }).click();
    const { width } = await row.locator('.words').boundingBox();
    assert.ok(width > 300, `the question leaves ${width} px to the words`);
    await row.getByRole('button', { name: 'Album and pictures' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.kept').length === 1);
    const states = await Promise.all([link, ...links].map(statusOf));
    assert.deepEqual(states.sort(), [200, 410, 410, 410]);
    await page.waitForFunction(() => document.activeElement.matches('.kept input'), undefined, { timeout: 5000 });
  });

  it('keeps what the keyboard is on in front of what can be done with a selection', async () => {
    const { page } = await shared();
    await page.setViewportSize({ width: 390, height: 620 });
    await goTo(page);
    await rowsOf(page).first().getByRole('checkbox').check();
    const behind = [];
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const [focused, bar] = [document.activeElement, document.querySelector('.selection')].map((element) => element.getBoundingClientRect());
        const isIn = document.activeElement.closest('.selection') !== null;
        return { isIn, name: document.activeElement.ariaLabel ?? document.activeElement.textContent, hidden: Math.max(0, focused.bottom - bar.top) };
      });
      if (at.isIn) break;
      if (at.hidden > 0) behind.push(at);
      assert.ok(i < 19, 'the keyboard comes to what can be done');
    }
    assert.deepEqual(behind, []);
  });

  it('saves a selection as a zip of what the links open to', async () => {
    const { page } = await shared();
    await goTo(page);
    await page.getByLabel('Select all').check();
    const waiting = page.waitForEvent('download');
    await pressIn(page, 'Download as zip').click();
    const file = join(stage.folder, 'pictures.zip');
    await (await waiting).saveAs(file);
    const names = execFileSync('python3', ['-c', `import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(*[(i.filename, i.file_size > 5000) for i in z.infolist()])`, file], { encoding: 'utf8' });
    assert.equal(names.trim(), "('1.jpg', True) ('2.jpg', True) ('3.jpg', True)");
    await page.getByText('3 pictures saved as pictures.zip.').waitFor();
  });

  it('goes into a file and comes back, and a damaged file changes nothing', async () => {
    const { page } = await shared(FILES.slice(0, 2));
    await goTo(page);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const text = await readFile(await (await waiting).path(), 'utf8');
    const list = JSON.parse(text);
    assert.deepEqual([list.format, list.version, list.shared.length], ['pellicle-list', 1, 2]);
    const before = await storedIn(page);
    const read = async (name, content) => {
      const file = join(stage.folder, name);
      await writeFile(file, content);
      await page.locator('#import').setInputFiles(file);
    };
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Forget all' }).click();
    await page.getByText('The list is empty.').waitFor();
    assert.deepEqual(await storedIn(page), []);
    assert.equal(await page.getByRole('button', { name: 'Export' }).count(), 0, 'of nothing there is nothing to save');

    const spoiled = structuredClone(list);
    spoiled.shared[1].link = spoiled.shared[1].link.slice(0, -1);
    await read('spoiled.json', JSON.stringify(spoiled));
    await page.getByText('That file is damaged. Nothing of it was taken.').waitFor();
    await read('letter.json', '{"dear":"all"}');
    await page.getByText('That file is no list of this page.').waitFor();
    await read('newer.json', JSON.stringify({ ...list, version: 2 }));
    await page.getByText('That file is of a newer version').waitFor();
    assert.deepEqual(await storedIn(page), []);

    const old = { ...list.shared[0], expires: '2020-01-01T00:00:00.000Z' };
    const foreign = { ...list.shared[0], link: list.shared[0].link.replace(stage.server.origin, 'https://pic.example') };
    await read('list.json', JSON.stringify({ ...list, shared: [...list.shared, old, foreign] }));
    await page.getByText('2 are on the list from that file. 1 has expired and was left out. 1 is on another server and was left out.').waitFor();
    assert.deepEqual(await storedIn(page), before);
    await read('list.json', text);
    await page.getByText('2 are on the list from that file.', { exact: true }).waitFor();
    assert.equal(await rowsOf(page).count(), 2);
  });

  it('says that it could not be loaded, and is tried again', async (t) => {
    const { page } = await shared(FILES.slice(0, 1));
    t.after(() => (stage.proxy.down = false));
    stage.proxy.down = true;
    await page.getByRole('link', { name: 'My pictures' }).click();
    await page.getByText('This part of the page could not be loaded.').waitFor();
    stage.proxy.down = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await rowsOf(page).first().waitFor();
  });

  it('that is switched off remembers nothing, and what was remembered is forgotten', async () => {
    const { page, upload } = await shared(FILES.slice(0, 1));
    await goTo(page);
    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByRole('group', { name: /Keep no list/ }).getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('The list is switched off.').waitFor();
    assert.deepEqual(await storedIn(page), []);
    await upload.open();
    await upload.give(FILES[1]);
    await upload.linkTo(FILES[1].name);
    assert.deepEqual(await storedIn(page), []);
  });

  it('drops what has expired', async () => {
    const { page } = await shared(FILES.slice(0, 1));
    const [{ id }] = await storedIn(page);
    await changeStored(page, { [id]: { expires: Date.now() - 1 } });
    await goTo(page);
    await page.getByText('Nothing yet.').waitFor();
    assert.deepEqual(await storedIn(page), []);
  });

  it('is empty, and nothing else suffers, where the browser stores nothing', async () => {
    const page = await stage.page();
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError');
      };
    });
    const upload = await new UploadPage(page, stage.server.origin).open();
    await upload.give(FILES[0]);
    await upload.linkTo(FILES[0].name);
    await goTo(page);
    await page.getByText('This browser stores nothing for this page').waitFor();
  });
});
