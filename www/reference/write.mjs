// Writes docs/api from the sources of the package; with `--check`, says instead where it is not what they say.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { codesPage } from './codes.mjs';
import { elementsPage } from './elements.mjs';
import { entryPages } from './entries.mjs';
import { refused } from './examples.mjs';
import { indexPage } from './start.mjs';

const folder = new URL('../../docs/api/', import.meta.url);

const { pages, functions } = await entryPages();
pages.set('element.md', elementsPage(pages.get('element.md')));
pages.set('codes.md', codesPage());
pages.set('README.md', indexPage(functions));

// Those of the package's README too.
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const faults = refused(new Map([...pages, ['www-README.md', readme]]));
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);

const isCheck = process.argv.includes('--check');
const differences = isCheck ? compared() : written();
for (const difference of differences) console.error(difference);
if (differences.length > 0) {
  console.error('docs/api is not what the sources say: `cargo xtask docs` writes it anew');
  process.exit(1);
}

/** Replaces the folder as a whole, so that a page whose entry is gone goes too. */
function written() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of pages) writeFileSync(new URL(name, folder), text);
  return [];
}

/** For every page that differs its name, and the first line that does. */
function compared() {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const names = new Set([...pages.keys(), ...there]);
  return [...names].sort().flatMap((name) => {
    if (!pages.has(name)) return [`${name}: nothing makes it`];
    if (!there.includes(name)) return [`${name}: it is missing`];
    const wanted = pages.get(name).split('\n');
    const found = readFileSync(new URL(name, folder), 'utf8').split('\n');
    const at = wanted.findIndex((line, index) => line !== found[index]);
    if (at < 0 && wanted.length === found.length) return [];
    const line = at < 0 ? wanted.length : at;
    return [`${name}:${line + 1}: is       ${found[line] ?? '(nothing)'}\n${name}:${line + 1}: should be ${wanted[line] ?? '(nothing)'}`];
  });
}
