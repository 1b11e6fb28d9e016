import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as pellicle from '../../dist/index.js';
import * as plain from '../../dist/plain/index.js';
import { files } from './vectors.mjs';

const FRAGMENT = files[0].vectors.vectors[0].fragment;
const LINK = `https://pic.example/i/${'A'.repeat(16)}#${FRAGMENT}`;
const FILE = new Blob(['x']);

/** Every call that takes options, with what else it is given. */
const CALLS = {
  prepare: (options) => pellicle.prepare(FILE, options),
  share: (options) => pellicle.share(FILE, options),
  shareAlbum: (options) => pellicle.shareAlbum([{ link: LINK }], options),
  view: (options) => pellicle.view(LINK, options),
  viewAlbum: (options) => pellicle.viewAlbum(LINK, options),
  viewLink: (options) => pellicle.viewLink(LINK, options),
  remove: (options) => pellicle.remove(LINK, options),
  setExpiry: (options) => pellicle.setExpiry(LINK, options),
  init: (options) => pellicle.init(options),
  'plain.open': (options) => plain.open(FILE, LINK, options),
  'plain.openPreview': (options) => plain.openPreview(FILE, 1, LINK, options),
  'plain.download': (options) => plain.download(LINK, options),
  'plain.downloadAlbum': (options) => plain.downloadAlbum(LINK, options),
  'plain.downloadLink': (options) => plain.downloadLink(LINK, options),
};

for (const [name, call] of Object.entries(CALLS)) {
  test(`${name} rejects what are no options with an error of the package`, async () => {
    for (const options of [null, 5, { signal: {} }]) {
      await assert.rejects(call(options), { name: 'PellicleError', code: 'bad-option' }, `${name} of ${JSON.stringify(options)}`);
    }
  });
}

test('what must be given may not be missing either', async () => {
  for (const call of [pellicle.remove, pellicle.setExpiry]) await assert.rejects(call(LINK), { name: 'PellicleError', code: 'bad-option' });
});

test('what is opened is bytes or a file, of whatever frame, and a forgotten await is told as what it is', async () => {
  const bytes = new Uint8Array(500);
  const ofAnotherFrame = { size: 500, arrayBuffer: async () => bytes.buffer };
  for (const given of [bytes, bytes.buffer, new DataView(bytes.buffer), new Blob([bytes]), ofAnotherFrame]) {
    await assert.rejects(plain.open(given, FRAGMENT), ({ code }) => code !== 'bad-option' && code !== 'internal');
  }
  for (const given of [Promise.resolve(bytes), new Response(bytes), 'x', null, undefined, [1, 2]]) {
    await assert.rejects(plain.open(given, FRAGMENT), { name: 'PellicleError', code: 'bad-option' });
  }
});
