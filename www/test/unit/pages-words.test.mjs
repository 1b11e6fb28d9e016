import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { CODES } from '../../dist/sentences.js';
import { page } from './pages.mjs';

const { messages } = await page('text/messages.en.ts');
const { fillHtml } = await page('text/fill-html.ts');
const { bytes, duration, until } = await page('text/format.ts');
const { wordsFor } = await page('view/dead-end.ts');
const { saveName } = await page('shared/save-name.ts');

/** What the viewer asks for in a form of its own, and what only someone who asks for an album, shares or deletes can meet. */
const ASKED = ['link-damaged', 'password-needed', 'view-limited', 'cancelled'];
const ALBUMS = ['not-album'];
const SHARING = ['bad-option', 'wrong-token', 'file', 'full', 'refused'];

test('every error has a sentence of its own where it can be met', () => {
  const internal = wordsFor({ code: 'internal' }).title;
  for (const code of CODES.filter((code) => code !== 'internal' && !ASKED.includes(code) && !SHARING.includes(code) && !ALBUMS.includes(code))) {
    assert.notEqual(wordsFor({ code }).title, internal, code);
  }
  const broken = ['truncated', 'not-pellicle', 'unsupported-version', 'wrong-key', 'unreportable', 'corrupt', 'bad-manifest', 'bad-padding', 'type-mismatch', 'album'];
  for (const code of CODES.filter((code) => !ASKED.includes(code) && !ALBUMS.includes(code) && !broken.includes(code))) {
    assert.ok(messages[`fault.${code}`] && messages[`fault.${code}.text`], code);
  }
});

test('every sentence with a count has a form for all other numbers', () => {
  for (const [key, message] of Object.entries(messages)) {
    if (typeof message !== 'string') assert.equal(typeof message.other, 'string', key);
  }
});

test('sizes, spans and instants are written for people', () => {
  assert.equal(bytes(0), '0 bytes');
  assert.equal(bytes(431_000), '431 kB');
  assert.equal(bytes(3_319_655), '3.3 MB');
  assert.equal(bytes(999_999), '1 MB');
  assert.equal(duration(3600), '1 hour');
  assert.equal(duration(30 * 86_400), '30 days');
  const now = new Date(2026, 10, 22, 12, 0);
  assert.equal(until(new Date(2026, 10, 22, 15, 40), now), '15:40');
  assert.equal(until(new Date(2026, 10, 23, 9, 5), now), 'tomorrow, 9:05');
  assert.equal(until(new Date(2026, 11, 22), now), '22 December');
  assert.equal(until(new Date(2027, 2, 3), now), '3 March 2027');
});

test('a name to save under cannot lie about the file, or leave its folder', () => {
  const id = '7Hk2mQx9TzRv4WbN';
  const save = (name, type = 'image/jpeg') => saveName({ name, type }, id);
  assert.equal(save(null), 'pellicle-7Hk2mQ.jpg');
  assert.equal(save('holiday.png'), 'holiday.jpg');
  assert.equal(save('../../etc/passwd'), 'etcpasswd.jpg');
  assert.equal(save('gpj.\u202Eexe'), 'gpj.jpg');
  assert.equal(save('.htaccess', 'image/png'), 'htaccess.png');
  assert.equal(save('...', 'image/png'), 'pellicle-7Hk2mQ.png');
  assert.equal(save('a\u0000b\nc'), 'abc.jpg');
});

test('the static pages get their words escaped, and know every one', () => {
  const html = '<p class="x" data-t="a"></p><ul data-t-label="b"></ul>';
  const filled = fillHtml(html, { a: '1 < 2 & 3', b: 'say "b"' });
  assert.equal(filled, '<p class="x" data-t="a">1 &lt; 2 &amp; 3</p><ul data-t-label="b" aria-label="say &quot;b&quot;"></ul>');
  assert.throws(() => fillHtml('<p data-t="none"></p>', {}));
});

/** What stands in the places of a sentence's forms, and the forms themselves. */
const formsOf = (message) => (typeof message === 'string' ? { other: message } : message);
const placesOf = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** The categories of plural that whole numbers of a language have. */
function categories(language) {
  const rules = new Intl.PluralRules(language === 'oc' ? 'fr' : language);
  return new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)));
}

const translations = readdirSync(new URL('../../pages/text/', import.meta.url))
  .map((name) => /^messages\.(\w+)\.ts$/.exec(name)?.[1])
  .filter((language) => language && language !== 'en');

for (const language of translations) {
  test(`${language}: every sentence is there, in every form, with what belongs into it`, async () => {
    const { messages: translated } = await page(`text/messages.${language}.ts`);
    assert.deepEqual(Object.keys(translated).sort(), Object.keys(messages).sort());
    for (const [key, message] of Object.entries(messages)) {
      const [english, own] = [formsOf(message), formsOf(translated[key])];
      assert.equal(typeof message === 'string', typeof translated[key] === 'string', key);
      if (typeof message !== 'string') {
        for (const category of categories(language)) assert.ok(own[category], `${key} has no form for ${category}`);
      }
      const may = new Set(Object.values(english).flatMap(placesOf));
      for (const [category, text] of Object.entries(own)) {
        assert.notEqual(text.trim(), '', key);
        for (const place of placesOf(text)) assert.ok(may.has(place), `${key}: {${place}} is not known`);
        // What one thing, or two, are called may go without their number.
        if (category === 'other' || typeof message === 'string') assert.deepEqual(placesOf(text), placesOf(english.other), key);
      }
    }
  });

  test(`${language}: hardly a sentence is the English one`, async () => {
    const { messages: translated } = await page(`text/messages.${language}.ts`);
    const same = Object.entries(messages).filter(([key, message]) => JSON.stringify(message) === JSON.stringify(translated[key]));
    assert.ok(same.length < 20, same.map(([key]) => key).join(', '));
  });
}
