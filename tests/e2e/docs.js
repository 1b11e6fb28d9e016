import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every document that people read first: at the top, under docs/, and the package's own. */
export function documents() {
  const in_ = (folder) =>
    existsSync(join(ROOT, folder))
      ? readdirSync(join(ROOT, folder))
          .filter((name) => name.endsWith('.md'))
          .map((name) => join(folder, name))
      : [];
  return [...in_('.'), ...in_('docs'), ...in_('www')].sort();
}

/** The fenced blocks of a document: their language, their text, whose they are, and the line on which they begin. */
export function blocks(document) {
  const found = [];
  let open;
  readFileSync(join(ROOT, document), 'utf8')
    .split('\n')
    .forEach((line, index) => {
      const fence = /^\s*```\s*(\w*)/.exec(line);
      if (!fence) open?.lines.push(line);
      else if (open) found.push({ ...open, text: open.lines.join('\n'), open: (open = undefined) });
      else open = { language: fence[1], document, at: `${document}:${index + 1}`, lines: [] };
    });
  return found;
}

/** The commands of a shell block: a line each, with what is continued by `\` on one line and without comments. */
export function commands(text) {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#\s.*$/, '').trim())
    .filter(Boolean);
}
