import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { startBrowser } from './browser.js';
import { photo } from './pictures.js';
import { startServer } from './server.js';
import { startSite } from './site.js';

/** Somebody's site with the elements on its pages, a server that allows it, and a browser: a stage for every test of a file. */
export let site, server, browser;

before(async () => {
  site = await startSite();
  server = await startServer({ talk: 'info', settings: { PELLICLE_ALLOWED_ORIGINS: site.origin } });
  site.server = server.origin;
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await site?.stop();
});

export const file = (name, bytes = photo(), mimeType = 'image/jpeg') => ({ name, mimeType, buffer: bytes });

/** A page of the site with this body, and everything that a strict policy or an exception complained of, but for what is expected. */
export async function open(t, body, expected) {
  site.body = body.replaceAll('SERVER', server.origin);
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  t.after(async () => {
    await page.close();
    assert.deepEqual(faults.filter((fault) => !fault.startsWith('Failed to load resource') && !expected?.test(fault)), []);
  });
  await page.addInitScript(() => {
    window.told = [];
    for (const name of ['accept', 'progress', 'shared', 'removed', 'error', 'shown'])
      document.addEventListener(`pellicle-${name}`, ({ type, target, detail }) => {
        window.told.push({ type, id: target.id, name: detail.file?.name, link: detail.link, code: detail.error?.code });
      });
    document.addEventListener('change', ({ target }) => window.told.push({ type: 'change', id: target.id }));
  });
  await page.goto(site.origin);
  await page.waitForFunction(() => customElements.get('pellicle-upload'));
  return page;
}

export const told = (page, ...types) =>
  page.evaluate((types) => window.told.filter(({ type }) => types.includes(type)), types);

/** Gives files to the picker of the widget with this id. */
export async function give(page, id, ...files) {
  await page.locator(`#${id} input[type=file]`).setInputFiles(files);
}

/** What the status line of the only picture says, once it says it. */
export const says = (page, id, words) => page.locator(`#${id} [part=status]`).filter({ hasText: words }).waitFor();

/** Holds every upload of this page back until what it gives is called. */
export async function holdUploads(page) {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route(`${server.origin}/api/blobs`, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}
