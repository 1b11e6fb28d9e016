// Which sentences a page of one file needs, and a plugin that leaves all others out of every language.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * The names of all sentences that stand in these files or in what they import of the pages, or that begin with the prefix,
 * which are put together at run time.
 */
export function sentencesOf(files, prefix, all) {
  const text = [...files, ...files.flatMap((file) => [...imported(file)])].map((file) => readFileSync(file, 'utf8')).join('\n');
  const written = new Set([...text.matchAll(/['"]([a-z][\w.-]*)['"]/g)].map(([, name]) => name));
  return new Set(Object.keys(all).filter((name) => written.has(name) || name.startsWith(prefix)));
}

/** Every module of the pages that one imports, at any remove. A language is one too, and is not looked into: it names all sentences. */
function imported(file, found = new Set()) {
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)\.js'/g)) {
    const path = `${resolve(dirname(file), name)}.ts`;
    if (found.has(path) || /messages\.\w+\.ts$/.test(path) || !existsSync(path)) continue;
    found.add(path);
    imported(path, found);
  }
  return found;
}

/** Gives every language with these sentences alone. `load` gives what a module exports. */
export function onlySentences(names, load) {
  return {
    name: 'pellicle-only-sentences',
    enforce: 'pre',
    async load(id) {
      if (!/\/pages\/text\/messages\.\w+\.ts$/.test(id)) return null;
      const { messages } = await load(id);
      const kept = Object.fromEntries(Object.entries(messages).filter(([name]) => names.has(name)));
      return { code: `export const messages = ${JSON.stringify(kept)};`, moduleType: 'js' };
    },
  };
}
