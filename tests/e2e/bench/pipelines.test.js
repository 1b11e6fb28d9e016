import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import jpeg from 'jpeg-js';
import { startBrowser } from '../browser.js';
import { drawing, photo } from '../pictures.js';
import { bare } from './bare.js';
import { hostBench } from './host.js';

const NAMES = ['ours', 'smallest', 'browser', 'jsquash', 'vips'];
const OURS = ['ours', 'smallest'];
const MAX_EDGE = 320;
/** AES-GCM's tag. */
const TAG_BYTES = 16;

describe('every pipeline of the benchmark', () => {
  let folder, host, browser, page, known;
  const ask = (method, question) =>
    page.evaluate(async ([method, q]) => (await import('/bench/page/bench.js'))[method](q), [method, question]);
  const turned = { bytes: photo({ width: 640, height: 480, orientation: 6 }), type: 'image/jpeg' };
  const plain = { bytes: photo({ width: 640, height: 480, orientation: 1 }), type: 'image/jpeg' };
  const seeThrough = { bytes: drawing(), type: 'image/png' };
  const broken = { bytes: plain.bytes.subarray(0, 300), type: 'image/jpeg' };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pellicle-bench-test-'));
    host = await hostBench(folder);
    browser = await startBrowser();
    page = await browser.newPage();
    await page.goto(`${host.origin}/isolated`);
    known = await ask('start', { names: NAMES, maxEdge: MAX_EDGE, sample: host.add(plain) });
  });
  after(async () => {
    await browser.close();
    host.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is there, on a page that is isolated', async () => {
    assert.deepEqual(Object.keys(known).sort(), [...NAMES].sort());
    assert.ok(await page.evaluate(() => crossOriginIsolated));
  });

  for (const name of NAMES) {
    it(`${name} gives a JPEG of the size asked for, and seals exactly that`, async () => {
      const photo = host.add(plain);
      const encoded = await ask('encode', { picture: photo, name: 'plain', pipeline: name, type: 'image/jpeg', quality: known[name].quality });
      assert.equal(encoded.type, 'image/jpeg');
      const bytes = await readFile(join(folder, encoded.file));
      const { width, height } = jpeg.decode(bytes);
      assert.deepEqual([width, height], [320, 240]);
      const { answers } = await ask('times', { photo, rounds: 1, warmUp: 0, only: name });
      const [{ ms, stages, sealedBytes, ...more }] = answers[name].rounds;
      const sum = Object.values(stages).reduce((all, stage) => all + stage, 0);
      assert.ok(ms > 0 && sum > 0 && sum <= ms + 1, `${ms} ms, of them ${JSON.stringify(stages)}`);
      if (OURS.includes(name)) {
        // The stages are the whole way, and the seal has a header, a manifest and padding besides the picture.
        assert.ok(Math.abs(sum - ms) < 1 && sealedBytes > bytes.length + 120, `${sum} ${ms} ${sealedBytes}`);
        const named = Object.keys(stages);
        assert.deepEqual([named[0], named.at(-2), named.at(-1)], ['read', 'check', 'seal']);
        assert.ok(named.includes('decode') && named.includes('encode'), named.join());
        assert.ok(more.heapBytes > 65_536);
      } else {
        assert.equal(sealedBytes, bytes.length + TAG_BYTES);
      }
    });

    it(`${name} writes a PNG where that is what ours does`, async () => {
      const picture = host.add(seeThrough);
      const { file } = await ask('encode', { picture, name: 'drawing', pipeline: name, type: 'image/png', quality: known[name].quality });
      assert.match(file, /\.png$/);
      assert.equal((await readFile(join(folder, file))).toString('latin1', 1, 4), 'PNG');
      const { type } = await ask('times', { photo: picture, rounds: 0, warmUp: 1, only: name });
      assert.equal(type, 'image/png');
    });

    it(`${name} refuses a photo that is cut off, says so, and takes the next one`, async () => {
      const question = { name: 'broken', pipeline: name, type: 'image/jpeg', quality: known[name].quality };
      const { refused } = await ask('encode', { picture: host.add(broken), ...question });
      assert.ok(refused, 'no reason was given');
      const { answers } = await ask('times', { photo: host.add(broken), rounds: 2, warmUp: 0, only: name });
      assert.ok(answers[name].refused);
      assert.deepEqual(answers[name].rounds, []);
      const { bytes } = await ask('encode', { picture: host.add(plain), ...question });
      assert.ok(bytes > 1000);
    });
  }

  it('makes fewer bytes of a photo under the preset that is named for it', async () => {
    const question = { picture: host.add(plain), name: 'small', type: 'image/jpeg', quality: null };
    const [ours, smallest] = await Promise.all(OURS.map((pipeline) => ask('encode', { ...question, pipeline })));
    assert.ok(smallest.bytes < 0.95 * ours.bytes, `${smallest.bytes} ${ours.bytes}`);
  });

  it('gets a picture without orientation where it is judged', async () => {
    const source = { bytes: bare(turned.bytes), type: 'image/jpeg' };
    assert.ok(source.bytes.length < turned.bytes.length);
    assert.deepEqual(jpeg.decode(source.bytes).data, jpeg.decode(turned.bytes).data);
    assert.equal(source.bytes.includes('Exif'), false);
    for (const name of NAMES) {
      const question = { picture: host.add(source), name: 'bare', pipeline: name, type: 'image/jpeg', quality: known[name].quality };
      const { width, height } = jpeg.decode(await readFile(join(folder, (await ask('encode', question)).file)));
      assert.deepEqual([name, width, height], [name, 320, 240]);
    }
  });

  it('has a new worker after one that broke down', async () => {
    const answers = await page.evaluate(async () => {
      const { Lane } = await import('/bench/page/lane.js');
      const script = 'let n = 0; onmessage = ({ data }) => { if (data === "break") throw new Error("broken"); postMessage(++n); }';
      const lane = new Lane(() => new Worker(URL.createObjectURL(new Blob([script]))));
      const ask = (word) => lane.ask(word, (answer) => answer).catch(({ message }) => message);
      return [await ask('count'), await ask('count'), await ask('break'), await ask('count')];
    });
    assert.deepEqual(answers, [1, 2, 'Uncaught Error: broken', 1]);
  });

  it('a photo has a heap of its own, whatever came before', async () => {
    const small = await ask('heap', host.add(plain));
    const large = await ask('heap', host.add({ bytes: photo({ width: 3000, height: 2000 }), type: 'image/jpeg' }));
    const again = await ask('heap', host.add(plain));
    assert.equal(small.megapixels, 0.3072);
    assert.ok(large.heapBytes > small.heapBytes);
    assert.equal(again.heapBytes, small.heapBytes);
  });
});
