// The first page: the package's entries, and what its functions do.
import { readFileSync } from 'node:fs';

/** What package.json exports, and where it is told of. */
const ENTRIES = {
  '.': ['pellicle.md', 'The functions: prepare, share, view, albums, and what manages them.'],
  './define': ['element.md', 'Defines `<pellicle-upload>` and `<pellicle-picture>`. It exports nothing but the types of their classes; on a server, and where a name is taken already, it does nothing.'],
  './element': ['element.md', 'The same elements as classes, to be extended or defined under other names, and the types of their events and texts.'],
  './inline': ['pellicle.md', 'What `pellicle` exports, with the module and the worker inside (as base64, about a third larger): for bundlers that copy no files, and places that serve nothing but scripts. Import it once, before anything else calls the package; the policy needs `worker-src blob:`.'],
  './plain': ['plain.md', 'Opens pictures and albums by WebCrypto alone, where there is no WebAssembly.'],
  './uppy': ['uppy.md', 'Two plugins for Uppy.'],
  './filepond': ['filepond.md', 'A server and a plugin for FilePond.'],
  './wasm': ['pellicle.md#init', 'The address of the WebAssembly module, for bundlers that give one: `init({ wasm })`.'],
  './heic': ['pellicle.md#init', 'The address of the decoder for HEIC, likewise: `init({ heic })`.'],
};

export function indexPage(functions) {
  const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const doors = Object.keys(exports).filter((name) => name !== './package.json');
  for (const name of doors) if (!ENTRIES[name]) throw new Error(`start.mjs has nothing to say of ${name}`);
  const rows = doors.map((name) => {
    const [page, text] = ENTRIES[name];
    return `| [\`${name.replace('.', 'pellicle')}\`](${page}) | ${text} |`;
  });
  return `# Reference of the npm package

Made from the comments in its sources by \`cargo xtask docs\`; [www/README.md](../../www/README.md) is the way in, and [examples/pages](../../examples/pages/README.md) has a page to copy for each use.

| entry | holds |
|---|---|
${rows.join('\n')}

[Error codes](codes.md): what each means, and what to do about it.

## Functions, in the order in which a picture passes them

| function | does |
|---|---|
${functions.map(({ name, sentence }) => `| [\`${name}\`](pellicle.md#${name.toLowerCase()}) | ${sentence} |`).join('\n')}

## What holds everywhere

- Every function is asynchronous, save \`sentence\`. Every promise rejects with a [\`PellicleError\`](pellicle.md#pellicleerror) and with nothing else.
- Importing does nothing, so a server may do it; calling there rejects with \`browser-too-old\`.
- Sizes are in pixels of the picture or in bytes, durations in seconds or such as \`'30d'\`, instants are \`Date\`s.
- \`signal\` stops what it was given to, at once, with the code \`cancelled\`; an upload is then taken back from the server.
- A link is a secret: whoever has it can look. It is never logged by the package, and no error holds it.
`;
}
