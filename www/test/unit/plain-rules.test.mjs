import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAlbum } from '../../dist/plain/album.js';
import { readObject } from '../../dist/plain/json.js';
import { readLink } from '../../dist/plain/link.js';
import { readManifest } from '../../dist/plain/manifest.js';
import { downloadName } from '../../dist/plain/name.js';
import { padme } from '../../dist/plain/padding.js';
import { resultOf } from './vectors.mjs';

const bytes = (text) => new TextEncoder().encode(text);
const refused = { code: 'bad-manifest' };

test('JSON is taken where the grammar takes it', () => {
  for (const text of ['{}', ' {"a":0}\r\n', '{"a":9999999999,"b":{"a":[1,null,true,false,[],"\\ud83d\\ude00"]}}']) {
    assert.ok(readObject(bytes(text)), text);
  }
  assert.equal(readObject(bytes('{"\\u0061":"\\"\\\\"}')).get('a'), '"\\');
  assert.equal(readObject(bytes('{"__proto__":1}')).get('__proto__'), 1);
});

test('JSON that two readers could read twice is refused', () => {
  const texts = [
    '', '[]', '1', '{}{}', '{} x', '{', '{"a":[}', '{"a"', '{"a":"', '{"a":"\\', '{"a":1,"a":1}', '{"a":1,"\\u0061":1}',
    '{"x":[{"y":{"a":1,"b":2,"a":3}}]}', '{"a":-0}', '{"a":-1}', '{"a":01}', '{"a":1.0}', '{"a":1e0}', '{"a":+1}',
    '{"x":{"a":1E400}}', '{"a":10000000000}', '{"a":"\\ud800"}', '{"a":"\\udc00"}', '{"a":"\\ud800\\ud800"}',
    '{"\\ud800":1}', '{"a":"\u0001"}', '{"a":1,}', '{"a":[1,]}', "{'a':1}", '{"a":NaN}', '{"a":trueb}', '{"a":tru}',
    '{"a":"\\x41"}', '{"a":1 1}', '{a:1}', '{"a":}', '\ufeff{}', '\u00a0{}',
  ];
  for (const text of texts) assert.throws(() => readObject(bytes(text)), refused, JSON.stringify(text));
  for (const raw of [[0xff], [0xed, 0xa0, 0x80]]) {
    assert.throws(() => readObject(Uint8Array.of(...bytes('{"a":"'), ...raw, ...bytes('"}'))), refused);
  }
});

test('nesting ends at 127 levels', () => {
  const deep = (levels) => bytes(`{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`);
  assert.ok(readObject(deep(127)));
  assert.throws(() => readObject(deep(128)), refused);
  assert.throws(() => readObject(bytes('['.repeat(16_384))), refused);
});

test('the parts are those that may be', () => {
  const part = (changes) => ({ role: 'main', type: 'image/png', off: 0, len: 9, w: 1, h: 1, ...changes });
  const album = { role: 'album', type: 'application/vnd.pellicle.album+json', off: 0, len: 9 };
  const read = (parts, rest = {}) => readManifest(bytes(JSON.stringify({ v: 1, parts, ...rest })));
  const preview = part({ role: 'preview' });
  assert.equal(read([part({})], { alt: 'é'.repeat(500) }).parts[0].end, 9);
  assert.equal(read([preview, part({ off: 9 })]).parts.length, 2);
  assert.ok(read([album]).isAlbum);
  assert.equal(read([part({})], { placeholder: 1 }).alt, null);
  for (const parts of [
    [], [preview], [part({}), part({ off: 9 })], [part({ role: 'preview,main' })], [part({ role: 'album' })],
    [part({ off: 1 })], [part({ len: 0 })], [part({ w: 0 })], [part({ h: 65_536 })], [part({ type: 'IMAGE/PNG' })],
    [part({ type: album.type })], [{ ...album, w: 1 }], [{ ...album, type: 'image/png' }], [1], [part({ off: '0' })],
    [preview, part({})], [part({ role: 'preview', len: 16_384 }), part({ off: 16_384 })],
  ]) {
    assert.throws(() => read(parts), refused, JSON.stringify(parts));
  }
  for (const rest of [{ v: 2 }, { v: '1' }, { alt: null }, { alt: 1 }, { alt: `${'é'.repeat(500)}a` }, { name: 'a'.repeat(256) }]) {
    assert.throws(() => read([part({})], rest), refused, JSON.stringify(rest));
  }
});

