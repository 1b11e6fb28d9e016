import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { focused, holdUploads } from './hands.js';
import { shareToList } from './kept.js';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';

const FILES = [1, 2, 3, 4].map((seed) => ({ name: `day-${seed}.jpg`, bytes: photo({ seed: seed + 90, width: 400, height: 300 }) }));

describe('“My pictures” is what is kept, also while it is looked at', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const rows = (page) => page.locator('.kept');
  const has = (page, count) => page.waitForFunction((count) => document.querySelectorAll('.kept').length === count, count);
  const goTo = async (page) => {
    await page.getByRole('link', { name: 'My pictures' }).click();
    await page.getByRole('heading', { level: 1, name: 'My pictures' }).waitFor();
  };
  const erase = (page, i) => rows(page).nth(i).getByRole('button', { name: /^Delete/ });
  const answer = (row, name) => row.getByRole('group').getByRole('button', { name, exact: true });
  const selection = (page) => page.getByRole('group', { name: 'What is selected' });

  it('what is sent meanwhile comes to it, with its small copy', async (t) => {
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    await upload.page.waitForLoadState('networkidle');
    const uploads = holdUploads(stage.proxy);
    t.after(() => (stage.proxy.gate = undefined));
    await upload.give(...FILES.slice(0, 2));
    await upload.page.getByText('Sending…').first().waitFor();
    await goTo(upload.page);
    await upload.page.locator('.lead').getByText(/./).last().waitFor();
    assert.equal(await rows(upload.page).count(), 0);
    uploads.open();
    await has(upload.page, 2);
    await rows(upload.page).nth(1).locator('.thumb img').waitFor();
    await rows(upload.page).nth(0).locator('.thumb img').waitFor();
    assert.ok(await upload.page.getByLabel('Select all').isVisible());
  });

  it('what another tab deletes leaves it, and what stays is the same row', async () => {
    const { page } = await shareToList(stage, FILES.slice(0, 3));
    await goTo(page);
    await has(page, 3);
    await rows(page).nth(1).evaluate((row) => (row.isTheSame = true));
    await rows(page).nth(0).getByRole('checkbox').focus();
    const other = await page.context().newPage();
    await other.goto(`${stage.server.origin}/#mine`);
    await has(other, 3);
    await erase(other, 0).click();
    await answer(rows(other).nth(0), 'Delete').click();
    await has(other, 2);
    await has(page, 2);
    assert.ok(await rows(page).nth(0).evaluate((row) => row.isTheSame));
    assert.match(await focused(page), /^Select Picture/, 'the keyboard goes on from the row that took its place');
    await rows(other).nth(1).getByRole('combobox').selectOption('1 hour from now');
    await other.getByRole('log').getByText(/^Kept until/).waitFor({ state: 'attached' });
    const when = () => rows(page).nth(1).locator('select').evaluate((select) => select.selectedOptions[0].textContent);
    const expected = await rows(other).nth(1).locator('select').evaluate((select) => select.selectedOptions[0].textContent);
    await page.waitForFunction((expected) => document.querySelectorAll('.kept select')[1].selectedOptions[0].textContent === expected, expected);
    assert.equal(await when(), expected);
  });

  it('a question stays when another row leaves', async (t) => {
    const { page } = await shareToList(stage, FILES.slice(0, 3));
    await goTo(page);
    await has(page, 3);
    let letThrough;
    stage.proxy.gate = ({ method }) => (method === 'DELETE' ? new Promise((resolve) => (letThrough = resolve)) : undefined);
    t.after(() => (stage.proxy.gate = undefined));
    await erase(page, 0).click();
    await answer(rows(page).nth(0), 'Delete').click();
    await rows(page).nth(0).getByText('Deleting…').waitFor();
    await erase(page, 2).click();
    const asked = page.getByText('Delete it for everyone?');
    await asked.waitFor();
    const name = await rows(page).nth(2).getByRole('heading').textContent();
    while (!letThrough) await page.waitForTimeout(20);
    letThrough();
    await has(page, 2);
    await page.waitForTimeout(600);
    assert.ok(await rows(page).nth(1).getByText('Delete it for everyone?').isVisible());
    assert.equal(await focused(page), 'Keep');
    assert.ok((await rows(page).nth(1).getByRole('heading').textContent()).startsWith(name.replace(/ \(\d+\)$/, '').slice(0, 12)));
  });

  it('a question about the selection is one about what is selected now', async () => {
    const { page } = await shareToList(stage, FILES.slice(0, 3));
    await goTo(page);
    await page.getByLabel('Select all').check();
    await selection(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await selection(page).getByText('Delete 3 for everyone?').waitFor();
    await rows(page).nth(0).getByRole('checkbox').uncheck();
    await selection(page).getByRole('group', { name: 'Delete 2 for everyone?' }).waitFor();
    await answer(selection(page), 'Delete').click();
    await has(page, 1);
  });

  it('a question is gone when nothing is left to ask about', async () => {
    const { page } = await shareToList(stage, FILES.slice(0, 2));
    await goTo(page);
    await rows(page).nth(0).getByRole('checkbox').check();
    await selection(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await rows(page).nth(0).getByRole('checkbox').uncheck();
    await selection(page).waitFor({ state: 'hidden' });
    await rows(page).nth(1).getByRole('checkbox').check();
    await selection(page).getByRole('button', { name: 'Copy links' }).waitFor();
    assert.equal(await page.locator('.ask').count(), 0);
  });
});
