import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asText } from './layout.js';
import { notes } from './notes.js';
import { timesPlot } from './plot.js';
import { publish } from './publish.js';
import { bytesTable, memoryTable, promisesTable, stagesTable, timesTable } from './tables.js';

/** Prints the tables, the promises last, and keeps all numbers and the plot in a folder; in docs/ too where that was asked for. */
export async function report(results, folder) {
  const { quality, memory } = results;
  const tables = [timesTable, stagesTable, ...(quality ? [bytesTable] : []), ...(memory ? [memoryTable] : [])];
  const said = [...tables.map((table) => asText(table(results))), notes(results).join('\n'), asText(promisesTable(results))];
  console.log(`\n${said.join('\n\n')}\n`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(join(folder, 'times.svg'), timesPlot(results));
  if (results.settings.docs && Object.keys(results.failures).length === 0) await publish(results);
}
