import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editsIn, toEdits } from '../../dist/edits.js';
import { toBlob, toMaxEdge, toOptions, toOrigin, toOriginal, toPassword, toPreset, toSecs, toText, toViews } from '../../dist/options.js';

const badOption = { name: 'PellicleError', code: 'bad-option' };

test('a duration is seconds, or a whole number with its unit', () => {
  assert.equal(toSecs(1), 1);
  assert.equal(toSecs(2_592_000), 2_592_000);
  assert.equal(toSecs('90s'), 90);
  assert.equal(toSecs('15m'), 900);
  assert.equal(toSecs('12h'), 43_200);
  assert.equal(toSecs('30d'), 2_592_000);
});

test('anything else is no duration', () => {
  const wrong = [0, -1, 1.5, NaN, Infinity, 2 ** 32, '', '30', '0d', '-1d', '1.5h', '30 d', ' 30d', '30D', '1w', '030d', '9999999999d', null, {}];
  for (const duration of wrong) assert.throws(() => toSecs(duration), badOption, String(duration));
});

test('a max edge is pixels or full', () => {
  assert.equal(toMaxEdge(undefined), undefined);
  assert.equal(toMaxEdge('full'), 'full');
  assert.equal(toMaxEdge(65_535), 65_535);
  for (const edge of [0, -1, 65_536, 1.5, NaN, '2048', null]) assert.throws(() => toMaxEdge(edge), badOption, String(edge));
});

test('original mode is on, off, or off by default', () => {
  assert.equal(toOriginal(undefined), false);
  assert.equal(toOriginal(false), false);
  assert.equal(toOriginal(true), true);
  for (const original of [null, 0, 1, 'true', {}]) assert.throws(() => toOriginal(original), badOption, String(original));
});

test('a preset is one of two names', () => {
  for (const preset of [undefined, 'balanced', 'smallest']) assert.equal(toPreset(preset), preset);
  for (const preset of ['', 'Smallest', 'best', null, 1, {}, 'constructor']) {
    assert.throws(() => toPreset(preset), badOption, String(preset));
  }
});

test('views are a whole number from 1', () => {
  assert.equal(toViews(1), 1);
  for (const views of [0, -1, 1.5, '1', null]) assert.throws(() => toViews(views), badOption, String(views));
});

test('an empty password is refused, and a missing one is not', () => {
  assert.equal(toPassword(undefined), undefined);
  assert.equal(toPassword(' '), ' ');
  for (const password of ['', null, 1]) assert.throws(() => toPassword(password), badOption);
});

test('a text is measured in bytes of UTF-8', () => {
  assert.equal(toText(undefined, 'alt', 1), undefined);
  assert.equal(toText('', 'alt', 1), '');
  assert.equal(toText('éé', 'alt', 4), 'éé');
  for (const text of ['ééé', null, 1]) assert.throws(() => toText(text, 'alt', 4), badOption);
});

test('of a server its origin counts', () => {
  assert.equal(toOrigin('https://pic.example/some/where?x#y'), 'https://pic.example');
  assert.equal(toOrigin('http://localhost:8080'), 'http://localhost:8080');
  for (const server of ['pic.example', 'ftp://pic.example', 'javascript:alert(1)', '', undefined]) {
    assert.throws(() => toOrigin(server), badOption, String(server));
  }
});

test('a file is known by what it can do', () => {
  const blob = new Blob(['x']);
  assert.equal(toBlob(blob), blob);
  for (const file of [null, undefined, 'x', {}, new ArrayBuffer(1)]) assert.throws(() => toBlob(file), badOption);
});

test('edits under a name that means nothing are refused: what was to be covered would be shared', () => {
  const area = { x: 0, y: 0, width: 1, height: 1 };
  for (const edits of [{ cover: [area] }, { covers: [area], Rotate: 90 }, [area], []]) assert.throws(() => toEdits(edits), badOption);
});

test('edits that stand beside `edits` are refused too', () => {
  assert.deepEqual(editsIn({ edits: { rotate: 90 } }), toEdits({ rotate: 90 }));
  for (const options of [{ covers: [] }, { crop: undefined, edits: {} }, { rotate: 90 }]) assert.throws(() => editsIn(options), badOption);
});

test('options are an object, whose signal is one', () => {
  const options = { signal: new AbortController().signal };
  assert.equal(toOptions(options), options);
  for (const signal of [undefined, null]) assert.deepEqual(toOptions({ signal }), { signal });
  for (const wrong of [null, undefined, 'x', 5, { signal: {} }, { signal: 5 }]) assert.throws(() => toOptions(wrong), badOption);
});

test('edits are quarter turns and areas in whole pixels', () => {
  const area = { x: 0, y: 5, width: 1, height: 65535 };
  assert.equal(toEdits(undefined), undefined);
  assert.deepEqual(toEdits({}), { quarterTurns: 0, crop: undefined, covers: Uint32Array.of() });
  assert.deepEqual(toEdits({ rotate: 270, crop: area, covers: [area, area] }), {
    quarterTurns: 3,
    crop: Uint32Array.of(0, 5, 1, 65535),
    covers: Uint32Array.of(0, 5, 1, 65535, 0, 5, 1, 65535),
  });
  for (const edits of [
    null,
    'crop',
    { rotate: 45 },
    { rotate: '90' },
    { crop: null },
    { crop: [0, 0, 1, 1] },
    { covers: area },
    { covers: [null] },
    { covers: Array(1001).fill(area) },
    ...[{ x: -1 }, { y: 0.5 }, { width: 0 }, { height: 65536 }, { x: NaN }, { x: '0' }].map((wrong) => ({ crop: { ...area, ...wrong } })),
  ]) {
    assert.throws(() => toEdits(edits), badOption, JSON.stringify(edits));
  }
});
