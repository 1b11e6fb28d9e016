import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drawing, photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

describe('the upload page as an app', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const workersOf = (page) =>
    page.evaluate(async () => ({
      controlled: navigator.serviceWorker.controller !== null,
      scopes: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
      caches: await caches.keys(),
    }));
  /** A profile whose app is kept for when there is no connection. */
  async function opened() {
    const page = await stage.page();
    const upload = new UploadPage(page, `${stage.server.origin}/app/`);
    await upload.open();
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    return { page, upload };
  }
  async function setOffline(page, offline) {
    stage.proxy.down = offline;
    await page.context().setOffline(offline);
  }

  it('opens without a connection, lets pictures wait, and sends them when there is one', async () => {
    const { page, upload } = await opened();
    const before = stage.proxy.records.length;
    await setOffline(page, true);
    await page.reload();
    await page.getByText('You are offline. Pictures stay here, and are sent when you are back.').waitFor();
    await upload.give({ name: 'ferry.jpg', bytes: photo() });
    await upload.onlyCard.getByText('The server can’t be reached.').waitFor({ timeout: 30_000 });
    assert.equal(stage.proxy.records.length, before, 'nothing got through');
    await setOffline(page, false);
    const link = await upload.linkTo('ferry.jpg');
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await (await new ViewerPage(await stage.page()).open(link)).picture();
  });

  it('keeps its own page and files, and nothing of the API or of any blob', async () => {
    const { page, upload } = await opened();
    await upload.give({ name: 'kept.jpg', bytes: photo() });
    await upload.linkTo('kept.jpg');
    const kept = await page.evaluate(async () => {
      const found = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
      return found;
    });
    assert.ok(kept.includes('/app/') && kept.some((path) => path.endsWith('.wasm')), kept.join());
    assert.deepEqual(kept.filter((path) => path !== '/app/' && !path.startsWith('/app/assets/')), []);
  });

  it('has the only service worker: / and /i/ have none, before and after', async () => {
    const page = await stage.page();
    const upload = new UploadPage(page, stage.server.origin);
    const link = await upload.share({ name: 'none.jpg', bytes: photo() });
    const none = { controlled: false, scopes: [], caches: [] };
    assert.deepEqual(await workersOf(page), none);
    await new ViewerPage(page).open(link);
    assert.deepEqual(await workersOf(page), none);

    const app = await opened();
    assert.deepEqual((await workersOf(app.page)).scopes, ['/app/']);
    for (const path of ['/', new URL(link).pathname]) {
      await app.page.goto(stage.server.origin + path);
      assert.equal((await workersOf(app.page)).controlled, false, path);
    }
  });

  it('takes files that the system opens with it', async () => {
    const page = await stage.page();
    await page.addInitScript(() => {
      const value = { setConsumer: (consumer) => (globalThis.launch = consumer) };
      Object.defineProperty(globalThis, 'launchQueue', { value });
    });
    const upload = await new UploadPage(page, `${stage.server.origin}/app/`).open();
    await page.waitForFunction(() => globalThis.launch);
    await page.evaluate(
      (bytes) => launch({ files: [{ getFile: async () => new File([Uint8Array.from(bytes)], 'opened.png', { type: 'image/png' }) }] }),
      [...drawing()],
    );
    await upload.linkTo('opened.png');
  });

  it('offers to be installed by a word, and only where the browser does', async () => {
    const { page } = await opened();
    const install = page.getByRole('button', { name: 'Install as an app' });
    assert.ok(await install.isHidden());
    await page.evaluate(() => {
      const offer = new Event('beforeinstallprompt', { cancelable: true });
      offer.prompt = async () => (globalThis.prompted = true);
      dispatchEvent(offer);
      globalThis.prevented = offer.defaultPrevented;
    });
    await install.click();
    assert.deepEqual(await page.evaluate(() => [prompted, prevented]), [true, true]);
  });

  it('has a manifest whose every icon is there, with file handlers and no share target', async () => {
    const manifest = await (await fetch(`${stage.server.origin}/app/manifest.webmanifest`)).json();
    assert.deepEqual([manifest.start_url, manifest.scope, manifest.id], ['/app/', '/app/', '/app/']);
    assert.equal(manifest.share_target, undefined);
    assert.equal(manifest.file_handlers[0].action, '/app/');
    const page = await stage.page();
    await page.goto(stage.server.origin);
    for (const { src, sizes } of manifest.icons) {
      const side = await page.evaluate(async (src) => {
        const image = new Image();
        image.src = src;
        await image.decode();
        return image.naturalWidth;
      }, src);
      if (sizes !== 'any') assert.equal(`${side}x${side}`, sizes);
    }
  });

  it('shows the newer page when a person says so, and not before', async () => {
    const { page } = await opened();
    const old = (await workersOf(page)).caches;
    const newer = 'pellicle-shell-000000000000';
    stage.proxy.rewrite = (path, bytes) =>
      path === '/app/worker.js' ? Buffer.from(bytes.toString('latin1').replace(/pellicle-shell-\w{12}/, newer), 'latin1') : bytes;
    await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration('/app/')).update());
    await page.getByText('There is a newer version of this page.').waitFor();
    assert.ok((await workersOf(page)).caches.includes(old[0]));
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Use it now' }).click()]);
    await page.waitForFunction(async (newer) => (await caches.keys()).join() === newer, newer);
    stage.proxy.rewrite = undefined;
  });

  it('shows it in every window, each when a person says so there, and keeps the version of those that wait', async (t) => {
    const { page } = await opened();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.waitForFunction(() => navigator.serviceWorker.controller);
    const [old] = (await workersOf(page)).caches;
    const newer = 'pellicle-shell-111111111111';
    t.after(() => (stage.proxy.rewrite = undefined));
    stage.proxy.rewrite = (path, bytes) =>
      path === '/app/worker.js' ? Buffer.from(bytes.toString('latin1').replace(/pellicle-shell-\w{12}/, newer), 'latin1') : bytes;
    await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration('/app/')).update());
    const go = (page) => page.getByRole('button', { name: 'Use it now' });
    await go(other).waitFor();
    await Promise.all([page.waitForEvent('load'), go(page).click()]);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    assert.deepEqual((await workersOf(other)).caches.sort(), [newer, old].sort());
    // What only the version before has, and the server no more.
    const part = await other.evaluate(async (old) => {
      await (await caches.open(old)).put('/app/assets/of-before.js', new Response('still here'));
      return (await fetch('/app/assets/of-before.js')).text();
    }, old);
    assert.equal(part, 'still here');
    await page.close();
    await Promise.all([other.waitForEvent('load'), go(other).click()]);
    await other.waitForFunction(async (newer) => (await caches.keys()).join() === newer, newer);
  });
});
