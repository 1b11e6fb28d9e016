import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { textsIn } from '../../dist/element/language.js';
import { WORDS } from '../../dist/element/words.js';
import { CODES, sentence } from '../../dist/sentences.js';

const sources = new URL('../../src/element/words/', import.meta.url);
const languages = readdirSync(sources).map((name) => name.replace(/\.ts$/, ''));
const placesOf = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('the elements speak ten languages besides English', () => {
  assert.deepEqual(languages.sort(), ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'oc', 'pl', 'pt']);
});

for (const language of languages) {
  test(`${language}: it is found, and has every text, every sentence, and what belongs into them`, async () => {
    const { words, sentences } = await textsIn(language);
    assert.deepEqual(Object.keys(words), Object.keys(WORDS));
    assert.deepEqual(Object.keys(sentences), CODES);
    for (const [name, text] of Object.entries(words)) assert.deepEqual(placesOf(text), placesOf(WORDS[name]), name);
    for (const text of [...Object.values(words), ...Object.values(sentences)]) assert.equal(text, text.trim());
    for (const [code, text] of Object.entries(sentences)) {
      assert.match(text, /[.。]$/, code);
      assert.notEqual(text, sentence(code), code);
    }
    const same = Object.keys(words).filter((name) => words[name] === WORDS[name] && name !== 'about');
    assert.ok(same.length < 3, same.join(', '));
  });
}
