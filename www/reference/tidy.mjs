// From the Markdown of typedoc-plugin-markdown to what reads well on a code host, with links that stay.
import { commented } from './literal.mjs';

const CODES = new Set(commented('../src/sentences.ts', 'SENTENCES').map(({ name }) => name));

/** One page of an entry of package.json. */
export function tidied(markdown, entry) {
  return stableAnchors(shorterCodes(withoutNoise(markdown)))
    .replace(/^# .*\n/, `# ${entry}\n`)
    .replace(/^## Example\n/m, '')
    .replace(/ +$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
    .concat('\n');
}

/** A function that gives nothing, and where something is inherited from: both stand in the signature or help nobody. */
function withoutNoise(markdown) {
  return markdown
    .replace(/^#+ Returns\n\n`void`\n\n/gm, '')
    .replace(/^#+ (?:Inherited from|Overrides|Implementation of|Extended by)\n\n(?:(?!#|\*\*\*).*\n)*/gm, '')
    .replace(/(\n\*\*\*\n)+(?=\n## )/g, '\n')
    .replace(/^(#+) Throws\n\n/gm, '$1 Rejects with\n\n')
    .replace(/^(#+ Rejects with\n\n)\[PellicleError\]\([^)]*\) ((?:(?!#|\*\*\*).*\n)*)/gm, (_, heading, text) => heading + linked(text));
}

/** Each code leads to what it means and what to do about it. */
function linked(text) {
  return text.replace(/`([a-z-]+)`(?!\])/g, (all, name) => (CODES.has(name) ? `[${all}](codes.md#${name})` : all));
}

/** Every code in a row says less than the page that explains them. */
function shorterCodes(markdown) {
  return markdown
    .replace(/(?:\\\| )?`"link-damaged"`(?: \\\| `"[a-z0-9-]+"`)+/g, '[`Code`](codes.md)')
    .replace(/\n +\| "link-damaged"(?:\n +\| "[a-z0-9-]+")+/g, 'Code')
    .replace('```ts\ntype Code = keyof typeof SENTENCES;\n```', 'One of [these](codes.md).');
}

/**
 * TypeDoc numbers the anchors of properties of one name as it finds them. Here each has the name of what it belongs to, so that a
 * link to it still leads there when another property of that name comes along.
 */
function stableAnchors(markdown) {
  const renamed = new Map();
  let owner = '';
  const lines = markdown.split('\n').map((line) => {
    owner = /^### (\w+)/.exec(line)?.[1].toLowerCase() ?? owner;
    return line.replace(/<a id="(property-([\w-]+?)(?:-\d+)?)"><\/a>/, (_, old, name) => {
      renamed.set(old, `${owner}-${name}`);
      return `<a id="${owner}-${name}"></a>`;
    });
  });
  const text = lines.join('\n');
  const ids = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
  if (new Set(ids).size !== ids.length) throw new Error('two anchors have one name');
  if (/\.md#property-/.test(text)) throw new Error('a link leads to a property of another page');
  return text.replace(/\(#(property-[\w-]+)\)/g, (_, old) => `(#${renamed.get(old)})`);
}
