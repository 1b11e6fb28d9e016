import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { pellicleOk } from './cli.js';
import { photo } from './pictures.js';
import { header } from './proxy.js';
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
    // Twice: a browser tries again by itself, once, where it had used the connection before.
    stage.proxy.cutOnce('PATCH', { afterSent: 100_000 });
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
    const id = new URL(link).pathname.split('/').pop();
    stage.proxy.cutOnce('GET', { path: new RegExp(`^/b/${id}$`), afterReceived: 70_000 });
    const before = stage.proxy.records.length;
    await (await new ViewerPage(await stage.page()).open(link)).picture();
    const fetched = stage.proxy.records.slice(before).filter(({ url }) => url.endsWith(`/b/${id}`));
    assert.ok(
      fetched.some(({ wasCut }) => wasCut),
      'the connection was cut',
    );
    assert.ok(
      fetched.some(({ status, headers }) => status === 206 && headers.some(([name]) => name.toLowerCase() === 'range')),
      'the rest was asked for',
    );
  });

  it('a bit that is flipped on its way is noticed, and its piece sent again', async () => {
    for (const send of [sendByPage, sendByCli]) {
      stage.proxy.flipOnce('PATCH');
      const before = stage.proxy.records.length;
      const link = await send();
      const pieces = stage.proxy.records.slice(before).filter(({ method }) => method === 'PATCH');
      assert.equal(pieces.filter(({ status }) => status === 460).length, 1, `${send.name}: the server noticed it`);
      assert.ok(pieces.every((piece) => header(piece, 'upload-checksum')?.startsWith('sha256 ')));
      await (await new ViewerPage(await stage.page()).open(link)).picture();
    }

    async function sendByPage() {
      return new UploadPage(await stage.page(), stage.server.origin).share({ name: 'flipped.jpg', bytes: large });
    }

    async function sendByCli() {
      const file = join(stage.folder, 'flipped.jpg');
      await writeFile(file, large);
      const sent = await pellicleOk(['send', file, '--server', stage.proxy.origin]);
      return sent.stdout.trim().replace(stage.proxy.origin, stage.server.origin);
    }
  });

  it('a server that is away is told within seconds, and the picture can be tried again', async () => {
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    await upload.page.waitForLoadState('networkidle');
    stage.proxy.down = true;
    await upload.give({ name: 'away.jpg', bytes: photo() });
    // Preparing it, and 7 to 11 s of trying.
    await upload.onlyCard.getByText('The server can’t be reached.').waitFor({ timeout: 20_000 });
    stage.proxy.down = false;
    await upload.onlyCard.getByRole('button', { name: 'Try again' }).click();
    await upload.linkTo('away.jpg');
  });

  it('a picture that was chosen without a connection waits for one, and the page asks before it is closed', async () => {
    const page = await stage.page();
    const upload = await new UploadPage(page, stage.server.origin).open();
    await page.waitForLoadState('networkidle');
    const asks = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
    assert.equal(await asks(), false);
    await page.context().setOffline(true);
    await upload.give({ name: 'patient.jpg', bytes: photo() });
    await page.getByRole('heading', { level: 1, name: 'Waiting for a connection.' }).waitFor({ timeout: 40_000 });
    assert.equal(await asks(), true);
    await page.context().setOffline(false);
    await upload.linkTo('patient.jpg');
  });

  it('the viewer says what it waits for before anything has come', async () => {
    const page = await stage.page();
    const link = await new UploadPage(page, stage.server.origin).share({ name: 'slow.jpg', bytes: photo() });
    stage.proxy.holdOnce(/\/header$/, 0);
    await new ViewerPage(page).open(link);
    await page.getByRole('heading', { level: 1, name: 'Opening the picture' }).waitFor({ state: 'attached' });
    await page.getByRole('progressbar', { name: 'Opening the picture' }).waitFor();
    await page.getByText('Fetching…').waitFor();
  });

  it('a server that says nothing is told within a minute', async () => {
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    await upload.page.waitForLoadState('networkidle');
    stage.proxy.silentTo = 'POST';
    await upload.give({ name: 'silence.jpg', bytes: photo() });
    // Two silences of 20 s.
    await upload.onlyCard.getByText('The server can’t be reached.').waitFor({ timeout: 60_000 });
    stage.proxy.silentTo = undefined;
    await upload.onlyCard.getByRole('button', { name: 'Try again' }).click();
    await upload.linkTo('silence.jpg');
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
    // The server says nothing, so that there is time to change one's mind.
    stage.proxy.silentTo = 'PATCH';
    await upload.give({ name: 'never-mind.jpg', bytes: photo() });
    await upload.onlyCard.getByText('Sending…').waitFor();
    await upload.onlyCard.getByRole('button', { name: 'Cancel' }).click();
    await upload.onlyCard.getByText('Nothing of this picture was kept.').waitFor();
    await until(() => stage.proxy.records.some(({ method, status }) => method === 'DELETE' && status === 204));
    stage.proxy.silentTo = undefined;
  });

  it('at the last moment, when the server has it all and nobody heard so, deletes the picture', async () => {
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    await upload.page.waitForLoadState('networkidle');
    stage.proxy.withholdsFrom = 'PATCH';
    const before = stage.proxy.records.length;
    const seen = (what) => stage.proxy.records.slice(before).find(what);
    await upload.give({ name: 'too-late.jpg', bytes: photo() });
    const whole = await until(() => seen(({ method, status }) => method === 'PATCH' && status === 204));
    const id = whole.answerHeaders.find(([name]) => name.toLowerCase() === 'pellicle-id')[1];
    const page = new URL(`/i/${id}`, stage.server.origin);
    assert.equal((await fetch(page)).status, 200, 'the picture is there');
    await upload.onlyCard.getByRole('button', { name: 'Cancel' }).click();
    await upload.onlyCard.getByText('Nothing of this picture was kept.').waitFor();
    await until(() => seen(({ method, url, status }) => method === 'DELETE' && url.includes('/b/') && status === 204));
    assert.equal((await fetch(page)).status, 410);
    stage.proxy.withholdsFrom = undefined;
  });
});

/** Waits until this gives something, and gives it. */
async function until(found, withinMs = 10_000) {
  const deadline = Date.now() + withinMs;
  for (let value = found(); ; value = found()) {
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`it never came to this: ${found}`);
    await pause(50);
  }
}
