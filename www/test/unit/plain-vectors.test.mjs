import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { chunkKeys, checkLength, openChunks } from '../../dist/plain/chunks.js';
import { deriveKeys, viewVerifier } from '../../dist/plain/keys.js';
import { parseFragment, readLink } from '../../dist/plain/link.js';
import { readMessage } from '../../dist/plain/message.js';
import { open, openInner } from '../../dist/plain/open.js';
import { openPreview } from '../../dist/plain/preview.js';
import { argon2id, files, hex, resultOf, wycheproof } from './vectors.mjs';

for (const { name, skip, vectors } of files) {
  describe(`the vectors of ${name}`, () => {
    if (skip) test('every blob and link', { skip });
    for (const vector of vectors.vectors ?? []) test(vector.name, () => blob(vector));
    for (const vector of vectors.links ?? []) test(vector.link || 'no link at all', () => link(vector));
  });
}

describe('Wycheproof’s Cobblestone-256', () => {
  if (wycheproof.skip) test('every vector', { skip: wycheproof.skip });
  for (const vector of wycheproof.vectors.testGroups?.flatMap(({ tests }) => tests) ?? []) {
    test(vector.comment, () => cobblestone(vector));
  }
});

test('no file of vectors is empty', () => {
  for (const { skip, vectors } of files) assert.ok(skip || (vectors.vectors.length > 40 && vectors.links.length > 10));
  assert.ok(wycheproof.skip || wycheproof.vectors.testGroups[0].tests.length === 35);
});

async function blob(vector) {
  const bytes = hex(vector.blob);
  const options = { password: vector.password ?? undefined, argon2id };
  const secret = await parseFragment(vector.fragment);
  assert.equal(Buffer.from(secret).toString('hex'), vector.secret);
  const { result, value } = await resultOf(steps(bytes, secret, options));
  assert.equal(result, vector.result);
  // An album is not what `open` shows; all else ends alike.
  const door = await resultOf(open(new Blob([bytes]), vector.fragment, options));
  assert.equal(door.result, value?.message.album ? 'album' : vector.result);
  await previewAlone(vector, bytes, options, value?.message);
  if (!value) return;

  const stated = (name, found) => {
    if (vector[name] !== undefined) assert.equal(Buffer.from(found).toString('hex'), vector[name], name);
  };
  stated('prk', value.keys.prk);
  stated('key', value.keys.blobKey);
  stated('view_token', value.keys.viewToken);
  stated('view_verifier', await viewVerifier(value.keys.viewToken));
  stated('inner', value.inner);
  stated('inner_sha256', createHash('sha256').update(value.inner).digest());
  if (vector.inner_len !== undefined) assert.equal(value.inner.length, vector.inner_len);
  assert.deepEqual(await openInner(bytes, value.keys.blobKey), value.inner, 'by its key alone');
  if (value.message.main) {
    assert.deepEqual(new Uint8Array(await door.value.blob.arrayBuffer()), value.message.main.bytes);
    assert.equal(door.value.blob.type, value.message.main.type);
  }
}

/** The first bytes alone give the preview that the whole blob gives, and refuse whatever can be seen in them. */
async function previewAlone(vector, bytes, options, message) {
  const head = bytes.slice(0, 16_520);
  const alone = await resultOf(openPreview(head, bytes.length, vector.fragment, options));
  const later = ['corrupt', 'bad-manifest', 'bad-padding', 'type-mismatch'];
  if (!message && bytes.length > head.length && later.includes(vector.result)) {
    // The fault may lie behind what was looked at, or be found there at a later step.
    assert.ok(['open', ...later].includes(alone.result), alone.result);
    return;
  }
  assert.equal(alone.result, vector.result);
  assert.equal(alone.value?.blob.size, message?.preview?.bytes.length);
  if (!message?.preview) return;
  const { blob, type, width, height, mainWidth, mainHeight, alt } = alone.value;
  const { preview, main } = message;
  assert.deepEqual(new Uint8Array(await blob.arrayBuffer()), preview.bytes);
  assert.deepEqual([type, blob.type, width, height], [preview.type, preview.type, preview.width, preview.height]);
  assert.deepEqual([mainWidth, mainHeight, alt], [main.width, main.height, message.alt]);
  // One byte less is no preview, and neither is another length of the whole.
  const cut = await resultOf(openPreview(head.subarray(0, -1), bytes.length, vector.fragment, options));
  assert.equal(cut.result, 'truncated');
  const longer = await resultOf(openPreview(head, bytes.length + 16_400, vector.fragment, options));
  assert.notEqual(longer.result, 'open');
}

/** What `open` does, with what it went through. Everything that must come before the keys is in `open` alone. */
async function steps(bytes, secret, options) {
  checkLength(bytes.length - 64);
  const keys = await deriveKeys(bytes, secret, options);
  const inner = await openInner(bytes, keys.blobKey, keys.viewToken);
  return { keys, inner, message: readMessage(inner) };
}

async function link(vector) {
  const { result, value } = await resultOf(readLink(vector.link));
  assert.equal(result, vector.result);
  if (!value) return;
  assert.equal(Buffer.from(value.secret).toString('hex'), vector.secret);
  assert.equal(value.exposed, vector.exposed ?? false);
  if (vector.id !== undefined) assert.equal(value.id, vector.id);
}

/** Follows Wycheproof's `doc/c2sp_chunked_encryption.md`: the ciphertext is compressed with zlib. */
async function cobblestone(vector) {
  const sealed = Uint8Array.from(inflateSync(Buffer.from(vector.ct, 'hex')));
  const isLongEnough = await resultOf((async () => checkLength(sealed.length))());
  const keys = await resultOf(chunkKeys(hex(vector.key), hex(vector.ctx), sealed));
  const isOpening = isLongEnough.result === 'open' && keys.result === 'open';
  const opened = isOpening ? await resultOf(openChunks(keys.value, sealed)) : undefined;
  assert.equal(opened?.result === 'open', vector.result === 'valid');
  assert.equal(keys.result !== 'open', vector.flags.includes('HeaderFailure') || vector.flags.includes('InvalidKeySize'));
  if (keys.value) {
    assert.equal(Buffer.from(keys.value.key).toString('hex'), vector.aeadKey);
    assert.equal(Buffer.from(keys.value.baseNonce).toString('hex'), vector.baseNonce);
  }
  if (vector.result !== 'valid') return;
  assert.equal(opened.value.length, vector.msgLength);
  assert.equal(createHash('sha512').update(opened.value).digest('hex'), vector.msgSha512);
}
