import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const geometry = await page('edit/geometry.ts');
const { around, between, largest, moved, placeAt, resized, resizedIn, turned, turnedSize, turnsAfter, unturned } = geometry;
const { begun, redone, stepped, undone } = await page('edit/history.ts');
const draft = await page('edit/draft.ts');
const { boxLabel, summary } = await page('edit/words.ts');

const size = { width: 160, height: 112 };
const area = { x: 10, y: 20, width: 30, height: 40 };

/** The pixels of an area, each turned on its own: the slow way that nobody can get wrong. */
function pixelsTurned({ x, y, width, height }, { width: w, height: h }, turns) {
  const pixels = [];
  for (let i = x; i < x + width; i++)
    for (let j = y; j < y + height; j++) {
      const ways = [
        [i, j],
        [h - 1 - j, i],
        [w - 1 - i, h - 1 - j],
        [j, w - 1 - i],
      ];
      pixels.push(ways[turns].join());
    }
  return pixels.sort();
}

test('an area turns with every one of its pixels, and back', () => {
  for (const turns of [0, 1, 2, 3]) {
    const seen = turned(area, size, turns);
    assert.deepEqual(pixelsTurned(seen, turnedSize(size, turns), 0), pixelsTurned(area, size, turns), `${turns} turns`);
    assert.deepEqual(unturned(seen, size, turns), area);
  }
  assert.deepEqual(turnedSize(size, 3), { width: 112, height: 160 });
  assert.equal(turnsAfter(0, -1), 3);
  assert.equal(turnsAfter(3, 1), 0);
});

test('a point of the screen is a place in the picture, at every scale', () => {
  assert.deepEqual(placeAt({ x: 0, y: 0 }, { scale: 3, x: 0, y: 0 }, size), { x: 80, y: 56 });
  assert.deepEqual(placeAt({ x: -80, y: 56 }, { scale: 0.5, x: 0, y: 0 }, size), { x: -80, y: 168 });
  assert.deepEqual(placeAt({ x: 30, y: 10 }, { scale: 2, x: 10, y: -10 }, size), { x: 90, y: 66 });
});

test('what is drawn covers every pixel that it touches, and stays in the picture', () => {
  assert.deepEqual(between({ x: 10.9, y: 4.1 }, { x: 3.2, y: 8.5 }, size), { x: 3, y: 4, width: 8, height: 5 });
  assert.deepEqual(between({ x: -50, y: 100 }, { x: 20, y: 500 }, size), { x: 0, y: 100, width: 20, height: 12 });
  assert.deepEqual(between({ x: 900, y: 900 }, { x: 901, y: 901 }, size), { x: 159, y: 111, width: 1, height: 1 });
});

test('nothing is moved or placed outside', () => {
  assert.deepEqual(moved(area, { x: -100, y: 3.4 }, size), { ...area, x: 0, y: 23 });
  assert.deepEqual(moved(area, { x: 500, y: 500 }, size), { ...area, x: 130, y: 72 });
  assert.deepEqual(around({ x: 0, y: 56 }, { width: 20, height: 10 }, size), { x: 0, y: 51, width: 20, height: 10 });
  assert.deepEqual(around({ x: 80, y: 56 }, { width: 999, height: 0 }, size), { x: 0, y: 56, width: 160, height: 1 });
});

test('an edge stops at the picture, and before the one across', () => {
  const corner = { x: 1, y: 1 };
  assert.deepEqual(resized(area, corner, { x: 5.4, y: -500 }, size), { x: 10, y: 20, width: 35, height: 1 });
  assert.deepEqual(resized(area, corner, { x: 900, y: 900 }, size), { x: 10, y: 20, width: 150, height: 92 });
  assert.deepEqual(resized(area, { x: -1, y: 0 }, { x: -99, y: 7 }, size), { x: 0, y: 20, width: 40, height: 40 });
  assert.deepEqual(resized(area, { x: -1, y: -1 }, { x: 99, y: 99 }, size), { x: 39, y: 59, width: 1, height: 1 });
});

