import { geometricMean, median } from './numbers.js';

/** Rounds that are not timed: wasm is compiled in two tiers, and a decoder's first picture is its slowest. */
const WARM_UP = 1;
/** Before the first photo, more of them. */
const FIRST_WARM_UP = 3;

/** Every photo's way from its bytes to sealed bytes by every pipeline, on one page; `onPhoto` hears of each photo as it is done. */
export async function measureTimes(page, photos, { rounds }, onPhoto) {
  await times(page, { photo: photos[0].address, rounds: 0, warmUp: FIRST_WARM_UP });
  const rows = [];
  for (const { name, address } of photos) {
    const { megapixels, type, answers } = await times(page, { photo: address, rounds, warmUp: WARM_UP });
    const pipelines = Object.fromEntries(
      Object.entries(answers).map(([pipeline, { refused, rounds }]) => [
        pipeline,
        refused ? { refused } : summary(rounds),
      ]),
    );
    rows.push({ name, megapixels, type, pipelines });
    onPhoto(rows.at(-1));
  }
  return rows;
}

/** The geometric mean over the photos of how much longer one pipeline takes than another. A photo that either refused is in neither. */
export function timesRatio(rows, one, other) {
  const ratios = rows
    .map(({ pipelines }) => pipelines[one]?.ms / pipelines[other]?.ms)
    .filter((ratio) => Number.isFinite(ratio));
  return geometricMean(ratios);
}

function times(page, question) {
  return page.evaluate(async (question) => (await import('/bench/page/bench.js')).times(question), question);
}

function summary(rounds) {
  const all = rounds.map(({ ms }) => ms);
  const stages = Object.fromEntries(
    Object.keys(rounds[0].stages).map((stage) => [stage, median(rounds.map(({ stages }) => stages[stage]))]),
  );
  return { ms: median(all), rounds: all, stages, sealedBytes: rounds[0].sealedBytes };
}
