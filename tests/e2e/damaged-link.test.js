import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

describe('a link that came damaged', () => {
  let stage, link;
  before(async () => {
    stage = await setStage();
    link = await new UploadPage(await stage.page(), stage.server.origin).share({ name: 'linked.jpg', bytes: photo() });
  });
  after(() => stage.clear());

  it('is told before anything is asked of the server', async () => {
    const last = link.at(-1);
    const cut = 'Its end is missing.';
    const letter = 'A letter in it is wrong, or one was added.';
    const damages = [
      [link.slice(0, -3), cut],
      [`${link.slice(0, -3)}.`, cut],
      [link.slice(0, -1) + (last === 'a' ? 'b' : 'a'), letter],
      [`${link}x`, letter],
      [link.slice(0, -1) + '0', letter],
    ];
    for (const [damaged, how] of damages) {
      const before = stage.proxy.records.length;
      const viewer = await new ViewerPage(await stage.page()).open(damaged);
      await viewer.says('This link is damaged.');
      await viewer.says(how);
      assert.deepEqual(blobRequests(stage, before), [], damaged.slice(-6));
    }
  });

  it('without its key, is told as such', async () => {
    const before = stage.proxy.records.length;
    const viewer = await new ViewerPage(await stage.page()).open(link.slice(0, link.indexOf('#')));
    await viewer.says('This link has lost its key.');
    assert.deepEqual(blobRequests(stage, before), []);
    const queried = await new ViewerPage(await stage.page()).open(link.replace('#', '?from=a%20b#').slice(0, -3));
    await queried.says('Its end is missing.');
  });

  it('through a rewriter that turned # into %23, opens with a warning', async () => {
    for (const escaped of ['%23', '%2523']) {
      const viewer = await new ViewerPage(await stage.page()).open(link.replace('#', escaped));
      await viewer.picture();
      await viewer.page.getByText('This link was changed on its way').waitFor();
    }
    assert.ok(!stage.server.log.includes(link.slice(link.indexOf('#') + 1)), 'the log ends at the id');
  });
});

function blobRequests(stage, since) {
  return stage.proxy.records
    .slice(since)
    .filter(({ url }) => new URL(url).pathname.startsWith('/b/'))
    .map(({ url }) => url);
}
