// The page of the elements: tables of their manifest, then what TypeDoc knows of their types.
import { readFileSync } from 'node:fs';
import { commented } from './literal.mjs';

/** What is in a manifest's lists, each as a table. */
const TABLES = [
  { title: 'Attributes', list: 'attributes', columns: ['attribute', 'means'], row: ({ name, description }) => [code(name), description] },
  {
    title: 'Properties',
    list: 'members',
    only: ({ kind, static: isStatic }) => kind === 'field' && !isStatic,
    columns: ['property', 'type', 'means'],
    row: ({ name, type, readonly, description }) => [code(name), typed(type.text), `${description}${readonly ? ' It can only be read.' : ''}`],
  },
  {
    title: 'Methods',
    list: 'members',
    only: ({ kind }) => kind === 'method',
    columns: ['method', 'gives', 'does'],
    row: ({ name, parameters = [], return: gives, description }) => [
      code(`${name}(${parameters.map((parameter) => `${parameter.name}: ${parameter.type.text}`).join(', ')})`),
      typed(gives.type.text),
      description,
    ],
  },
  { title: 'Events', list: 'events', columns: ['event', 'when'], row: ({ name, description }) => [eventLink(name), description] },
  { title: 'Slots', list: 'slots', columns: ['slot', 'holds'], row: ({ name, description }) => [name ? code(name) : '(the default one)', description] },
  { title: 'Parts', list: 'cssParts', hint: 'For `::part()` in a style sheet of the page.\n\n', columns: ['part', 'is'], row: ({ name, description }) => [code(name), description] },
  { title: 'Custom properties', list: 'cssProperties', hint: 'To be set on the element, or anywhere around it.\n\n', columns: ['custom property', 'is'], row: ({ name, description }) => [code(name), description] },
];

/** Types that have a place of their own. */
const LINKS = { Shared: 'pellicle.md#shared', PellicleError: 'pellicle.md#pellicleerror', Words: '#words', ErrorWords: '#errorwords' };

const code = (text) => `\`${text}\``;

/** `types` is the page that TypeDoc made of the entry, without the classes. */
export function elementsPage(types) {
  const manifest = JSON.parse(readFileSync(new URL('../dist/custom-elements.json', import.meta.url), 'utf8'));
  const elements = manifest.modules.flatMap(({ declarations }) => declarations).sort((a, b) => (a.tagName < b.tagName ? 1 : -1));
  const [intro, rest] = types.split(/^(?=## )/m, 2);
  const below = types.slice(types.indexOf(rest));
  return `${intro.trimEnd()}

\`pellicle/define\` defines both under their names, which is all that a page needs: \`import 'pellicle/define'\`. A server of another origin takes pictures from every site; to show or delete them there, its operator has to list the page's origin (\`allowed_origins\`). Every event is a \`CustomEvent\` with a [\`detail\`](#pellicleevents), except \`change\`.

${elements.map(elementText).join('\n\n')}

${below.trimEnd()}

The names, and what they say in English:

| name | text |
|---|---|
${commented('../src/element/words.ts', 'WORDS').map(({ name, value }) => `| ${code(name)} | ${value} |`).join('\n')}
`;
}

function elementText(element) {
  const { tagName, name, description } = element;
  const example = exampleOf(name);
  const tables = TABLES.flatMap(({ title, list, hint = '', only = () => true, columns, row }) => {
    const entries = (element[list] ?? []).filter(only);
    if (entries.length === 0) return [];
    const rows = entries.map((entry) => {
      if (!entry.description || entry.description === 'undefined') throw new Error(`<${tagName}>: ${entry.name} has no comment`);
      return `| ${row({ ...entry, description: entry.description.replace(/\s*\n\s*/g, ' ') }).join(' | ')} |`;
    });
    return [`### ${title} of ${tagName}\n\n${hint}| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}\n${rows.join('\n')}`];
  });
  return [`## &lt;${tagName}&gt;\n\nClass \`${name}\`. ${description.replace(/^`<[\w-]+>`: /, 'It is ').replace(/^It is (?=downloads)/, 'It ')}`, example, ...tables].join('\n\n');
}

/** The example of a class: the manifest leaves it out. */
function exampleOf(name) {
  const file = { PellicleUpload: 'upload', PelliclePicture: 'picture' }[name];
  const source = readFileSync(new URL(`../src/element/${file}.ts`, import.meta.url), 'utf8');
  const [, block] = /@example\n((?: \*.*\n)+? \* ```\n)/.exec(source);
  return block.replace(/^ \* ?/gm, '').trimEnd();
}

function eventLink(name) {
  return name.startsWith('pellicle-') ? `[\`${name}\`](#pellicleevents-${name})` : code(name);
}

/** A type in code, and behind it where its parts are explained. */
function typed(text) {
  const links = Object.keys(LINKS).filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const shown = code(text.replaceAll('|', '\\|'));
  return links.length === 0 ? shown : `${shown}: ${links.map((name) => `[${name}](${LINKS[name]})`).join(', ')}`;
}
