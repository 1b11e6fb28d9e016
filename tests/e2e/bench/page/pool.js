import { init, prepare } from '/dist/index.js';

/**
 * The package's own pool, all photos at once against one after the other, in turn, by the same workers: milliseconds of each round.
 * A first round with all at once starts the workers and counts for nothing.
 */
export async function pool({ photos, workers, rounds }) {
  await init({ workers });
  const files = [];
  for (const photo of photos) files.push(await (await fetch(photo)).blob());
  const together = () => Promise.all(files.map((file) => prepare(file)));
  const inTurn = async () => {
    for (const file of files) await prepare(file);
  };
  await together();
  const times = { together: [], inTurn: [] };
  for (let round = 0; round < rounds; round++) {
    times.together.push(await timed(together));
    times.inTurn.push(await timed(inTurn));
  }
  return times;
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
