import { peakMib } from './memory.js';
import { timesRatio } from './times.js';

/** A digit more than what is promised, or a miss by a hair would read as met. */
const ratio = (number) => number.toFixed(3);
const milliseconds = (number) => `${number.toFixed(0)} ms`;
const kilobytes = (number) => `${(number / 1000).toFixed(0)} kB`;
const mebibytes = (number) => `${number.toFixed(0)} MiB`;

/** What is promised: at most `must`, and better `aim`. `of` finds what was measured, or nothing where it was not. */
const PROMISES = [
  {
    what: "default preset, photo bytes to sealed bytes, ratio to the browser's own",
    must: 0.8,
    aim: 0.5,
    shown: ratio,
    of: ({ times }) => timesRatio(times, 'ours', 'browser'),
  },
  {
    what: 'the same, ratio to @jsquash',
    must: 0.2,
    aim: 0.1,
    shown: ratio,
    of: ({ times }) => timesRatio(times, 'ours', 'jsquash'),
  },
  {
    what: "default preset, bytes at equal SSIMULACRA2, ratio to the browser's own JPEG",
    must: 0.93,
    aim: 0.85,
    shown: ratio,
    of: ({ equalScore }) => equalScore?.oursToBrowser?.ratio,
  },
  {
    what: '"smallest" preset, bytes at equal SSIMULACRA2, ratio to @jsquash MozJPEG',
    must: 1,
    aim: 0.95,
    shown: ratio,
    of: ({ equalScore }) => equalScore?.smallestToJsquash?.ratio,
  },
  {
    what: '"smallest" preset, time, ratio to @jsquash',
    must: 0.6,
    aim: 0.4,
    shown: ratio,
    of: ({ times }) => timesRatio(times, 'smallest', 'jsquash'),
  },
  {
    what: '20 photos through the pool on two cores, ratio to one after the other',
    must: 0.6,
    aim: 0.52,
    shown: ratio,
    of: ({ pool }) => pool?.ratio,
  },
  { what: 'wasm, brotli', must: 400_000, aim: 300_000, shown: kilobytes, of: ({ wasmBrotliBytes }) => wasmBrotliBytes },
  {
    what: 'from page load to a worker that is ready, warm cache, the page loaded again',
    must: 150,
    aim: 60,
    shown: milliseconds,
    of: ({ ready }) => ready?.again.ms,
  },
  {
    what: 'from page load to a worker that is ready, warm cache, in a new process',
    must: 150,
    aim: 60,
    shown: milliseconds,
    of: ({ ready }) => ready?.anew.ms,
  },
  {
    what: 'wasm heap after a photo of up to 13 megapixels',
    must: 64,
    shown: mebibytes,
    of: ({ memory }) => memory && peakMib(memory, { upTo: 13 }),
  },
  {
    what: 'wasm heap after a photo of more than 13 and up to 34 megapixels',
    must: 128,
    shown: mebibytes,
    of: ({ memory }) => memory && peakMib(memory, { above: 13, upTo: 34 }),
  },
  {
    what: 'wasm heap after a baseline JPEG of 100 megapixels',
    must: 256,
    shown: mebibytes,
    of: ({ memory }) => memory && peakMib(memory, { above: 34, upTo: 100 }),
  },
];

/** Every promise beside what was measured. */
export function promiseRows(results) {
  return PROMISES.map(({ what, must, aim, shown, of }) => {
    const measured = of(results);
    return {
      what,
      measured: measured ?? null,
      must,
      aim: aim ?? null,
      verdict: verdict(measured, must, aim),
      shown: { measured: measured === undefined ? '–' : shown(measured), must: shown(must), aim: aim ? shown(aim) : '–' },
    };
  });
}

function verdict(measured, must, aim) {
  if (measured === undefined) return 'not measured';
  if (measured > must) return 'not met';
  return aim !== undefined && measured <= aim ? 'met, and the aim' : 'met';
}
