import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bytesAt, bytesAtEqualScore, ladderTo } from './ladder.js';
import { geometricMean, median } from './numbers.js';

describe('numbers', () => {
  it('a median is the middle one, or the middle of two', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([9, 1, 5, 7]), 6);
  });

  it('twice as fast and half as fast cancel out', () => {
    assert.equal(geometricMean([2, 0.5]), 1);
    assert.equal(geometricMean([]), undefined);
  });
});

describe('bytes at equal score', () => {
  const curve = [
    { score: 80, bytes: 400 },
    { score: 60, bytes: 100 },
    { score: 70, bytes: 200 },
  ];

  it('between two encodings the logarithm of the bytes grows evenly', () => {
    assert.equal(Math.round(bytesAt(curve, 65)), Math.round(100 * Math.SQRT2));
    assert.equal(Math.round(bytesAt(curve, 75)), Math.round(200 * Math.SQRT2));
    assert.equal(bytesAt(curve, 70), 200);
    assert.equal(bytesAt(curve, 60), 100);
  });

  it('nothing is guessed beyond them, nor of what has no score', () => {
    assert.equal(bytesAt(curve, 59.9), undefined);
    assert.equal(bytesAt(curve, 80.1), undefined);
    assert.equal(bytesAt([{ bytes: 100 }, { score: 60, bytes: 100 }], 55), undefined);
  });

  it('is a mean over the pictures that both encoded, by group too, and names what lies beyond', () => {
    const row = (name, group, score, bytes, type = 'image/jpeg') => ({
      name,
      group,
      type,
      pipelines: { ours: { own: { score, bytes } }, browser: { own: curve[0], curve } },
    });
    const rows = [
      row('a', 'photos', 70, 100),
      row('b', 'lossless', 80, 800),
      row('c', 'photos', 81, 100),
      row('d', 'photos', undefined, 100),
      row('e', 'photos', 100, 100, 'image/png'),
    ];
    const { ratio, groups, beyond, pictures } = bytesAtEqualScore(rows, 'ours', 'browser');
    assert.equal(ratio.toFixed(6), '1.000000');
    assert.equal(groups.photos.toFixed(6), '0.500000');
    assert.equal(groups.lossless.toFixed(6), '2.000000');
    assert.deepEqual(beyond, ['c']);
    assert.deepEqual(
      pictures.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.equal(bytesAtEqualScore(rows, 'smallest', 'browser').ratio, undefined);
  });
});

describe('a ladder', () => {
  const STEPS = [10, 20, 30, 40, 50];
  /** At quality q the score is 2q, and q / 10 is asked for. */
  async function climb(score, own = 30, refuses = Number.NaN) {
    const asked = [];
    const at = (quality) => (quality === refuses ? { quality, refused: 'no' } : { quality, score: 2 * quality });
    await ladderTo(score, STEPS, at(own), async (quality) => {
      asked.push(quality);
      return at(quality);
    });
    return asked;
  }

  it('is climbed until the score lies between two of its steps, and no further', async () => {
    assert.deepEqual(await climb(65), [40]);
    assert.deepEqual(await climb(95), [40, 50]);
    assert.deepEqual(await climb(55), [20]);
    assert.deepEqual(await climb(21), [20, 10]);
    assert.deepEqual(await climb(60), []);
  });

  it('ends where it has no more steps, or one is refused', async () => {
    assert.deepEqual(await climb(101), [40, 50]);
    assert.deepEqual(await climb(5), [20, 10]);
    assert.deepEqual(await climb(95, 30, 40), [40]);
  });
});
