import { parseArgs } from 'node:util';

/** The pipelines, and what tables call them. */
export const TITLES = {
  ours: 'Pellicle',
  smallest: 'Pellicle, smallest',
  browser: "the browser's own",
  jsquash: '@jsquash',
  vips: 'wasm-vips',
};

/** What is measured, from the command line. */
export function readSettings(words) {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      rivals: { type: 'string' },
      rounds: { type: 'string' },
      'times-only': { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
    },
  });
  const { quick, docs } = values;
  const rivals = values.rivals?.split(',') ?? (quick ? ['browser'] : ['browser', 'jsquash', 'vips']);
  const rounds = Number(values.rounds ?? (quick ? 3 : 5));
  const timesOnly = values['times-only'];
  const whole = rivals.length === 3 && !timesOnly && !quick;
  if (rivals.some((name) => !['browser', 'jsquash', 'vips'].includes(name))) fail(`no such rival: ${values.rivals}`);
  if (!Number.isInteger(rounds) || rounds < 1) fail('rounds is a whole number from 1');
  if (positionals.length > 1) fail('there is one folder at most');
  if (docs && !whole) fail('docs/ shows a whole run: leave out the other options');
  return {
    folder: positionals[0],
    pipelines: ['ours', ...(quick ? [] : ['smallest']), ...rivals],
    rounds,
    timesOnly,
    quick,
    docs,
    maxEdge: 2048,
  };
}

function fail(why) {
  throw new Error(`${why}; see cargo xtask bench --help`);
}
