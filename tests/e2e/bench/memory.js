import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** So many photos make the large one: they are tiled anyway. */
const TILES = 4;

/** How large a new instance grows over each photo, and over a baseline JPEG of 100 megapixels that the page makes of them. */
export async function measureMemory({ page, host, folder }, photos) {
  const name = '100-megapixels.jpeg';
  const tiles = photos.slice(0, TILES).map(({ address }) => address);
  await page.evaluate(async (question) => (await import('/bench/page/large.js')).makeLarge(question), {
    photos: tiles,
    name,
  });
  const bytes = await readFile(join(folder, name));
  const large = { name: `100 megapixels, baseline, ${(bytes.length / 1e6).toFixed(0)} MB`, address: host.add({ bytes, type: 'image/jpeg' }) };
  const rows = [];
  for (const { name, address } of [...photos, large]) {
    const row = await page
      .evaluate(async (photo) => (await import('/bench/page/bench.js')).heap(photo), address)
      .catch((error) => ({ refused: error.message.split('\n')[0].replace(/^page\.evaluate: (Error: )?/, '') }));
    rows.push({ name, ...row });
  }
  return rows;
}

/** The largest heap, in MiB, of the photos of so many megapixels; none where there is no such photo. */
export function peakMib(rows, { above = 0, upTo }) {
  const heaps = rows
    .filter(({ megapixels, heapBytes }) => heapBytes && megapixels > above && megapixels <= upTo)
    .map(({ heapBytes }) => heapBytes / 2 ** 20);
  return heaps.length ? Math.max(...heaps) : undefined;
}
