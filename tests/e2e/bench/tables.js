import { geometricMean } from './numbers.js';
import { TITLES } from './settings.js';

const STAGES = ['read', 'decode', 'resize', 'encode', 'check', 'seal', 'all'];
const NONE = '–';

/** Milliseconds of every photo by every pipeline, and the two ratios that count. */
export function timesTable({ times, known, settings }) {
  const pipelines = Object.keys(known);
  const ms = (row, name) => row.pipelines[name]?.ms;
  const ratio = (row, rival) => fixed(ms(row, 'ours') / ms(row, rival), 2);
  const mean = {
    name: 'geometric mean',
    pipelines: Object.fromEntries(pipelines.map((name) => [name, { ms: meanOf(times, name) }])),
  };
  const rivals = ['browser', 'jsquash'].filter((name) => name in known);
  return {
    title: `Photo bytes to sealed bytes, ms, median of ${settings.rounds} rounds`,
    columns: ['photo', 'MP', ...pipelines.map(titleOf), ...rivals.map((name) => `÷ ${titleOf(name)}`)],
    rows: [...times, mean].map((row) => [
      short(row.name),
      fixed(row.megapixels, 1),
      ...pipelines.map((name) => (row.pipelines[name]?.refused ? 'refused' : fixed(ms(row, name), 0))),
      ...rivals.map((rival) => ratio(row, rival)),
    ]),
  };
}

/** Where each pipeline's time goes: the mean over the photos that none refused. */
export function stagesTable({ times, known }) {
  const whole = withoutRefusals(times);
  const mean = (name, stage) => {
    const found = whole.map(({ pipelines }) => (stage === 'all' ? pipelines[name].ms : pipelines[name].stages[stage]));
    return found.every((number) => number === undefined)
      ? undefined
      : found.reduce((sum, number) => sum + (number ?? 0), 0) / found.length;
  };
  return {
    title: `By stage, ms, mean of ${whole.length} photos`,
    columns: ['pipeline', ...STAGES],
    rows: Object.keys(known).map((name) => [titleOf(name), ...STAGES.map((stage) => fixed(mean(name, stage), 1))]),
  };
}

/** Bytes, each with its score; where scores differ, bytes say nothing until they are brought to the same. */
export function bytesTable({ quality, equalScore, known }) {
  const pipelines = Object.keys(known);
  const columns = Object.entries({ oursToBrowser: "÷ the browser's own", smallestToJsquash: 'smallest ÷ @jsquash' });
  const equal = columns.filter(([name]) => equalScore[name]?.ratio !== undefined);
  const cell = (row, name) => {
    const { own: one } = row.pipelines[name];
    if (one.refused) return 'refused';
    const lossless = one.type === 'image/png' ? ' png' : '';
    return `${(one.bytes / 1000).toFixed(0)} (${fixed(one.score, 1)})${lossless}`;
  };
  const means = equal.flatMap(([name]) => equalScore[name].ratio);
  return {
    title: 'kB, and SSIMULACRA2 in brackets; then bytes at equal SSIMULACRA2',
    columns: ['picture', ...pipelines.map(titleOf), ...equal.map(([, title]) => title)],
    rows: [
      ...quality.map((row) => [
        short(row.name),
        ...pipelines.map((name) => cell(row, name)),
        ...equal.map(([name]) => fixed(equalScore[name].pictures.find((one) => one.name === row.name)?.ratio, 2)),
      ]),
      ['geometric mean', ...pipelines.map(() => ''), ...means.map((mean) => fixed(mean, 2))],
    ],
  };
}

/** How large a new instance has grown over each photo. */
export function memoryTable({ memory }) {
  return {
    title: 'Wasm heap of a new worker after one photo',
    columns: ['photo', 'MP', 'MiB'],
    rows: memory.map(({ name, megapixels, heapBytes, refused }) => [
      short(name),
      fixed(megapixels, 1),
      refused ? 'refused' : fixed(heapBytes / 2 ** 20, 1),
    ]),
  };
}

/** The promises, and how they stand. */
export function promisesTable({ promises }) {
  return {
    title: 'What is promised',
    columns: ['what', 'measured', 'must', 'aim', 'verdict'],
    rows: promises.map(({ what, shown, verdict }) => [what, shown.measured, shown.must, shown.aim, verdict]),
  };
}

/** Photos that no pipeline refused. */
export function withoutRefusals(times) {
  return times.filter(({ pipelines }) => Object.values(pipelines).every(({ refused }) => !refused));
}

/** A pipeline's geometric mean over those, in milliseconds. */
export function meanOf(times, name) {
  return geometricMean(withoutRefusals(times).map(({ pipelines }) => pipelines[name].ms));
}

function titleOf(name) {
  return TITLES[name];
}

function short(name) {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}

function fixed(number, digits) {
  return Number.isFinite(number) ? number.toFixed(digits) : NONE;
}
