import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { page } from './pages.mjs';

/** Stands in for the window: the test says what comes into it and leaves it. */
class Window {
  static last;
  seen = new Set();
  constructor(hear) {
    this.hear = hear;
    Window.last = this;
  }
  observe(element) {
    this.seen.add(element);
  }
  unobserve(element) {
    this.seen.delete(element);
  }
  disconnect() {
    this.seen.clear();
  }
  move(isIntersecting, ...elements) {
    this.hear(elements.filter((element) => this.seen.has(element)).map((target) => ({ target, isIntersecting })));
  }
}
globalThis.IntersectionObserver = Window;

const { ViewsLeft } = await page('mine/views-left.ts');

let asked, answers, left, told;
beforeEach(() => {
  asked = [];
  answers = new Map();
  told = {};
  const ask = ({ id }) => {
    asked.push(id);
    return new Promise((resolve) => answers.set(id, resolve));
  };
  left = new ViewsLeft(ask);
});

/** Rows of these ids, each a fresh element. */
const rows = (...ids) =>
  ids.map((id) => {
    const element = { id };
    left.watch(element, { id }, (answer) => (told[id] = [...(told[id] ?? []), answer]));
    return element;
  });
const answer = async (id, with_) => {
  answers.get(id)(with_);
  await new Promise(setImmediate);
};

test('nothing is asked about before it is in the window, and then two at a time, each once', async () => {
  const all = rows('a', 'b', 'c', 'd');
  assert.deepEqual(asked, []);
  Window.last.move(true, ...all);
  assert.deepEqual(asked, ['a', 'b']);
  await answer('b', 3);
  assert.deepEqual(asked, ['a', 'b', 'c']);
  await answer('a', 'gone');
  await answer('c', 1);
  await answer('d', 2);
  Window.last.move(false, ...all);
  Window.last.move(true, ...all);
  assert.deepEqual(asked, ['a', 'b', 'c', 'd']);
  assert.deepEqual(told, { a: ['gone'], b: [3], c: [1], d: [2] });
});

test('what left the window before its turn is not asked about', async () => {
  const all = rows('a', 'b', 'c');
  Window.last.move(true, ...all);
  Window.last.move(false, all[2]);
  await answer('a', 1);
  assert.deepEqual(asked, ['a', 'b']);
  Window.last.move(true, all[2]);
  assert.deepEqual(asked, ['a', 'b', 'c']);
});

test('a list that is drawn anew asks nothing twice, and its rows hear what was asked before', async () => {
  Window.last.move(true, ...rows('a', 'b'));
  await answer('a', 4);
  left.renew();
  told = {};
  Window.last.move(true, ...rows('a', 'b'));
  await answer('b', 5);
  assert.deepEqual(asked, ['a', 'b']);
  assert.deepEqual(told, { a: [4], b: [5] });
});

test('a server that is away, or has had enough, is left alone until the list is opened again', async () => {
  for (const fault of ['offline', 'rate-limited', 'incident']) {
    asked = [];
    told = {};
    Window.last.move(true, ...rows('a', 'b', 'c'));
    await answer('a', { fault });
    await answer('b', { fault });
    assert.deepEqual(asked, ['a', 'b'], fault);
    assert.equal(told.c.length, 1, 'and the row can offer to ask');
    left.close();
  }
  Window.last.move(true, ...rows('d'));
  assert.deepEqual(asked.at(-1), 'd');
});

test('one that cannot be asked about stops no other', async () => {
  Window.last.move(true, ...rows('a', 'b', 'c'));
  await answer('a', { fault: 'internal' });
  assert.deepEqual(asked, ['a', 'b', 'c']);
});
