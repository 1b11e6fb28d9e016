import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asMarkdown, asText } from './layout.js';
import { notes } from './notes.js';
import { timesPlot } from './plot.js';
import { filled } from './publish.js';
import { promiseRows } from './rows.js';
import { readSettings } from './settings.js';
import { bytesTable, memoryTable, stagesTable, timesTable } from './tables.js';
import { timesRatio } from './times.js';

const timed = (ms) => ({ ms, stages: { decode: ms / 2, seal: 1 }, sealedBytes: 1 });
const jpeg = (score, bytes) => ({ own: { quality: null, type: 'image/jpeg', bytes, score, file: 'x.jpeg' } });

/** A run in which one rival refused one photo. */
const RESULTS = {
  settings: readSettings([]),
  machine: { cpu: 'A <processor> & more', cores: 2, memoryGib: 24, load: 1.1, chromium: '156.0.1', date: '2026-11-25' },
  known: { ours: { quality: null }, browser: { quality: 0.8 }, jsquash: { quality: 75 } },
  wasmBrotliBytes: 350_000,
  times: [
    { name: 'a.jpg', megapixels: 12, type: 'image/jpeg', pipelines: { ours: timed(100), browser: timed(200), jsquash: timed(1600) } },
    { name: 'b.jpg', megapixels: 8, type: 'image/jpeg', pipelines: { ours: timed(100), browser: timed(50), jsquash: { refused: 'it trapped' } } },
  ],
  memory: [
    { name: 'a.jpg', megapixels: 12, heapBytes: 65 * 2 ** 20 },
    { name: 'b.jpg', megapixels: 33, heapBytes: 127 * 2 ** 20 },
    { name: 'large', refused: 'out-of-memory' },
  ],
  quality: [
    { name: 'a.jpg', group: 'photos', type: 'image/jpeg', pipelines: { ours: jpeg(75, 1000), browser: jpeg(70, 2000), jsquash: { own: { refused: 'it trapped' } } } },
  ],
  equalScore: { oursToBrowser: { ratio: 0.9, groups: { photos: 0.9 }, pictures: [{ name: 'a.jpg', ratio: 0.9 }], beyond: ['c.jpg'] } },
  isolation: { photo: 'a.jpg', isolatedMs: 100, plainMs: 101 },
  pool: { pictures: 20, workers: 2, togetherMs: 1000, inTurnMs: 1960, ratio: 1000 / 1960 },
  ready: { again: { ms: 151, told: 60 }, anew: { ms: 251, told: 90 }, loads: { again: [], anew: [] } },
};

describe('what is promised', () => {
  const verdicts = Object.fromEntries(promiseRows(RESULTS).map(({ what, verdict }) => [what, verdict]));
  const of = (part) => verdicts[Object.keys(verdicts).find((what) => what.includes(part))];

  it('is met up to its number and not above it', () => {
    assert.equal(of('wasm, brotli'), 'met');
    assert.equal(of('up to 13'), 'not met');
    assert.equal(of('up to 34'), 'met');
    assert.equal(of('page load'), 'not met');
    assert.equal(of('the same, ratio to @jsquash'), 'met, and the aim');
  });

  it('is not met where nothing was measured', () => {
    assert.equal(of('"smallest" preset, time'), 'not measured');
    assert.equal(of('100 megapixels'), 'not measured');
  });
});

