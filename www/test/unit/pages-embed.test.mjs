import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './pages.mjs';

const { settingsOf } = await page('embed/settings.ts');
const { accentIn, colourOf, contrast } = await page('embed/accent.ts');

const HERE = 'origin=https://blog.example';

test('a frame’s address sets what it may, and never the server', () => {
  const { origin, attributes, faults } = settingsOf('?origin=https://blog.example&multiple&expires-in=7d&server=https://evil.example&id=x');
  assert.equal(origin, 'https://blog.example');
  assert.deepEqual(attributes, [
    ['expires-in', '7d'],
    ['multiple', ''],
  ]);
  assert.deepEqual(faults.map((fault) => fault.split(' ')[0]), ['"server"', '"id"']);
});

test('only an origin, exactly as it is written, is told', () => {
  assert.equal(settingsOf('?origin=http://127.0.0.1:8000').origin, 'http://127.0.0.1:8000');
  for (const wrong of ['', '*', 'null', 'blog.example', 'https://blog.example/', 'https://blog.example/x', 'HTTPS://BLOG.example', 'javascript:alert(1)', 'file:///x']) {
    const { origin, faults } = settingsOf(`?origin=${encodeURIComponent(wrong)}`);
    assert.equal(origin, undefined, wrong);
    assert.ok(faults[0].endsWith(`here it is "${wrong}"`), faults[0]);
  }
});

test('what is there or not may also be said as in a program', () => {
  const names = (query) => settingsOf(`?${HERE}&${query}`).attributes.map(([name]) => name);
  for (const on of ['multiple', 'multiple=', 'multiple=true', 'multiple=1']) assert.deepEqual(names(on), ['multiple'], on);
  for (const off of ['', 'multiple=false', 'multiple=0']) assert.deepEqual(names(off), [], off);
});

test('a value that means nothing reaches the element, which refuses it', () => {
  assert.deepEqual(settingsOf(`?${HERE}&views=0&expires-in=soon`).attributes, [
    ['expires-in', 'soon'],
    ['views', '0'],
  ]);
});

test('the page’s language is taken where there is one, with its region or without', () => {
  for (const [tag, language] of [['fr', 'fr'], ['fr-CA', 'fr'], ['EN-gb', 'en'], ['oc', 'oc'], ['sv', undefined], ['', undefined], ['constructor', undefined]]) {
    const settings = settingsOf(`?${HERE}&lang=${tag}`);
    assert.equal(settings.language, language, tag);
    assert.deepEqual(settings.faults, []);
  }
  assert.equal(settingsOf(`?${HERE}`).language, undefined);
});

test('a colour scheme is light, dark or the reader’s own', () => {
  for (const scheme of ['light', 'dark', 'auto']) assert.equal(settingsOf(`?${HERE}&color-scheme=${scheme}`).scheme, scheme);
  assert.equal(settingsOf(`?${HERE}`).scheme, 'auto');
  for (const wrong of ['', 'Dark', 'light dark', 'black']) {
    const { scheme, faults } = settingsOf(`?${HERE}&color-scheme=${wrong}`);
    assert.equal(scheme, 'auto');
    assert.match(faults[0], /^color-scheme is light, dark or auto/);
  }
});

test('an accent is six digits, and nothing else that CSS would take', () => {
  assert.deepEqual(settingsOf(`?${HERE}&accent=1f5FC8`).accent, [31, 95, 200]);
  assert.deepEqual(settingsOf(`?${HERE}&accent=%231f5fc8`).accent, [31, 95, 200]);
  for (const wrong of ['', 'red', 'fff', '1f5fc8ff', '1f5fcg', 'rgb(1,2,3)', 'var(--x)', ' 1f5fc8', '1f5fc8;', 'url(https://else.example)']) {
    const { accent, faults } = settingsOf(`?${HERE}&accent=${encodeURIComponent(wrong)}`);
    assert.equal(accent, undefined, wrong);
    assert.match(faults[0], /^accent is a colour of six/);
  }
});

test('whatever the accent, text on it has 4.5:1 and lines have 3:1', () => {
  const papers = { light: ['ffffff', 'faf8f4', 'f0f0f0'], dark: ['000000', '12100e', '121212', '282828'] };
  const steps = [0, 51, 102, 119, 153, 204, 255];
  for (const red of steps)
    for (const green of steps)
      for (const blue of steps)
        for (const scheme of ['light', 'dark']) {
          const { fill, on, line } = accentIn(scheme, [red, green, blue]);
          assert.deepEqual(colourOf(fill), [red, green, blue]);
          assert.ok(contrast(colourOf(fill), colourOf(on)) >= 4.5, `${on} on ${fill}`);
          for (const paper of papers[scheme]) assert.ok(contrast(colourOf(line), colourOf(paper)) >= 3, `${line} for ${fill} on ${paper}`);
        }
});

test('a line is the accent itself where that stands out', () => {
  assert.deepEqual(accentIn('light', colourOf('1f5fc8')), { fill: '#1f5fc8', on: '#ffffff', line: '#1f5fc8' });
  assert.deepEqual(accentIn('dark', colourOf('ffd500')), { fill: '#ffd500', on: '#000000', line: '#ffd500' });
  const pale = accentIn('light', colourOf('ffd500'));
  assert.equal(pale.fill, '#ffd500');
  assert.notEqual(pale.line, '#ffd500');
});
