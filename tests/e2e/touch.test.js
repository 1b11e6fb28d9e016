import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';

describe('what is done with a mouse is said only where there is something like one', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const HINT = 'or drop them here, or paste a screenshot';
  const open = async (options) => new UploadPage(await stage.page(options), stage.server.origin).open();
  const heard = (upload) => upload.page.locator('body').ariaSnapshot();
  async function album(options) {
    const upload = await open(options);
    await upload.choose({ links: 'one album', start: 'after a look' });
    await upload.give(...[1, 2].map((seed) => ({ name: `${seed}.jpg`, bytes: photo({ seed }) })));
    await upload.album.getByLabel('Title').waitFor();
    return upload.album;
  }

  it('that files can be dropped', async () => {
    const [desk, phone] = await Promise.all([open(), open(PHONE)]);
    assert.ok(await desk.page.getByText(HINT).isVisible());
    assert.match(await heard(desk), /or drop them here/);
    assert.ok(await phone.page.getByText(HINT).isHidden());
    assert.doesNotMatch(await heard(phone), /drop/);
  });

  it('that a picture of an album can be dragged to its place', async () => {
    const [desk, phone] = [await album(), await album(PHONE)];
    await desk.getByText('drag a picture, or move it with the buttons.').waitFor();
    await phone.getByText('Its order is that of this list: move a picture with the buttons.').waitFor();
    assert.equal(await phone.getByText('drag').count(), 0);
  });
});
