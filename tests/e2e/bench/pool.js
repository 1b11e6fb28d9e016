import { median } from './numbers.js';

/** What the requirement asks for: twenty pictures, on two cores. */
const PICTURES = 20;
const WORKERS = 2;

/** Many photos at once through the package's pool against one after the other, on a page like any other. */
export async function measurePool(page, photos, rounds) {
  // The shortest way to twenty is to go round; pictures that the component refuses would end the round.
  const many = Array.from({ length: PICTURES }, (_, i) => photos[i % photos.length].address);
  const question = { photos: many, workers: WORKERS, rounds };
  const times = await page.evaluate(async (q) => (await import('/bench/page/pool.js')).pool(q), question);
  const [together, inTurn] = [median(times.together), median(times.inTurn)];
  return { pictures: PICTURES, workers: WORKERS, togetherMs: together, inTurnMs: inTurn, ratio: together / inTurn, rounds: times };
}
