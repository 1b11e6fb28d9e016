import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { LAUNCH } from '../browser.js';
import { photo } from '../pictures.js';
import { startServer } from '../server.js';
import { UploadPage } from '../upload-page.js';
import { median } from './numbers.js';

/** Enough photos that the browser has compiled the module with every optimisation, and keeps what it compiled. */
const PHOTOS_BEFORE = 4;
const LOADS = 11;

/**
 * From the start of a navigation to a worker of the page that has answered a question of its wasm, in milliseconds: the
 * real server, the real upload page, a browser that was there before. Each load is measured in two ways:
 *
 * - `again`: the page is loaded again, as by whoever comes back to it in the same tab;
 * - `anew`: it comes after a page of another site, so that the browser first starts a process for it (the page's
 *   `Cross-Origin-Opener-Policy` has it never share one), and everything in it is run for the first time.
 */
export async function measureReady() {
  const profile = await mkdtemp(join(tmpdir(), 'pellicle-bench-'));
  const server = await startServer({ talk: 'info' });
  const context = await chromium.launchPersistentContext(profile, LAUNCH);
  try {
    await context.addInitScript(askWorkers);
    await use(await context.newPage(), server.origin);
    const page = await context.newPage();
    await loadAnew(page, server.origin);
    const loads = { anew: [], again: [] };
    for (let i = 0; i < LOADS; i++) {
      loads.anew.push(await loadAnew(page, server.origin));
      loads.again.push(await loaded(page, () => page.reload()));
    }
    const middle = (way) => ({ ms: median(loads[way].map(({ answered }) => answered)), told: median(loads[way].map(({ told }) => told)) });
    return { again: middle('again'), anew: middle('anew'), loads };
  } finally {
    await context.close();
    await server.stop();
    await rm(profile, { recursive: true, force: true });
  }
}

async function loadAnew(page, origin) {
  await page.goto('about:blank');
  return loaded(page, () => page.goto(origin));
}

/** When a worker was told to load the module, and when it had answered. */
async function loaded(page, navigate) {
  await navigate();
  await page.waitForFunction(() => globalThis.workerMoments?.answered);
  return page.evaluate(() => globalThis.workerMoments);
}

/** Shares some photos, as whoever comes back has done. */
async function use(page, origin) {
  const upload = await new UploadPage(page, origin).open();
  const files = Array.from({ length: PHOTOS_BEFORE }, (_, i) => ({
    name: `photo-${i}.jpg`,
    bytes: photo({ width: 2000, height: 1500, seed: i + 1 }),
  }));
  await upload.give(...files);
  for (const { name } of files) await upload.linkTo(name);
  // What was compiled is written behind the page's back.
  await page.waitForTimeout(2000);
  await page.close();
}

/** Asks the page's first worker something that only its wasm can answer, as soon as it has been told where that is. */
function askWorkers() {
  const QUESTION = { is: 'job', id: 0, job: { kind: 'parseLink', input: { text: '' } } };
  globalThis.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      if (!options.name.startsWith('pellicle loads ') || globalThis.workerMoments) return;
      const moments = (globalThis.workerMoments = { told: performance.now() });
      // The page's own jobs are numbered from 1.
      this.addEventListener('message', ({ data }) => {
        if (data.id === 0) moments.answered ??= performance.now();
      });
      this.postMessage(QUESTION);
    }
  };
}
