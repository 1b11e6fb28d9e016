// The page of error codes: what each means is SPEC.md's to say, and what a program does about it the comments of sentences.ts.
import { readFileSync } from 'node:fs';
import { commented } from './literal.mjs';

/** What it lies with, by the word of SPEC.md. */
const FAULTS = {
  link: 'the link',
  blob: 'the sealed bytes',
  caller: 'the call',
  picture: 'the file',
  server: 'the server, or the way to it',
  program: 'this package',
};

export function codesPage() {
  const meanings = meaningsOfSpec();
  const rows = commented('../src/sentences.ts', 'SENTENCES').map(({ name, value, comment }) => {
    const known = meanings.get(name);
    if (!known || !FAULTS[known.fault] || !comment) throw new Error(`the code ${name} has no meaning, or nothing to do about it`);
    meanings.delete(name);
    return `| <a id="${name}"></a> \`${name}\` | ${known.meaning} | ${comment} | ${FAULTS[known.fault]} | ${value} |`;
  });
  if (meanings.size > 0) throw new Error(`no sentence for ${[...meanings.keys()].join(', ')}`);
  return `# Error codes

Every promise of the package rejects with a [\`PellicleError\`](pellicle.md#pellicleerror). Its \`code\` is one of these, the same strings as in HTTP, in Rust and on the command line. New ones may be added, so have a branch for those that you do not know; none changes its meaning. \`detail\` says for developers what happened, and holds no secret, password or file name; \`cause\` is what lay below, where there was something. [\`sentence(code)\`](pellicle.md#sentence) gives the last column.

\`\`\`ts
try {
  await view(link, { password });
} catch (error) {
  if (!(error instanceof PellicleError)) throw error;
  if (error.code === 'password-needed' || error.code === 'wrong-key') askForPassword();
  else show(sentence(error.code));
}
\`\`\`

| code | means | what to do | it lies with | \`sentence(code)\` |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

/** The table of section 10, by code. */
function meaningsOfSpec() {
  const spec = readFileSync(new URL('../../SPEC.md', import.meta.url), 'utf8');
  const [, section] = spec.split('\n## 10. Codes\n');
  const rows = section.split('\n## ')[0].matchAll(/^\| `([a-z-]+)` \| (\w+) \| (.+) \|$/gm);
  return new Map([...rows].map(([, code, fault, meaning]) => [code, { fault, meaning }]));
}