test('a fixed shape stays while it is pulled, and never leaves the picture', () => {
  const square = { x: 40, y: 40, width: 20, height: 20 };
  assert.deepEqual(resizedIn(1, square, { x: 1, y: 1 }, { x: 10, y: 2 }, size), { x: 40, y: 40, width: 30, height: 30 });
  assert.deepEqual(resizedIn(1, square, { x: -1, y: -1 }, { x: -900, y: 0 }, size), { x: 0, y: 0, width: 60, height: 60 });
  // The middle of the upper edge stays, so the room on the nearer side ends it.
  assert.deepEqual(resizedIn(1, square, { x: 0, y: 1 }, { x: 0, y: 900 }, size), { x: 14, y: 40, width: 72, height: 72 });
  for (const grip of [{ x: 1, y: 1 }, { x: -1, y: 0 }, { x: 0, y: -1 }, { x: 1, y: -1 }])
    for (const by of [{ x: -500, y: -500 }, { x: 500, y: 500 }, { x: -30, y: 12 }]) {
      const { x, y, width, height } = resizedIn(16 / 9, largest(16 / 9, area, size), grip, by, size);
      assert.ok(x >= 0 && y >= 0 && x + width <= 160 && y + height <= 112, JSON.stringify({ grip, by, x, y, width, height }));
      assert.ok(Math.abs(width / (16 / 9) - height) <= 0.5, `${width} × ${height}`);
    }
});

test('a preset takes as much of the picture as it can, near what was chosen', () => {
  assert.deepEqual(largest(1, area, size), { x: 0, y: 0, width: 112, height: 112 });
  assert.deepEqual(largest(1, { x: 150, y: 0, width: 10, height: 10 }, size), { x: 48, y: 0, width: 112, height: 112 });
  assert.deepEqual(largest(16 / 9, area, size), { x: 0, y: 0, width: 160, height: 90 });
});

test('every step can be taken back and made again, and a new one ends the way forth', () => {
  let history = stepped(stepped(begun('a'), 'b'), 'c');
  history = undone(undone(undone(history)));
  assert.equal(history.present, 'a');
  history = redone(history);
  assert.equal(history.present, 'b');
  history = redone(stepped(history, 'd'));
  assert.equal(history.present, 'd');
  assert.equal(undone(history).present, 'b');
});

test('keys held down are one step, until something else is done', () => {
  let history = stepped(stepped(stepped(begun(0), 1, 'move 1'), 2, 'move 1'), 3, 'move 2');
  history = undone(history);
  assert.equal(history.present, 2);
  assert.equal(undone(history).present, 0);
  // After going back, the same run is a new step.
  assert.equal(undone(stepped(history, 9, 'move 2')).present, 2);
  assert.equal(stepped(history, history.present), history, 'what changes nothing is no step');
});

test('what was done is given as the package takes it, and nothing where nothing was done', () => {
  const { UNTOUCHED, toEdits, withCover, withCoverAt, withCrop, withTurn, withoutCover } = draft;
  assert.equal(toEdits(UNTOUCHED), undefined);
  assert.equal(toEdits(withTurn(withTurn(UNTOUCHED, 1), -1)), undefined);
  let edited = withCover(withCover(withTurn(UNTOUCHED, -1), area), area);
  edited = withCoverAt(edited, 1, { ...area, x: 0 });
  assert.deepEqual(toEdits(edited), { rotate: 270, covers: [area, { ...area, x: 0 }] });
  edited = withCrop(withoutCover(edited, 0), area);
  assert.deepEqual(toEdits(edited), { rotate: 270, crop: area, covers: [{ ...area, x: 0 }] });
  assert.equal(summary(edited), 'turned, cropped, 1 part covered');
  assert.equal(summary(withCover(UNTOUCHED, area)), '1 part covered');
  assert.equal(summary(UNTOUCHED), '');
  assert.equal(boxLabel(1, area), 'Box 2: 30 × 40 pixels at 10, 20');
});
