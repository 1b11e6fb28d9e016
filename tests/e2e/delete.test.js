import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pellicle } from './cli.js';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

describe('deleting a picture', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  it('asks first, and then it is gone for everyone', async () => {
    const upload = new UploadPage(await stage.page(), stage.server.origin);
    const link = await upload.share({ name: 'regretted.jpg', bytes: photo() });
    const card = upload.onlyCard;
    await card.getByRole('button', { name: 'Delete' }).click();
    await card.getByRole('button', { name: 'Keep' }).click();
    await (await new ViewerPage(await stage.page()).open(link)).picture();

    await card.getByRole('button', { name: 'Delete' }).click();
    await card.getByRole('group', { name: 'Delete it for everyone?' }).getByRole('button', { name: 'Delete' }).click();
    await card.getByText('The link opens nothing any more.').waitFor();
    const page = await stage.page();
    const answer = await page.goto(link);
    assert.equal(answer.status(), 410);
    await new ViewerPage(page).says('This picture is gone.');
    await new ViewerPage(page).says('Whoever shared it deleted it.');
    const opened = await pellicle(['open', link, '-o', '-']);
    assert.deepEqual([opened.code, opened.stderr], [1, 'error[gone]: The picture is gone: whoever shared it deleted it.\n']);
  });

  it('says so, and not that all is well, where the server does not do it', async () => {
    const page = await stage.page();
    const upload = new UploadPage(page, stage.server.origin);
    await upload.share({ name: 'kept.jpg', bytes: photo() });
    const log = page.getByRole('log');
    await log.getByText('kept.jpg: sealed and sent.').waitFor({ state: 'attached' });
    await page.route('**/b/*', (route) => (route.request().method() === 'DELETE' ? route.fulfill({ status: 403 }) : route.continue()));
    const card = upload.onlyCard;
    await card.getByRole('button', { name: 'Delete' }).press('Enter');
    await card.getByRole('group').getByRole('button', { name: 'Delete' }).press('Enter');
    await card.getByText(/^It could not be deleted:/).waitFor();
    await log.getByText(/^It could not be deleted:/).waitFor({ state: 'attached' });
    assert.equal(await log.getByText('kept.jpg: sealed and sent.').count(), 1);
    assert.ok(await card.evaluate((element) => element.contains(document.activeElement)), 'whoever pressed it is still there');
  });
});
