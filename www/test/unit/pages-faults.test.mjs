import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { isHopeless } from '../../dist/element/upload-item.js';
import { textsIn } from '../../dist/element/language.js';
import { CODES, sentence } from '../../dist/sentences.js';
import { page } from './pages.mjs';

// A code has two wordings: one sentence of the package's, and on the pages a title with a text below. ARCHITECTURE.md says why.

const { isHopeless: isHopelessOnPages } = await page('upload/fault.ts');
const { isPassing } = await page('view/dead-end.ts');
const { messages: english } = await page('text/messages.en.ts');

/** Where the title says what the package says: its sentence begins with it, word for word, in every language. */
const SAME = {
  fault: ['too-large', 'timed-out', 'out-of-memory', 'file', 'offline', 'removed', 'rate-limited', 'full', 'incident', 'refused', 'server-error'],
  view: ['out-of-memory', 'offline', 'gone', 'removed', 'server-error'],
};

/** Where it says more than the package can know: what the person was doing, in which place, and with what. */
const OWN = {
  fault: {
    unsupported: 'it was to be sealed here',
    malformed: 'a file and not yet a picture',
    'bad-option': 'the options stand on the page, and can be changed there',
    'browser-too-old': 'it was to be sealed',
    'wrong-token': 'it was to be deleted',
    gone: 'it was to be deleted',
    'not-found': 'it was to be deleted',
    internal: 'this page, and not a package',
  },
  view: {
    'unsupported-version': 'this page is what opens it',
    'wrong-key': 'passwords are asked for in a place of their own',
    corrupt: 'whatever is wrong inside the seal',
    album: 'an album inside an album',
    'timed-out': 'it was to be opened',
    'not-found': 'the address is what was looked at',
    'rate-limited': 'looking, and not sending',
    incident: 'this server, whose page it is',
    'browser-too-old': 'it was to be opened',
    internal: 'this page, and not a package',
  },
};

const wordings = (room) => CODES.filter((code) => english[`${room}.${code}.text`] !== undefined);

test('of every wording on the pages it is known whether it is the package’s or the page’s own', () => {
  for (const room of ['fault', 'view']) {
    // A question, to which the viewer waits for an answer.
    const codes = wordings(room).filter((code) => code !== 'password-needed' && code !== 'view-limited');
    assert.deepEqual(codes.toSorted(), [...SAME[room], ...Object.keys(OWN[room])].toSorted(), room);
  }
});

const languages = readdirSync(new URL('../../src/element/words/', import.meta.url)).map((name) => name.replace(/\.ts$/, ''));

for (const language of ['en', ...languages]) {
  test(`${language}: where both say the same of a code, they say it in the same words`, async () => {
    const { messages } = await page(`text/messages.${language}.ts`);
    const sentences = language === 'en' ? Object.fromEntries(CODES.map((code) => [code, sentence(code)])) : (await textsIn(language)).sentences;
    for (const [room, codes] of Object.entries(SAME))
      for (const code of codes) {
        // The pages speak a little more loosely.
        const title = messages[`${room}.${code}`].replace(/[.。]$/, '').replace('can’t', 'cannot');
        assert.ok(sentences[code].startsWith(title), `${room}.${code}: "${title}" and "${sentences[code]}"`);
      }
  });
}

test('the elements and the upload page offer to try again for the same codes', () => {
  for (const code of CODES) assert.equal(isHopeless(code), isHopelessOnPages(code), code);
});

test('who says to try again offers it, and nobody says it of what would fail again', () => {
  const says = (text = '') => /try again|again later/i.test(text);
  for (const code of CODES) {
    const [told, fault, view] = [sentence(code), english[`fault.${code}.text`], english[`view.${code}.text`]];
    if (isHopelessOnPages(code)) assert.ok(!says(told) && !says(fault), code);
    if (says(told) && fault !== undefined) assert.ok(says(fault), `fault.${code}`);
    if (says(told) && view !== undefined) assert.ok(says(view) && isPassing(code), `view.${code}`);
    if (says(view)) assert.ok(isPassing(code), `view.${code}`);
  }
});
