// Writes dist/inline.js: the package with its two other files inside, compressed, for places that serve no files beside scripts.
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const packed = (name) => gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).toString('base64');

writeFileSync(
  new URL('inline.js', dist),
  `import { embed } from './embed.js';
export * from './index.js';

embed({
  wasm: '${packed('pellicle_bg.wasm')}',
  worker: '${packed('worker.js')}',
});
`,
);
writeFileSync(new URL('inline.d.ts', dist), `export * from './index.js';\n`);
