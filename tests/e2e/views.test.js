import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { photo } from './pictures.js';
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
    const spent = stage.proxy.records.filter(({ headers }) =>
      headers.some(([name]) => name.toLowerCase() === 'pellicle-view'),
    );
    assert.deepEqual(spent, []);
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
    const second = await new ViewerPage(await stage.page()).open(link);
    await second.says('This picture is gone.');
  });
});
