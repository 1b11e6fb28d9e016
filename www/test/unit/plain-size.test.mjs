import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/** README.md says 8.6 kB. */
const MAX_BYTES = 8600;

test('the plain reader is as small as it is said to be, and stands alone', async () => {
  const bundle = await rolldown({ input: fileURLToPath(new URL('../../dist/plain/index.js', import.meta.url)), platform: 'browser' });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  assert.equal(output.length, 1);
  assert.deepEqual(output[0].imports, []);
  assert.doesNotMatch(output[0].code, /WebAssembly|\bimport\b|new Worker/);
  const bytes = gzipSync(output[0].code, { level: 9 }).length;
  assert.ok(bytes <= MAX_BYTES, `${bytes} bytes after gzip`);
});
