import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const { snippets } = await page('upload/snippets.ts');
const LINK = 'https://pic.example/i/1111111111111111#abc';
const all = (title) => Object.fromEntries(snippets(LINK, title).map(({ name, text }) => [name, text]));

test('a link is written for each place', () => {
  assert.deepEqual(all('The harbour'), {
    Markdown: `[The harbour](${LINK})`,
    BBCode: `[url=${LINK}]The harbour[/url]`,
    HTML: `<a href="${LINK}">The harbour</a>`,
  });
});

test('a title stays text, whatever it is', () => {
  assert.deepEqual(all('a [b](https://evil.example) <img src=x> "c" & *d*'), {
    Markdown: `[a \\[b\\](https://evil.example) \\<img src=x\\> "c" \\& \\*d\\*](${LINK})`,
    BBCode: `[url=${LINK}]a b(https://evil.example) <img src=x> "c" & *d*[/url]`,
    HTML: `<a href="${LINK}">a [b](https://evil.example) &#60;img src=x&#62; &#34;c&#34; &#38; *d*</a>`,
  });
});
