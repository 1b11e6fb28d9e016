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
  const open = async () => new UploadPage(await stage.page(), stage.server.origin).open();

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
    assert.ok(await total.isHidden());
    stage.proxy.silentTo = undefined;
    await upload.page.getByRole('button', { name: 'Try all again' }).click();
    await Promise.all(files(3).map(({ name }) => upload.linkTo(name)));
    assert.ok(await total.isHidden());
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
