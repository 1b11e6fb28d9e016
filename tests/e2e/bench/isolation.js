import { median } from './numbers.js';

/** Alternating, so that both pages meet the same moments of the machine. */
const ROUNDS = 9;

/**
 * Whether isolation, which one of the rivals needs, changes what we are measured at: one photo on the isolated page and on one like any
 * other, in turn.
 */
export async function measureIsolation({ isolated, plain }, { address, name }) {
  const ms = async (page) => {
    const question = { photo: address, rounds: 1, warmUp: 0, only: 'ours' };
    const { answers } = await page.evaluate(async (q) => (await import('/bench/page/bench.js')).times(q), question);
    if (answers.ours.refused) throw new Error(`${name}: ${answers.ours.refused}`);
    return answers.ours.rounds[0].ms;
  };
  const rounds = { isolated: [], plain: [] };
  // The plain page's worker is new, and warmed up first; the other one has been at work for minutes.
  for (let round = 0; round < 3; round++) await ms(plain);
  for (let round = 0; round < ROUNDS; round++) {
    rounds.isolated.push(await ms(isolated));
    rounds.plain.push(await ms(plain));
  }
  return { photo: name, isolatedMs: median(rounds.isolated), plainMs: median(rounds.plain), rounds };
}
