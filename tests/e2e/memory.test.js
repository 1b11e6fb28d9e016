import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openHostPage } from './host-page.js';
import { drawing, photo } from './pictures.js';
import { progressiveJpeg, tallJpeg } from './tall.js';

const WASM = fileURLToPath(new URL('../../www/src/wasm/pellicle_bg.wasm', import.meta.url));
const MIB = 2 ** 20;

/** A page of WebAssembly memory. */
const PAGE_BYTES = 65_536;

describe('the heap of a new instance', () => {
  const SIZES = {
    '12 megapixels': { width: 4000, height: 3000, mib: 64 },
    '33 megapixels': { width: 7680, height: 4320, mib: 128 },
    '100 megapixels': { width: 12_500, height: 8000, mib: 256 },
  };
  for (const [name, size] of Object.entries(SIZES)) {
    it(`stays under ${size.mib} MiB for a baseline JPEG of ${name}`, () => holds(tallJpeg, size));
  }

  // Its coefficients are kept until the last scan, so of the largest more are kept than the bound has room for.
  for (const name of ['12 megapixels', '33 megapixels']) {
    const size = SIZES[name];
    it(`stays under ${size.mib} MiB for a progressive JPEG of ${name}`, () => holds(progressiveJpeg, size));
  }
});

let instances = 0;

/** A picture made of this size is prepared within the bound. */
async function holds(make, { width, height, mib }) {
  // A module is instantiated once in each import, so every case has one of its own.
  const wasm = await import(`../../www/src/wasm/pellicle.js?${instances++}`);
  const { memory } = wasm.initSync({ module: await readFile(WASM) });
  const file = new Blob([make({ width, height })]);
  const prepared = await wasm.prepare({ file, maxEdge: 2048 }, () => {}, new AbortController().signal);
  assert.equal(prepared.width, 2048);
  assert.ok(prepared.bytes.length > 10_000);
  const peak = memory.buffer.byteLength / MIB;
  assert.ok(peak < mib, `${peak.toFixed(1)} MiB`);
}

describe('a picture that needs more memory than there is', () => {
  let host;
  before(async () => {
    host = await openHostPage();
  });
  after(() => host.close());

  it('is refused with a code, and those around it are made by other workers', async () => {
    const found = await host.page.evaluate(
      async ({ wasm, small, large }) => {
        const { init, prepare } = await import('pellicle');
        const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        await init({ wasm: bytes(wasm), workers: 1 });
        const end = (file) =>
          prepare(new Blob([bytes(file)]), { maxEdge: 'full' }).then(
            ({ blob }) => blob.type,
            ({ name, code }) => `${name} ${code}`,
          );
        return Promise.all([small, large, small, large, small].map(end));
      },
      {
        wasm: withLessMemory(await readFile(WASM), 16 * MIB).toString('base64'),
        small: photo().toString('base64'),
        large: drawing({ width: 2600, height: 2000 }).toString('base64'),
      },
    );
    const failed = 'PellicleError out-of-memory';
    assert.deepEqual(found, ['image/jpeg', failed, 'image/jpeg', failed, 'image/jpeg']);
  });
});

/** The same module, whose memory may grow by this many bytes and no further (WebAssembly 2.0, 5.5.8). */
function withLessMemory(wasm, more) {
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at];
    const [length, start] = number(wasm, at + 1);
    if (id === 5) {
      const [count, limits] = number(wasm, start);
      assert.deepEqual([count, wasm[limits]], [1, 0], 'one memory without a largest size');
      const [least] = number(wasm, limits + 1);
      const section = Buffer.from([1, 1, ...leb(least), ...leb(least + more / PAGE_BYTES)]);
      return Buffer.concat([wasm.subarray(0, at), Buffer.from([5, ...leb(section.length)]), section, wasm.subarray(start + length)]);
    }
    at = start + length;
  }
  throw new Error('the module has no memory');
}

/** An unsigned number of LEB128, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7, at++) {
    value += (bytes[at] & 0x7f) * 2 ** shift;
    if (bytes[at] < 0x80) return [value, at + 1];
  }
}

function leb(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  return [...bytes, value];
}
