import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';

describe('a picture that does not move says what it waits for', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const files = (count) => Array.from({ length: count }, (_, i) => ({ name: `${i + 1}.jpg`, bytes: photo({ seed: i + 1 }) }));
  const open = async () => new UploadPage(await stage.page(), stage.server.origin).open();
  const heading = (upload, name) => upload.page.getByRole('heading', { level: 2, name, exact: true });
  /** A picture on its way to a server that says nothing. */
  async function sending() {
    const upload = await open();
    await upload.page.waitForLoadState('networkidle');
    stage.proxy.silentTo = 'PATCH';
    await upload.give(files(1)[0]);
    await heading(upload, 'Sending…').waitFor();
    return upload;
  }

  it('the page, while what cleans and seals it is not loaded', async () => {
    const release = stage.proxy.holdOnce(/\.wasm$/, 2000);
    const upload = await open();
    await upload.give(...files(2));
    await heading(upload, 'Waiting for this page to load').nth(1).waitFor();
    release();
    await Promise.all(files(2).map(({ name }) => upload.linkTo(name)));
  });

  it('other pictures, while they are worked on', async () => {
    const upload = await open();
    await upload.page.waitForLoadState('networkidle');
    // Every text that a heading ever has: the turn of each picture is short.
    await upload.page.evaluate(() => {
      globalThis.seen = new Set();
      const note = () => document.querySelectorAll('.card h2').forEach((heading) => globalThis.seen.add(heading.textContent));
      new MutationObserver(note).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
    });
    await upload.give(...files(8));
    await Promise.all(files(8).map(({ name }) => upload.linkTo(name)));
    const seen = await upload.page.evaluate(() => [...globalThis.seen]);
    assert.ok(seen.includes('Waiting for other pictures'), seen.join(', '));
    assert.ok(!seen.includes('Waiting for this page to load'), seen.join(', '));
  });

  it('the network, where there is none, and no longer when it is back', async () => {
    const upload = await sending();
    await upload.page.context().setOffline(true);
    await heading(upload, 'Waiting for the network').waitFor();
    await upload.page.context().setOffline(false);
    await heading(upload, 'Sending…').waitFor();
    stage.proxy.silentTo = undefined;
    await upload.onlyCard.getByRole('button', { name: 'Cancel' }).click();
  });

  it('the network, where a server that can be reached says nothing', async () => {
    const upload = await sending();
    await heading(upload, 'Waiting for the network').waitFor({ timeout: 20_000 });
    stage.proxy.silentTo = undefined;
    await upload.onlyCard.getByRole('button', { name: 'Cancel' }).click();
  });
});
