import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

describe('when the connection drops', () => {
  let stage, large;
  before(async () => {
    stage = await setStage();
    // Some chunks long, once it is sealed.
    large = photo({ width: 2400, height: 1800, seed: 11, quality: 95 });
  });
  after(() => stage.clear());

  it('an upload goes on from where the server has it', async () => {
    stage.proxy.cutOnce('PATCH', { afterSent: 100_000 });
    const upload = new UploadPage(await stage.page(), stage.server.origin);
    const before = stage.proxy.records.length;
    const link = await upload.share({ name: 'dropped.jpg', bytes: large });
    const methods = stage.proxy.records.slice(before).map(({ method, wasCut }) => (wasCut ? 'cut' : method));
    assert.ok(methods.includes('cut'), 'the connection was cut');
    assert.equal(methods.filter((method) => method === 'POST').length, 1, 'the upload was not begun anew');
    assert.ok(methods.indexOf('HEAD') > methods.indexOf('cut'), 'the server was asked how far it is');
    await (await new ViewerPage(await stage.page()).open(link)).picture();
  });

  it('a download goes on from where it stopped', async () => {
    const upload = new UploadPage(await stage.page(), stage.server.origin);
    const link = await upload.share({ name: 'dropped-again.jpg', bytes: large });
    const page = await stage.page();
    const id = new URL(link).pathname.split('/').pop();
    await page.goto(stage.server.origin);
    await page.waitForLoadState('networkidle');
    await page.route(`**/b/${id}`, async (route) => {
      // Only from here on: the page itself must come whole.
      stage.proxy.cutOnce('GET', { afterReceived: 70_000 });
      await page.unroute(`**/b/${id}`);
      await route.continue();
    });
    const before = stage.proxy.records.length;
    await (await new ViewerPage(page).open(link)).picture();
    const fetched = stage.proxy.records.slice(before).filter(({ url }) => url.endsWith(`/b/${id}`));
    assert.ok(fetched.some(({ wasCut }) => wasCut), 'the connection was cut');
    assert.ok(fetched.some(({ status, headers }) => status === 206 && headers.some(([name]) => name.toLowerCase() === 'range')), 'the rest was asked for');
  });

  it('a server that is away for a moment is tried again', async () => {
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    await upload.page.waitForLoadState('networkidle');
    stage.proxy.down = true;
    await upload.give({ name: 'patient.jpg', bytes: photo() });
    await pause(2500);
    stage.proxy.down = false;
    await upload.linkTo('patient.jpg');
  });
});

describe('cancelling', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  it('stops the work and the upload, and leaves nothing on the server', async () => {
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    await upload.page.waitForLoadState('networkidle');
    // The server stays silent, so that there is time to change one's mind.
    await upload.page.route('**/api/blobs/*', async (route) => (route.request().method() === 'PATCH' ? pause(60_000) : route.continue()));
    await upload.give({ name: 'never-mind.jpg', bytes: photo() });
    await upload.onlyCard.getByText('Sending…').waitFor();
    await upload.onlyCard.getByRole('button', { name: 'Cancel' }).click();
    await upload.onlyCard.getByText('Nothing of this picture was kept.').waitFor();
    await upload.page.waitForLoadState('networkidle');
    assert.ok(stage.proxy.records.some(({ method, status }) => method === 'DELETE' && status === 204), 'the upload was ended on the server');
    await upload.page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});
