// A photo's way from bytes to sealed bytes: the component in its worker against what else a page could do, turn by turn on one page.
// usage: node bench/run.js FOLDER-FOR-RESULTS [what `cargo xtask bench` was given]

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startBrowser } from '../browser.js';
import { hostBench } from './host.js';
import { measureIsolation } from './isolation.js';
import { bytesAtEqualScore } from './ladder.js';
import { machine } from './machine.js';
import { measureMemory } from './memory.js';
import { losslessPictures, photosOf } from './photos.js';
import { measurePool } from './pool.js';
import { measureQuality } from './quality.js';
import { measureReady } from './ready.js';
import { report } from './report.js';
import { promiseRows } from './rows.js';
import { readSettings } from './settings.js';
import { measureTimes } from './times.js';

const [out, ...words] = process.argv.slice(2);
const settings = readSettings(words);
const folder = join(out, 'encoded');
await rm(folder, { recursive: true, force: true });
const host = await hostBench(folder);
const photos = (await photosOf(settings.folder)).map((photo) => ({ ...photo, address: host.add(photo) }));
const browser = await startBrowser();
const wasmBrotliBytes = Number(process.env.PELLICLE_WASM_BROTLI) || undefined;
const results = { settings, machine: machine(browser), wasmBrotliBytes, failures: {} };

try {
  const isolated = await open('/isolated', settings.pipelines);
  results.known = isolated.known;
  const where = { page: isolated.page, host, folder, known: isolated.known };

  say(`timing ${photos.length} photos`);
  results.times = await measureTimes(isolated.page, photos, settings, ({ name }) => say(`  ${name}`));
  say('the heap of a new worker, photo by photo');
  await attempt('memory', () => measureMemory(where, photos));
  if (!settings.timesOnly) {
    const pictures = await toJudge();
    say(`encoding and judging ${pictures.length} pictures`);
    await attempt('quality', () => measureQuality(where, pictures, (name) => say(`  ${name}`)));
  }
  say('the same without isolation');
  await attempt('isolation', async () => {
    const plain = await open('/', ['ours']);
    return measureIsolation({ isolated: isolated.page, plain: plain.page }, typical());
  });
  say('the pool');
  await attempt('pool', async () => {
    // A page with nothing else on it: each worker of the others would be one more to be switched to.
    for (const page of browser.contexts().flatMap((context) => context.pages())) await page.close();
    const page = await browser.newPage();
    await page.goto(host.origin);
    return measurePool(page, taken(), settings.quick ? 1 : 3);
  });
} finally {
  await browser.close();
  host.stop();
}
say('from page load to a worker that is ready');
await attempt('ready', measureReady);
if (results.quality) {
  results.equalScore = {
    oursToBrowser: bytesAtEqualScore(results.quality, 'ours', 'browser'),
    smallestToJsquash: bytesAtEqualScore(results.quality, 'smallest', 'jsquash'),
  };
}
results.promises = promiseRows(results);
await report(results, out);
if (Object.keys(results.failures).length) process.exitCode = 1;

/** What cannot be measured does not take the rest with it. It is named in the report, and the run has failed. */
async function attempt(name, work) {
  try {
    results[name] = await work();
  } catch (error) {
    results.failures[name] = String(error?.message ?? error).split('\n')[0];
  }
}

/** A page with the pipelines named on it. */
async function open(path, names) {
  const page = await browser.newPage();
  await page.goto(host.origin + path);
  const question = { names, maxEdge: settings.maxEdge, sample: photos[0].address };
  const known = await page.evaluate(async (q) => (await import('/bench/page/bench.js')).start(q), question);
  return { page, known };
}

/** Lossless pictures besides the photos: no encoder is helped by what another one did to them, and nobody resizes them. */
async function toJudge() {
  const lossless = (await losslessPictures()).map((picture) => ({ ...picture, group: 'lossless' }));
  return settings.quick ? lossless : [...photos.map((photo) => ({ ...photo, group: 'photos' })), ...lossless];
}

/** The photos that the component takes. */
function taken() {
  const refused = results.times.filter(({ pipelines }) => pipelines.ours.refused).map(({ name }) => name);
  const left = photos.filter(({ name }) => !refused.includes(name));
  if (left.length === 0) throw new Error(`the component takes none of these photos: ${refused.join(', ')}`);
  return left;
}

/** The one of them nearest to what a phone takes. */
function typical() {
  const distance = ({ name }) => Math.abs(results.times.find((row) => row.name === name).megapixels - 12.5);
  return taken().sort((a, b) => distance(a) - distance(b))[0];
}

function say(what) {
  console.error(`${performance.now().toFixed(0).padStart(7)} ms  ${what}`);
}
