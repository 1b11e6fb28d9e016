import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../docs.js';
import { asMarkdown } from './layout.js';
import { notes } from './notes.js';
import { timesPlot } from './plot.js';
import { bytesTable, memoryTable, promisesTable, stagesTable, timesTable } from './tables.js';

const DOCUMENT = join(ROOT, 'docs/benchmarks.md');
const PLOT = join(ROOT, 'docs/benchmarks.svg');
const BEGIN = '<!-- measured: begin -->';
const END = '<!-- measured: end -->';

/** Writes what was measured into the document, between its two marks, and the plot beside it. */
export async function publish(results) {
  await writeFile(PLOT, timesPlot(results));
  await writeFile(DOCUMENT, filled(await readFile(DOCUMENT, 'utf8'), measured(results)));
}

/** The text between the marks, replaced. */
export function filled(document, text) {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`docs/benchmarks.md has lost its marks, ${BEGIN} and ${END}`);
  return `${document.slice(0, begin + BEGIN.length)}\n${text}\n${document.slice(end)}`;
}

function measured(results) {
  const tables = [promisesTable, timesTable, stagesTable, bytesTable, memoryTable];
  const [machine, ...rest] = notes(results);
  return [
    `Measured on ${results.machine.date}: ${machine}.`,
    ...tables.map((table) => asMarkdown(table(results))),
    rest.map((note) => `- ${note}`).join('\n'),
  ].join('\n\n');
}
