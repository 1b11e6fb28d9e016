// The photos' way from bytes to sealed bytes: the component in its worker against the browser's own pipeline in another,
// turn by turn on one page.
// usage: node bench/run.js OUT.json [FOLDER]

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { corpus, photo } from '../pictures.js';
import { hostBench } from './host.js';

const ROUNDS = Number(process.env.PELLICLE_BENCH_ROUNDS ?? 15);
/** The first rounds warm both up: the wasm is compiled in two tiers, and the decoder's first picture is its slowest. */
const WARM_UP = 3;
const MAX_EDGE = 2048;

const [out, folder] = process.argv.slice(2);
const photos = await photosToMeasure(folder);
const host = await hostBench(photos);
const browser = await chromium.launch({
  executablePath: process.env.PELLICLE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
});
const page = await browser.newPage();
await page.goto(host.origin);

const rows = [];
for (const [index, { name }] of photos.entries()) {
  const row = await page
    .evaluate(measurePhoto, { index, maxEdge: MAX_EDGE, rounds: ROUNDS + WARM_UP })
    .catch((error) => ({ refused: error.message.split('\n')[0] }));
  rows.push(row.refused ? { name, ...row } : { name, ...summary(row) });
  console.log(line(rows.at(-1)));
}
await browser.close();
host.stop();

const measured = rows.filter(({ ratio }) => ratio);
console.log(
  `median of ${ROUNDS} rounds, max edge ${MAX_EDGE} px; the middle ratio of ${measured.length} photos is ${median(measured.map(({ ratio }) => ratio)).toFixed(2)}`,
);
await mkdir(dirname(out), { recursive: true });
await writeFile(out, `${JSON.stringify({ rounds: ROUNDS, maxEdge: MAX_EDGE, photos: rows }, null, 2)}\n`);

/** Runs in the page: both pipelines, one after the other in every round. */
async function measurePhoto({ index, maxEdge, rounds }) {
  globalThis.bench ??= await (await import('/bench/page.js')).open();
  const file = await (await fetch(`/photos/${index}`)).blob();
  const { width, height } = await createImageBitmap(file);
  const results = { megapixels: (width * height) / 1e6, ours: [], rival: [] };
  for (let round = 0; round < rounds; round++) {
    // Whoever comes second finds caches and clocks as the first left them, so they take turns at it.
    for (const who of round % 2 ? ['ours', 'rival'] : ['rival', 'ours'])
      results[who].push(await globalThis.bench[who](file, maxEdge));
  }
  return results;
}

function summary({ megapixels, ours, rival }) {
  const [a, b] = [ours, rival].map((results) => results.slice(WARM_UP));
  const [oursMs, rivalMs] = [a, b].map((results) => median(results.map(({ ms }) => ms)));
  const stages = Object.fromEntries(
    Object.keys(a[0].stages).map((stage) => [stage, median(a.map(({ stages }) => stages[stage]))]),
  );
  return {
    megapixels,
    oursMs,
    rivalMs,
    ratio: oursMs / rivalMs,
    oursBytes: a[0].sealedBytes,
    rivalBytes: b[0].sealedBytes,
    stages,
  };
}

function line({ name, refused, megapixels, oursMs, rivalMs, ratio, oursBytes, rivalBytes }) {
  const title = name.slice(0, 44).padEnd(44);
  if (refused) return `${title} ${refused}`;
  const numbers = [
    `${megapixels.toFixed(1)} MP`,
    `${oursMs.toFixed(0)} ms`,
    `browser ${rivalMs.toFixed(0)} ms`,
    `× ${ratio.toFixed(2)}`,
    `${kb(oursBytes)} / ${kb(rivalBytes)} kB`,
  ];
  return `${title} ${numbers.map((number, i) => number.padStart([8, 9, 16, 8, 16][i])).join('')}`;
}

async function photosToMeasure(folder) {
  const paths = folder ? (await readdir(folder)).sort().map((name) => join(folder, name)) : corpus('photos');
  const found = await Promise.all(
    paths
      .filter((path) => /\.jpe?g$/i.test(path))
      .map(async (path) => ({ name: basename(path), bytes: await readFile(path) })),
  );
  // Without real photos, one that is made here; a codec has an easier time with it.
  return found.length ? found : [{ name: 'made here', bytes: photo({ width: 4080, height: 3072, orientation: 1 }) }];
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function kb(bytes) {
  return Math.round(bytes / 1000);
}
