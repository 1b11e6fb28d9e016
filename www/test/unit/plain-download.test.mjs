import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { makeItem } from '../../dist/album-item.js';
import { deriveKeys } from '../../dist/plain/keys.js';
import { parseFragment } from '../../dist/plain/link.js';
import { download, downloadAlbum, downloadItem, downloadPreview, open, openPreview, parseLink, PellicleError } from '../../dist/plain/index.js';
import { argon2id, files, hex } from './vectors.mjs';

const vectors = files[0].vectors.vectors;
const picture = vectors.find(({ name }) => name === 'fifteen_kib');
const secured = vectors.find(({ name }) => name === 'password_of_one_letter');
const album = vectors.find(({ name }) => name === 'album_empty');
const previewed = vectors.find(({ name }) => name === 'preview_as_large_as_it_may_be');
const ID = '7Hk2mQx9TzRv4WbN';

describe('download', () => {
  /** What the server answers for the blob, and what it was asked. */
  let answer, requests, server, origin;
  before(async () => {
    server = createServer((request, response) => {
      requests.push(request);
      const { blob, header = blob.subarray(0, 32), headerStatus = 200, status = 200, headers = {}, body = blob, cut, sized, slow, ranged, cuts, shift = 0 } = answer;
      const isHeader = request.url.endsWith('/header');
      if (!isHeader && sized) response.setHeader('Content-Length', body.length);
      if (!isHeader && cuts) {
        const [, start = 0] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
        if (start) response.setHeader('Content-Range', `bytes ${Number(start) + shift}-${body.length - 1}/${body.length}`);
        response.writeHead(start ? 206 : 200, { 'Content-Length': body.length - start });
        const end = cuts.shift();
        if (end === undefined) return response.end(body.subarray(start));
        response.flushHeaders();
        return response.write(body.subarray(start, end), () => setTimeout(() => response.destroy(), 20));
      }
      if (!isHeader && ranged) {
        const first = body.subarray(0, 16_520);
        response.writeHead(206, { 'Content-Range': `bytes 0-${first.length - 1}/${body.length}`, 'Content-Length': first.length });
        return response.end(first);
      }
      if (!isHeader && slow) {
        response.writeHead(status, headers);
        response.write(body.subarray(0, 17_000));
        return setTimeout(() => response.end(body.subarray(17_000)), 200);
      }
      response.writeHead(isHeader ? headerStatus : status, headers);
      if (!isHeader && cut) return response.write(body.subarray(0, cut), () => response.destroy());
      response.end(isHeader ? header : body);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => server.close());
  beforeEach(() => {
    requests = [];
    answer = { blob: hex(picture.blob) };
  });
  const link = (vector = picture, mark = '#') => `${origin}/i/${ID}${mark}${vector.fragment}`;

  test('asks for the header, then for the blob by its token, and gives what was sealed', async () => {
    answer.headers = { 'Pellicle-Expires': '1700000000', 'Pellicle-Views-Left': '2' };
    const { blob, expires, viewsLeft, exposed, ...rest } = await download(link());
    const opened = await open(answer.blob, picture.fragment);
    assert.deepEqual(await blob.arrayBuffer(), await opened.blob.arrayBuffer());
    assert.equal(rest.width, opened.width);
    assert.equal(expires.getTime(), 1_700_000_000_000);
    assert.equal(viewsLeft, 2);
    assert.equal(exposed, false);
    assert.deepEqual(requests.map(({ url }) => url), [`/b/${ID}/header`, `/b/${ID}`]);
    const [header, whole] = requests.map(({ headers }) => headers);
    assert.equal(header.authorization, undefined);
    assert.match(whole.authorization, /^Bearer [\w-]{43}$/);
    assert.equal(whole['pellicle-view'], undefined);
    if (picture.view_token) {
      assert.equal(whole.authorization, `Bearer ${Buffer.from(picture.view_token, 'hex').toString('base64url')}`);
    }
  });

  test('says that a rewritten link was exposed', async () => {
    const { exposed } = await download(link(picture, '%2523'));
    assert.equal(exposed, true);
  });

  test('needs the password before it asks for the blob', async () => {
    answer.blob = hex(secured.blob);
    await assert.rejects(download(link(secured)), { code: 'password-needed' });
    await assert.rejects(download(link(secured), { password: '' }), { code: 'password-needed' });
    await assert.rejects(download(link(secured), { password: secured.password }), { code: 'bad-option' });
    const failing = (error) => download(link(secured), { password: 'x', argon2id: () => Promise.reject(error) });
    await assert.rejects(failing(new RangeError('Array buffer allocation failed')), { code: 'out-of-memory' });
    await assert.rejects(failing(new Error('x')), { code: 'internal' });
    await assert.rejects(failing(new PellicleError('offline')), { code: 'offline' });
    assert.ok(requests.every(({ url }) => url.endsWith('/header')));
    const { type } = await download(link(secured), { password: secured.password, argon2id });
    assert.match(type, /^image\//);
  });

  test('makes no request for a damaged link', async () => {
    await assert.rejects(download(`${origin}/i/${ID}#${picture.fragment.slice(1)}`), { code: 'link-damaged' });
    assert.equal(requests.length, 0);
  });

  test('spends a view only where it may, and one for a look that was cut short', async () => {
    answer = { ...answer, status: 428, headers: { 'Pellicle-Views-Left': '1' }, body: '{"code":"view-limited"}' };
    await assert.rejects(download(link()), { code: 'view-limited', viewsLeft: 1 });
    const shown = async (changes) => {
      answer = { blob: answer.blob, ...changes };
      requests = [];
      await download(link(), { spendView: true }).catch(() => {});
      return requests.at(-1).headers['pellicle-view'];
    };
    const first = await shown({ cut: 100 });
    assert.match(first, /^[\w-]{22}$/);
    assert.equal(await shown({}), first);
    assert.notEqual(await shown({}), first);
  });

  test('goes on with a look that is kept, without being told again', async () => {
    const kept = new Map();
    const lookStore = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
    const shown = async (options) => {
      requests = [];
      await download(link(), { ...options, lookStore }).catch(() => {});
      return requests.at(-1).headers['pellicle-view'];
    };
    assert.equal(await shown({}), undefined);
    const value = await shown({ spendView: true });
    assert.match(value, /^[\w-]{22}$/);
    assert.equal(await shown({}), value);
    assert.ok(![...kept].flat().some((text) => text.includes(picture.fragment)));
    answer = { ...answer, status: 428, body: '{"code":"view-limited"}' };
    assert.equal(await shown({}), value);
    assert.equal(await shown({}), undefined);
  });

  test('tells how a picture went, where the server does', async () => {
    answer = { ...answer, headerStatus: 410, status: 410, headers: { 'Pellicle-Gone': 'views-spent' } };
    await assert.rejects(download(link()), { code: 'gone', goneBecause: 'views-spent' });
    const [, asked] = requests;
    assert.deepEqual([asked.method, asked.url], ['HEAD', `/b/${ID}`]);
    assert.equal(asked.headers.authorization, `Bearer ${Buffer.from(picture.view_token, 'hex').toString('base64url')}`);
    for (const changes of [{ headers: {} }, { headers: { 'Pellicle-Gone': 'stolen' } }, { status: 401, headers: {} }, { status: 200, headers: {} }]) {
      answer = { ...answer, status: 410, ...changes };
      await assert.rejects(download(link()), (error) => error.code === 'gone' && !('goneBecause' in error));
    }
    answer = { blob: answer.blob, status: 410, headers: { 'Pellicle-Gone': 'deleted' } };
    await assert.rejects(download(link()), { code: 'gone', goneBecause: 'deleted' });
    // Where it is not gone, nothing says how it went.
    answer = { ...answer, status: 404 };
    await assert.rejects(download(link()), (error) => error.code === 'not-found' && !('goneBecause' in error));
  });

  test('goes on where a download was cut, and gives up where nothing more comes', async () => {
    answer = { blob: hex(previewed.blob), sized: true, cuts: [5000, 12_000] };
    const { blob } = await download(link(previewed));
    const opened = await open(answer.blob, previewed.fragment);
    assert.deepEqual(await blob.arrayBuffer(), await opened.blob.arrayBuffer());
    const ranges = () => requests.slice(1).map(({ headers }) => headers.range);
    assert.deepEqual(ranges(), [undefined, 'bytes=5000-', 'bytes=12000-']);
    for (const [shift, code] of [[1, 'server-error'], [-1, 'server-error']]) {
      answer = { ...answer, cuts: [5000], shift };
      await assert.rejects(download(link(previewed)), { code });
    }
    requests = [];
    answer = { ...answer, cuts: [5000, 5000, 5000, 5000, 5000], shift: 0 };
    await assert.rejects(download(link(previewed)), { code: 'offline' });
    assert.deepEqual(ranges(), [undefined, ...Array(3).fill('bytes=5000-')]);
    // Whoever stops it does not wait for that.
    answer = { ...answer, cuts: [5000, 5000] };
    const stop = new AbortController();
    const stopped = download(link(previewed), { signal: stop.signal, onBytes: () => setTimeout(() => stop.abort(), 50) });
    await assert.rejects(stopped, { code: 'cancelled' });
  });

  test('goes by the length of a body and not by how it ends, in which browsers differ', async (t) => {
    const blob = hex(previewed.blob);
    const { fetch } = globalThis;
    const ranges = [];
    // A body that ends too early without a word, and one that breaks behind its last byte.
    const bodies = {
      'ends early': (rest) => new Response(rest.subarray(0, ranges.length > 1 ? undefined : 5000)),
      'breaks late': (rest) => {
        let given = false;
        const pull = (controller) => (given ? controller.error(new TypeError('broken')) : controller.enqueue(new Uint8Array(rest)), (given = true));
        return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
      },
    };
    t.after(() => (globalThis.fetch = fetch));
    for (const [name, body] of Object.entries(bodies)) {
      ranges.length = 0;
      globalThis.fetch = async (url, { headers }) => {
        if (url.endsWith('/header')) return new Response(blob.subarray(0, 32));
        ranges.push(headers.Range);
        const start = Number(/\d+/.exec(headers.Range ?? '0')[0]);
        const { body: stream } = body(blob.subarray(start));
        const length = { 'Content-Length': String(blob.length - start) };
        return new Response(stream, start ? { status: 206, headers: { 'Content-Range': `bytes ${start}-${blob.length - 1}/${blob.length}` } } : { headers: length });
      };
      assert.equal((await download(link(previewed))).type, (await open(blob, previewed.fragment)).type, name);
      assert.deepEqual(ranges, name === 'ends early' ? [undefined, 'bytes=5000-'] : [undefined], name);
    }
  });

  test('shows the preview while the rest is on its way', async () => {
    answer = { blob: hex(previewed.blob), sized: true, slow: true };
    const order = [];
    const heard = [];
    await download(link(previewed), { onPreview: (preview) => order.push('preview') && heard.push(preview) });
    order.push('picture');
    assert.deepEqual(order, ['preview', 'picture']);
    const alone = await openPreview(answer.blob, answer.blob.length, previewed.fragment);
    assert.deepEqual(await heard[0].blob.arrayBuffer(), await alone.blob.arrayBuffer());
    assert.equal(heard[0].mainWidth, alone.mainWidth);
    // Without a length, nothing says that more is to come.
    answer.sized = false;
    await download(link(previewed), { onPreview: () => assert.fail('too early') });
  });

  test('fetches the preview of a picture of an album by itself', async () => {
    answer = { blob: hex(previewed.blob), ranged: true };
    const { blobKey, viewToken } = await deriveKeys(answer.blob.slice(0, 32), await parseFragment(previewed.fragment), {});
    const item = makeItem({ server: origin, id: ID, keys: Uint8Array.from([...blobKey, ...viewToken]) }, null);
    const alone = await openPreview(answer.blob, answer.blob.length, previewed.fragment);
    const { blob, ...rest } = await downloadPreview(item);
    assert.deepEqual(await blob.arrayBuffer(), await alone.blob.arrayBuffer());
    const { blob: _, ...said } = alone;
    assert.deepEqual(rest, said);
    assert.deepEqual(requests.map(({ url, headers }) => [url, headers.range]), [[`/b/${ID}`, 'bytes=0-16519']]);
    // A server that knows no ranges sends all of it.
    answer = { blob: answer.blob, sized: true };
    assert.equal((await downloadPreview(item)).mainWidth, alone.mainWidth);
    answer = { blob: answer.blob, status: 428, body: '{"code":"view-limited"}' };
    assert.equal(await downloadPreview(item), null);
    answer = { ...answer, status: 401 };
    await assert.rejects(downloadPreview(item), { code: 'wrong-key' });
    answer = { blob: hex(secured.blob), ranged: true };
    await assert.rejects(downloadPreview(item), { code: 'wrong-key' });
  });

  test('calls every answer what the component calls it', async () => {
    const coded = (code) => JSON.stringify({ code });
    for (const [status, body, code] of [
      [401, coded('wrong-token'), 'wrong-key'],
      [404, '', 'not-found'],
      [410, '<html>', 'gone'],
      [410, coded('removed'), 'removed'],
      [428, '', 'view-limited'],
      [429, '', 'rate-limited'],
      [451, '', 'removed'],
      [502, '', 'offline'],
      [503, '', 'incident'],
      [503, coded('full'), 'full'],
      [400, coded('corrupt'), 'bad-option'],
      [400, coded('toString'), 'bad-option'],
      [400, 'null', 'bad-option'],
      [418, '', 'server-error'],
      [206, '', 'server-error'],
    ]) {
      answer = { ...answer, status, body };
      await assert.rejects(download(link()), { code }, `${status} ${body}`);
    }
    answer = { ...answer, headerStatus: 404 };
    await assert.rejects(download(link()), { code: 'not-found' });
    answer = { ...answer, headerStatus: 401 };
    await assert.rejects(download(link()), { code: 'server-error' });
  });

  test('takes neither too much nor too little', async () => {
    for (const [length, code] of [[31, 'server-error'], [33, 'server-error'], [1000, 'too-large']]) {
      answer.header = Buffer.alloc(length);
      await assert.rejects(download(link()), { code });
    }
    answer = { blob: answer.blob, cut: 200 };
    await assert.rejects(download(link()), { code: 'offline' });
    answer = { blob: answer.blob, body: Buffer.alloc(32 * 1024 * 1024 + 1) };
    await assert.rejects(download(link()), { code: 'too-large' });
  });

  test('follows no redirection', async () => {
    answer = { ...answer, status: 302, headers: { Location: '/elsewhere' } };
    await assert.rejects(download(link()), { code: 'offline' });
    assert.ok(requests.every(({ url }) => url !== '/elsewhere'));
  });

  test('stops when it is told to', async () => {
    await assert.rejects(download(link(), { signal: AbortSignal.abort('navigated away') }), (error) => {
      assert.ok(error instanceof PellicleError);
      assert.equal(error.cause, 'navigated away');
      return error.code === 'cancelled';
    });
  });

  test('tells an album from a picture, and opens it under the same look', async () => {
    answer.blob = hex(album.blob);
    await assert.rejects(download(link(album), { spendView: true }), { code: 'album' });
    answer.headers = { 'Pellicle-Expires': '1700000000', 'Pellicle-Views-Left': '0' };
    const { title, items, expires, viewsLeft } = await downloadAlbum(link(album), { spendView: true });
    assert.deepEqual([title, items, expires.getTime(), viewsLeft], ['none', [], 1_700_000_000_000, 0]);
    const [first, second] = requests.filter(({ url }) => !url.endsWith('/header')).map(({ headers }) => headers['pellicle-view']);
    assert.match(first, /^[\w-]{22}$/);
    assert.equal(second, first);
    answer.blob = hex(picture.blob);
    await assert.rejects(downloadAlbum(link()), { code: 'not-album' });
  });

  test('opens a picture of an album by the keys that the album holds, and no copy of an item', async () => {
    const { blobKey, viewToken } = await deriveKeys(answer.blob.slice(0, 32), await parseFragment(picture.fragment), {});
    const item = makeItem({ server: origin, id: ID, keys: Uint8Array.from([...blobKey, ...viewToken]) }, 'a gate');
    const { blob, ...rest } = await downloadItem(item);
    const opened = await open(answer.blob, picture.fragment);
    assert.deepEqual(await blob.arrayBuffer(), await opened.blob.arrayBuffer());
    assert.deepEqual(Object.keys(rest).sort(), ['alt', 'expires', 'height', 'name', 'type', 'viewsLeft', 'width']);
    assert.deepEqual(requests.map(({ url }) => url), [`/b/${ID}`]);
    assert.equal(requests[0].headers.authorization, `Bearer ${Buffer.from(viewToken).toString('base64url')}`);
    for (const copy of [{ ...item }, structuredClone(item), null]) await assert.rejects(downloadItem(copy), { code: 'bad-option' });
    answer.blob = hex(album.blob);
    await assert.rejects(downloadItem(item), { code: 'album' });
  });

  test('says how much has come', async () => {
    const heard = [];
    answer.sized = true;
    await download(link(), { onBytes: (loaded, total) => heard.push([loaded, total]) });
    assert.deepEqual(heard.at(-1), [answer.blob.length, answer.blob.length]);
    assert.ok(heard.every(([loaded, total]) => loaded > 0 && total === answer.blob.length));
  });

  test('repairs a link that came rewritten', async () => {
    const whole = link();
    assert.deepEqual(await parseLink(`${whole}.`), { link: whole, id: ID, exposed: false });
    assert.deepEqual(await parseLink(link(picture, '%2523')), { link: whole, id: ID, exposed: true });
    await assert.rejects(parseLink(whole.slice(0, -1)), { code: 'link-damaged' });
  });
});
