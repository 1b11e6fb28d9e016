import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pellicle, pellicleOk } from './cli.js';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';
import { join } from 'node:path';

const PASSWORD = 'correct horse';

describe('a picture under a password', () => {
  let stage, link;
  before(async () => {
    stage = await setStage();
    const upload = new UploadPage(await stage.page(), stage.server.origin);
    link = await upload.share({ name: 'kept.jpg', bytes: photo() }, { password: PASSWORD });
  });
  after(() => stage.clear());

  it('opens with the password and not with another', async () => {
    const viewer = await new ViewerPage(await stage.page()).open(link);
    await viewer.says('This picture has a password.');
    await viewer.enter('wrong horse');
    await viewer.says('That is not the password. Try again.');
    await viewer.enter(PASSWORD);
    await viewer.picture();
  });

  it('fetches no byte of the picture before the password is right', async () => {
    const before = stage.proxy.records.length;
    const viewer = await new ViewerPage(await stage.page()).open(link);
    await viewer.enter('wrong horse');
    await viewer.says('That is not the password. Try again.');
    const fetched = stage.proxy.records
      .slice(before)
      .filter(({ url, status }) => /\/b\/\w+$/.test(url) && status < 300);
    assert.deepEqual(
      fetched.map(({ url }) => url),
      [],
    );
  });

  it('opens on the command line too', async () => {
    const output = join(stage.folder, 'opened.jpg');
    const refused = await pellicle(['open', link, '-o', output, '--password-stdin'], { input: 'wrong\n' });
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /error\[wrong-key\]: /);
    await pellicleOk(['open', link, '-o', output, '--password-stdin'], { input: `${PASSWORD}\n` });
  });
});