describe('a photo that one pipeline refuses', () => {
  it('is left out of both sides of its ratio, and of no other', () => {
    assert.equal(timesRatio(RESULTS.times, 'ours', 'jsquash'), 1 / 16);
    assert.equal(timesRatio(RESULTS.times, 'ours', 'browser'), 1);
  });

  it('is named, with why', () => {
    const said = notes(RESULTS).join('\n');
    assert.match(said, /b\.jpg: @jsquash refused it: it trapped/);
    assert.match(said, /a\.jpg: @jsquash did not encode it: it trapped/);
    assert.match(said, /large: no heap: out-of-memory/);
    assert.match(said, /no equal score within the curve for c\.jpg/);
    assert.match(said, /"smallest" is not there yet/);
    assert.match(said, /busy/);
    assert.doesNotMatch(notes({ ...RESULTS, machine: { ...RESULTS.machine, load: 0.9 } }).join(), /busy/);
    assert.match(asText(timesTable(RESULTS)), /^b\.jpg .*refused/m);
    assert.match(asText(bytesTable(RESULTS)), /^a\.jpg .*refused/m);
    assert.match(asText(memoryTable(RESULTS)), /^large .*refused/m);
    assert.match(stagesTable(RESULTS).title, /mean of 1 photos/);
  });
});

describe('a measurement that fails', () => {
  it('is named, is not met, and takes no other with it', () => {
    const { pool, ready, memory, quality, equalScore, ...rest } = RESULTS;
    const left = { ...rest, failures: { ready: 'the browser was closed' } };
    assert.match(notes(left).join('\n'), /^ready could not be measured: the browser was closed$/m);
    const verdict = (part) => promiseRows(left).find(({ what }) => what.includes(part)).verdict;
    for (const part of ['page load', 'the pool', 'up to 13', 'SSIMULACRA2']) assert.equal(verdict(part), 'not measured');
    assert.equal(verdict('wasm, brotli'), 'met');
  });
});

describe('a table', () => {
  it('has as many cells in each row as it has columns', () => {
    for (const table of [timesTable, stagesTable, bytesTable, memoryTable].map((of) => of(RESULTS)))
      for (const row of table.rows) assert.equal(row.length, table.columns.length, table.title);
  });

  it('cannot be broken by a name', () => {
    const table = { title: 'T', columns: ['a', 'b'], rows: [['x|y', '1']] };
    assert.equal(asMarkdown(table).split('\n').at(-1), '| x\\|y | 1 |');
  });
});

describe('the plot', () => {
  const plot = timesPlot(RESULTS);

  it('has a bar for each pipeline, as long as its multiple of the browser’s own', () => {
    const widths = [...plot.matchAll(/<rect class="(\w+)" x="190" y="[\d.]+" width="([\d.]+)"/g)].map(([, name, width]) => [name, Number(width)]);
    assert.deepEqual(
      widths.map(([name]) => name),
      ['all photos', 'a.jpg', 'b.jpg'].flatMap(() => ['ours', 'browser', 'jsquash']),
    );
    const [ours, browser, jsquash] = widths.map(([, width]) => width);
    assert.equal(widths.at(-1)[1], 0);
    assert.match(plot, />refused</);
    assert.ok(Math.abs(browser / ours - 2) < 0.01 && Math.abs(jsquash / browser - 8) < 0.01, String([ours, browser, jsquash]));
  });

  it('follows the reader’s light and dark, and is XML', () => {
    assert.match(plot, /prefers-color-scheme:dark/);
    const open = [];
    for (const [, end, name, self] of plot.replace(/<style>[^<]*<\/style>/, '').matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
      if (end) assert.equal(open.pop(), name);
      else if (!self) open.push(name);
    }
    assert.deepEqual(open, []);
    assert.doesNotMatch(plot, /&(?!amp;|lt;|gt;)/);
  });
});

describe('the document', () => {
  it('keeps what stands around its marks', () => {
    const before = 'words\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nmore\n';
    assert.equal(filled(before, 'new'), 'words\n<!-- measured: begin -->\nnew\n<!-- measured: end -->\nmore\n');
    assert.throws(() => filled('words', 'new'), /marks/);
  });

  it('is written by a whole run alone', () => {
    for (const words of [['--docs', '--quick'], ['--docs', '--times-only'], ['--docs', '--rivals', 'browser'], ['--rivals', 'gimp'], ['--rounds', '0'], ['a', 'b']])
      assert.throws(() => readSettings(words), /cargo xtask bench/, words.join(' '));
    assert.ok(readSettings(['--docs']).docs);
  });
});
