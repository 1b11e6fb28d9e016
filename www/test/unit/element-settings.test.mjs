import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingsOf } from '../../dist/element/upload-settings.js';

globalThis.location ??= { origin: 'https://blog.example' };

/** As much of an element as its settings are read from. */
const element = (attributes) => ({ localName: 'pellicle-upload', getAttribute: (name) => attributes[name] ?? null });
const faults = (attributes) => settingsOf(element(attributes)).faults.map(({ code, detail }) => `${code} ${detail}`);

test('attributes become options', () => {
  const attributes = { server: 'https://pic.example', 'max-edge': '1024', preset: 'smallest', 'expires-in': '7d', views: '3', 'max-files': '5' };
  assert.deepEqual(settingsOf(element(attributes)), {
    options: { server: 'https://pic.example', maxEdge: 1024, preset: 'smallest', expiresIn: 604_800, views: 3 },
    maxFiles: 5,
    faults: [],
  });
  assert.equal(settingsOf(element({ 'max-edge': 'full' })).options.maxEdge, 'full');
  assert.equal(settingsOf(element({ 'expires-in': '90' })).options.expiresIn, 90);
  assert.deepEqual(settingsOf(element({})), { options: { server: 'https://blog.example' }, maxFiles: Infinity, faults: [] });
});

test('a value that an attribute cannot have is named, with what is allowed, and sets nothing', () => {
  assert.deepEqual(faults({ views: '0' }), ['bad-option <pellicle-upload views="0">: views is a whole number from 1']);
  assert.deepEqual(faults({ 'expires-in': 'soon' }), [
    'bad-option <pellicle-upload expires-in="soon">: expires-in is a whole number of seconds from 1, or one with s, m, h or d',
  ]);
  assert.deepEqual(faults({ preset: 'tiny' }), [`bad-option <pellicle-upload preset="tiny">: preset is 'balanced' or 'smallest'`]);
  assert.deepEqual(faults({ 'max-edge': '-3' }), [
    `bad-option <pellicle-upload max-edge="-3">: max-edge is 'full' or a whole number of pixels from 1 to 65535`,
  ]);
  assert.deepEqual(faults({ 'max-files': '0' }), ['bad-option <pellicle-upload max-files="0">: max-files is a whole number from 1']);
  assert.deepEqual(faults({ server: 'pic.example' }), [
    'bad-option <pellicle-upload server="pic.example">: server is an http or https address, such as https://pic.example',
  ]);
  assert.deepEqual(settingsOf(element({ views: '0', preset: 'tiny' })).options, { server: 'https://blog.example' });
  assert.equal(faults({ views: '0', preset: 'tiny', 'max-files': 'x' }).length, 3);
});

test('only what is written as a whole number is one', () => {
  for (const views of ['', ' ', ' 3', '3 ', '+3', '-3', '1e3', '0x10', '3.0', '3,5', '٣', 'NaN', '4294967296', '99999999999999999999'])
    assert.equal(faults({ views }).length, 1, views);
  for (const views of ['1', '007', '4294967295']) assert.deepEqual(faults({ views }), [], views);
  for (const name of ['max-edge', 'preset', 'expires-in', 'max-files', 'server']) assert.equal(faults({ [name]: '' }).length, 1, name);
});

test('a page that has no origin is told that a server has to be named', (t) => {
  const before = globalThis.location;
  t.after(() => (globalThis.location = before));
  globalThis.location = { origin: 'null' };
  assert.deepEqual(faults({}), ['bad-option <pellicle-upload without server>: server is an http or https address, such as https://pic.example']);
  assert.deepEqual(faults({ server: 'https://pic.example' }), []);
});
