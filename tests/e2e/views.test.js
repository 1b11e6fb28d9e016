import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { photo } from './pictures.js';
import { header } from './proxy.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

describe('a picture that can be seen once', () => {
  let stage, link;
  before(async () => {
    stage = await setStage();
    const upload = new UploadPage(await stage.page(), stage.server.origin);
    link = await upload.share({ name: 'once.jpg', bytes: photo() }, { views: 'once' });
  });
  after(() => stage.clear());

  it('is asked for before it is spent, as often as one comes and goes', async () => {
    for (let visit = 0; visit < 2; visit++) {
      const viewer = await new ViewerPage(await stage.page()).open(link);
      await viewer.says('This picture can be seen once. Look at it now?');
      await viewer.page.close();
    }
    assert.deepEqual(valuesShown(stage), []);
  });

  it('a previewer that fetches the link spends nothing', async () => {
    const answer = await fetch(new URL(new URL(link).pathname, stage.server.origin));
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type'), /^text\/html/);
  });

  it('is shown once, and is then gone for everyone', async () => {
    const viewer = await new ViewerPage(await stage.page()).open(link);
    await viewer.control('Look at it now').click();
    await viewer.picture();
    await viewer.page.getByText('this was the last look').waitFor();
    const second = await new ViewerPage(await stage.page()).open(link);
    await second.says('This picture is gone.');
    await second.says('It has been seen as often as it could be.');

    // The tab that had the look keeps it for its ten minutes, without asking again.
    await viewer.page.reload();
    await viewer.picture();
    await viewer.page.getByText('this was the last look').waitFor();
    assert.equal(valuesShown(stage, link).length, 1);
    const kept = await viewer.page.evaluate(() => JSON.stringify(sessionStorage));
    assert.match(kept, /pellicle-look/);
    assert.ok(!kept.includes(new URL(link).hash.slice(1)), 'the key is not kept');
  });

  it('is not kept for another look than this one’s', async () => {
    const upload = new UploadPage(await stage.page(), stage.server.origin);
    const twice = await upload.share({ name: 'twice.jpg', bytes: photo({ seed: 4 }) }, { views: '5 times' });
    for (const left of ['This picture can be seen 5 more times.', 'This picture can be seen 4 more times.']) {
      const viewer = await new ViewerPage(await stage.page()).open(twice);
      await viewer.says(left);
      await viewer.control('Look at it now').click();
      await viewer.picture();
    }
    assert.equal(valuesShown(stage, twice).length, 2);
  });
});

describe('the only look at a picture, cut short', () => {
  const PASSWORD = 'correct horse';
  let stage, large;
  before(async () => {
    stage = await setStage();
    // Some chunks long, once it is sealed.
    large = photo({ width: 2400, height: 1800, seed: 12, quality: 95 });
  });
  after(() => stage.clear());

  it('goes on when it is tried again, and is still the same look', async () => {
    const { link, viewer } = await lookCutShort({ views: 'once' });
    stage.proxy.down = false;
    await viewer.control('Try again').click();
    await viewer.picture();
    assert.equal(valuesShown(stage, link).length, 1);
    await viewer.page.getByText('this was the last look').waitFor();
    await (await new ViewerPage(await stage.page()).open(link)).says('This picture is gone.');
  });

  it('goes on by itself when the connection is back, without asking for anything again', async () => {
    const { link, viewer } = await lookCutShort({ views: 'once', password: PASSWORD });
    await viewer.page.context().setOffline(true);
    stage.proxy.down = false;
    await viewer.page.context().setOffline(false);
    await viewer.picture();
    assert.equal(valuesShown(stage, link).length, 1);
  });

  /** A viewer that has spent the picture's view, has got a part of it, and cannot reach the server any more. */
  async function lookCutShort(options) {
    const upload = new UploadPage(await stage.page(), stage.server.origin);
    const link = await upload.share({ name: 'once.jpg', bytes: large }, options);
    const viewer = await new ViewerPage(await stage.page()).open(link);
    if (options.password) await viewer.enter(options.password);
    await viewer.says('This picture can be seen once.');
    const before = stage.proxy.records.length;
    stage.proxy.cutOnce('GET', { path: pathOf(link), afterReceived: 70_000 });
    await viewer.control('Look at it now').click();
    while (!stage.proxy.records.slice(before).some(({ wasCut }) => wasCut)) await viewer.page.waitForTimeout(20);
    stage.proxy.down = true;
    await viewer.says('The server can’t be reached.');
    return { link, viewer };
  }
});

/** Every value that a view was spent under, of one picture or of all. */
function valuesShown({ proxy }, link) {
  const asked = proxy.records.filter(({ url }) => !link || pathOf(link).test(new URL(url).pathname));
  return [...new Set(asked.map((record) => header(record, 'pellicle-view')).filter(Boolean))];
}

function pathOf(link) {
  return new RegExp(`^/b/${new URL(link).pathname.split('/').pop()}$`);
}