test('an item of an album is checked before anything is made of it', () => {
  const ID = '7Hk2mQx9TzRv4WbN';
  const item = (changes) => ({ id: ID, k: '1f'.repeat(32), t: '22'.repeat(32), ...changes });
  const read = (...items) => readAlbum(bytes(JSON.stringify({ v: 1, items })));
  assert.equal(read(item({ caption: 'é' })).items[0].blobKey[31], 0x1f);
  for (const changes of [
    { id: '../api/admin/xyz' }, { id: '7Hk2mQx9TzRv4Wb0' }, { id: `${ID}\n` }, { k: '1f'.repeat(31) }, { k: 'AB'.repeat(32) },
    { caption: 1 }, { t: undefined },
  ]) {
    assert.throws(() => read(item(changes)), refused, JSON.stringify(changes));
  }
});

test('lengths are padded as the published vectors are', () => {
  for (const [length, expected] of [[155, 160], [15_873, 16_384], [16_385, 17_408], [22, 22], [1, 1], [2 ** 33 + 1, 2 ** 33 + 2 ** 27]]) {
    assert.equal(padme(length), expected);
  }
});

test('names lose what could harm and get the true extension', () => {
  const ID = '7Hk2mQx9TzRv4WbN';
  for (const [name, expected] of [
    ['holiday.jpg', 'holiday.png'],
    ['Été à la mer.JPEG', 'Été à la mer.png'],
    ['a.exe', 'a.exe.png'],
    ['../../etc/passwd', 'etcpasswd.png'],
    ['C:\\Windows\\win.ini', 'CWindowswin.ini.png'],
    ['\u202egpj.exe', 'gpj.exe.png'],
    ['a\u2066b\u200fc\0d\n.png', 'abcd.png'],
    ['.bashrc', 'bashrc.png'],
    ['con', `${ID}.png`],
    ['LPT1.jpg', `${ID}.png`],
    ['console', 'console.png'],
    ['..', `${ID}.png`],
    ['.jpg', 'jpg.png'],
  ]) {
    assert.equal(downloadName(name, ID, 'png'), expected, name);
  }
  assert.equal(downloadName('//', '//', 'jpg'), 'picture.jpg');
  assert.equal(Buffer.from(downloadName(`a${'é'.repeat(127)}`, '', 'jpg')).length, 203);
});

test('a link is taken as people paste it, and a host that misleads is not', async () => {
  const F = 'SYZBpR6caRLD9kyv1QJrSztgtPQgxMGr3JjEx1jBo5T8GvG8';
  const results = async (link) => (await resultOf(readLink(link))).result;
  for (const link of [
    ` HTTPS://Pic.Example/i/7Hk2mQx9TzRv4WbN#${F}\n`,
    `http://[::1]:8080/i/7Hk2mQx9TzRv4WbN#${F}`,
    `https://bücher.example/i/7Hk2mQx9TzRv4WbN?utm=1%23#${F}`,
  ]) {
    assert.equal(await results(link), 'open', link);
  }
  assert.equal((await readLink(`HTTPS://Pic.Example/i/7Hk2mQx9TzRv4WbN#${F}`)).origin, 'https://pic.example');
  for (const link of [
    `https://pic.example@evil/i/7Hk2mQx9TzRv4WbN#${F}`,
    `https://pic.example%2f/i/7Hk2mQx9TzRv4WbN#${F}`,
    `https://:80/i/7Hk2mQx9TzRv4WbN#${F}`,
    `ftp://pic.example/i/7Hk2mQx9TzRv4WbN#${F}`,
    `https://pic.example/i/7Hk2mQx9TzRv4WbNN#${F}`,
    `https://pic.example/i/7Hk2mQx9TzRv4WbN/x#${F}`,
    `https://pic.example/i/7Hk2mQx9TzRv4WbN%252523${F}`,
    `https://pic.example/x/7Hk2mQx9TzRv4WbN#${F}`,
  ]) {
    assert.equal(await results(link), 'link-damaged', link);
  }
});
