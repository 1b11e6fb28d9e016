import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';

describe('many pictures', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const files = (count) => Array.from({ length: count }, (_, i) => ({ name: `${i + 1}.jpg`, bytes: photo({ seed: i + 1 }) }));
  const open = async (options) => new UploadPage(await stage.page(options), stage.server.origin).open();
  const total = (upload) => upload.page.getByRole('group', { name: 'All pictures' });

  it('say how far they are together, are cancelled together, and tried again together', async () => {
    const upload = await open();
    await upload.page.waitForLoadState('networkidle');
    stage.proxy.silentTo = 'PATCH';
    await upload.give(...files(3));
    const total = upload.page.getByRole('group', { name: 'All pictures' });
    await total.getByText(/^0 of 3 done · \d+%$/).waitFor();
    await upload.page.getByText('Sending…').first().waitFor();
    const fraction = await total.getByRole('progressbar').evaluate(({ value }) => value);
    assert.ok(fraction > 0 && fraction < 1, `${fraction}`);
    await total.getByRole('button', { name: 'Cancel all' }).click();
    await upload.page.getByText('Nothing of this picture was kept.').nth(2).waitFor();
    await total.getByText('0 of 3 done', { exact: true }).waitFor();
    assert.ok(await total.getByRole('progressbar').isHidden());
    assert.equal(await upload.page.evaluate(() => document.activeElement.textContent), 'Try all again', 'what was pressed is gone, and the next thing is there');
    stage.proxy.silentTo = undefined;
    // It stands where “Cancel all” stood, so that one press is not taken for two.
    await total.getByRole('button', { name: 'Try all again' }).press('Enter');
    await Promise.all(files(3).map(({ name }) => upload.linkTo(name)));
    await total.getByText('3 of 3 done', { exact: true }).waitFor();
  });

  it('are all counted, also those that were chosen before, and what failed is not done', async () => {
    const upload = await open();
    await upload.page.waitForLoadState('networkidle');
    await upload.give(...files(2));
    await Promise.all(files(2).map(({ name }) => upload.linkTo(name)));
    stage.proxy.silentTo = 'PATCH';
    await upload.give({ ...files(1)[0], name: 'late.jpg' }, { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('not a picture') });
    await upload.page.getByText('Sending…').waitFor();
    await total(upload).getByText(/^2 of 4 done · \d+%$/).waitFor();
    await total(upload).getByRole('button', { name: 'Cancel all' }).click();
    stage.proxy.silentTo = undefined;
    await total(upload).getByText('2 of 4 done', { exact: true }).waitFor();
  });

  it('are copied from where one is, on a phone, as soon as some of them are done', async () => {
    const upload = await open({ viewport: { width: 390, height: 844 }, permissions: ['clipboard-read', 'clipboard-write'] });
    await upload.page.waitForLoadState('networkidle');
    await upload.give(...files(10));
    const copy = total(upload).getByRole('button', { name: 'Copy all links' });
    await copy.waitFor({ timeout: 60_000 });
    const inSight = () =>
      copy.evaluate((button) => {
        const { top, bottom, left, width } = button.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight && document.elementFromPoint(left + width / 2, (top + bottom) / 2) === button;
      });
    assert.ok(await inSight(), 'before all of them are done');
    assert.equal(await upload.page.evaluate(() => scrollY), 0);
    await total(upload).getByText('10 of 10 done', { exact: true }).waitFor({ timeout: 60_000 });
    assert.ok(await inSight());
    await upload.page.evaluate(() => scrollTo(0, 900));
    assert.ok(await inSight(), 'in the middle of the list too');
    await copy.click();
    const copied = await upload.page.evaluate(() => navigator.clipboard.readText());
    assert.equal(new Set(copied.split('\n')).size, 10);
  });

  it('show themselves when they are sealed: the film lifts again', async () => {
    const upload = await open();
    await upload.give(files(1)[0]);
    await upload.linkTo('1.jpg');
    const film = upload.onlyCard.locator('.film');
    await upload.page.waitForFunction((film) => getComputedStyle(film).opacity === '0', await film.elementHandle(), { timeout: 5000 });
  });

  it('are handled in a place that covers nothing that a key turns to, however high it is', async () => {
    const upload = await open({ viewport: { width: 390, height: 700 } });
    await upload.give(...files(3));
    await Promise.all(files(3).map(({ name }) => upload.linkTo(name)));
    await upload.page.evaluate(() => (document.querySelector('#together').style.minHeight = '15rem'));
    await upload.page.evaluate(() => document.querySelector('#nav-mine').focus());
    const behind = [];
    for (let i = 0; ; i++) {
      await upload.page.keyboard.press('Tab');
      const at = await upload.page.evaluate(() => {
        const [focused, bar] = [document.activeElement, document.querySelector('#together')].map((element) => element.getBoundingClientRect());
        return { isIn: document.activeElement.closest('#together') !== null, name: document.activeElement.textContent, hidden: Math.max(0, focused.bottom - bar.top) };
      });
      if (at.isIn) break;
      if (at.hidden > 0) behind.push(at);
      assert.ok(i < 40, 'the keyboard comes to what is done with all');
    }
    assert.deepEqual(behind, []);
  });

  it('are handled at the list’s end where the window is too low to lose a part of it', async () => {
    const upload = await open({ viewport: { width: 700, height: 420 } });
    await upload.give(...files(2));
    await Promise.all(files(2).map(({ name }) => upload.linkTo(name)));
    const place = total(upload);
    await place.waitFor();
    const position = () => place.evaluate((element) => getComputedStyle(element).position);
    assert.equal(await position(), 'static');
    await upload.page.setViewportSize({ width: 700, height: 800 });
    assert.equal(await position(), 'sticky');
  });

  it('of an album lead to it from wherever one has scrolled to', async () => {
    const upload = await open({ viewport: { width: 390, height: 844 } });
    await upload.choose({ links: 'one album' });
    await upload.give(...files(4));
    await upload.album.getByRole('button', { name: 'Make the album' }).waitFor({ timeout: 60_000 });
    const lead = total(upload).getByRole('button', { name: 'To the album' });
    assert.ok(await lead.isHidden(), 'it is in sight already');
    await upload.page.evaluate(() => scrollTo(0, 1200));
    await lead.click();
    await upload.page.waitForFunction(() => document.activeElement.matches('.album h2'));
    await upload.page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('.album-head .actions').getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    await lead.waitFor({ state: 'hidden' });
    // What lies behind the place where all are handled cannot be pressed, and is not in sight either.
    const bottom = await upload.page.evaluate(() => document.querySelector('.album-head .actions').getBoundingClientRect().bottom + scrollY);
    const scrollTo = (y) => upload.page.evaluate((y) => document.scrollingElement.scrollTo(0, y), y);
    await upload.page.setViewportSize({ width: 390, height: 600 });
    await upload.page.evaluate(() => (document.body.style.paddingBlockStart = '700px'));
    await scrollTo(bottom + 700 - 600 + 8);
    await upload.page.waitForFunction(
      () => document.querySelector('#together').getBoundingClientRect().top < document.querySelector('.album-head .actions').getBoundingClientRect().top,
    );
    await lead.click();
    await upload.page.waitForFunction(
      () => document.querySelector('.album-head .actions').getBoundingClientRect().bottom <= document.querySelector('#together').getBoundingClientRect().top,
    );
    await lead.waitFor({ state: 'hidden' });
  });

  it('come from a folder, in the order of their names, and nothing else does', async () => {
    const folder = join(stage.folder, 'holiday');
    await mkdir(join(folder, 'inner'), { recursive: true });
    for (const name of ['10.jpg', '2.jpg', '._2.jpg', 'inner/3.jpg']) await writeFile(join(folder, name), photo());
    await writeFile(join(folder, 'list.txt'), 'what to take along');
    const upload = await open();
    await upload.page.locator('#folder').setInputFiles(folder);
    await upload.linkTo('2.jpg');
    const names = await upload.page.locator('.card .preview').evaluateAll((all) => all.map(({ title }) => title));
    assert.deepEqual(names, ['2.jpg', '10.jpg', '3.jpg']);
  });

  it('a folder without one is said, and nothing is sent', async () => {
    const folder = join(stage.folder, 'papers');
    await mkdir(folder);
    await writeFile(join(folder, 'list.txt'), 'what to take along');
    const upload = await open();
    await upload.page.waitForLoadState('networkidle');
    const before = stage.proxy.records.length;
    await upload.page.locator('#folder').setInputFiles(folder);
    await upload.page.getByRole('status').getByText('There is no picture in that folder.').waitFor();
    assert.equal(stage.proxy.records.length, before);
    await upload.give(files(1)[0]);
    await upload.page.getByText('There is no picture in that folder.').waitFor({ state: 'detached' });
  });

  it('a finished one is kept longer or shorter, as the server allows', async () => {
    const upload = await open();
    await upload.page.waitForLoadState('networkidle');
    await upload.give(files(1)[0]);
    const link = await upload.linkTo('1.jpg');
    const kept = upload.onlyCard.getByRole('combobox', { name: 'Kept until' });
    await kept.selectOption('1 hour from now');
    await upload.page.getByRole('log').getByText(/^Kept until /).waitFor({ state: 'attached' });
    assert.match(await kept.evaluate(({ selectedOptions: [one] }) => one.text), /\d:\d\d/);
    const patch = stage.proxy.records.findLast(({ method, url }) => method === 'PATCH' && url.includes('/b/'));
    assert.deepEqual(JSON.parse(Buffer.concat(patch.body)), { expires_in: 3600 });
    await upload.onlyCard.getByRole('button', { name: 'Delete' }).click();
    await upload.onlyCard.getByRole('group').getByRole('button', { name: 'Delete' }).click();
    await upload.onlyCard.getByText('The link opens nothing any more.').waitFor();
    assert.equal((await fetch(link)).status, 410);
  });

  it('what cannot be kept longer says why, and stays as it was', async () => {
    const upload = await open();
    await upload.page.waitForLoadState('networkidle');
    await upload.give(files(1)[0]);
    await upload.linkTo('1.jpg');
    const kept = upload.onlyCard.getByRole('combobox', { name: 'Kept until' });
    const before = await kept.evaluate(({ selectedOptions: [one] }) => one.text);
    stage.proxy.down = true;
    await kept.selectOption('1 day from now');
    await upload.onlyCard.getByText('It stays as it was: The server can’t be reached.').waitFor({ timeout: 40_000 });
    stage.proxy.down = false;
    assert.equal(await kept.evaluate(({ selectedOptions: [one] }) => one.text), before);
  });
});
