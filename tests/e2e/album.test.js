import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openHostPage } from './host-page.js';
import { photo } from './pictures.js';
import { secretsOf } from './secrets.js';
import { needlesOf, search } from './wiretap.js';

const TITLE = 'Rathlin in the rain';
const CAPTION = 'the gate of the old lighthouse';
const PASSWORD = 'correct horse';

describe('an album of three pictures', () => {
  let host, album;
  const requests = [];
  before(async () => {
    host = await openHostPage();
    host.page.on('request', (request) => requests.push(request));
    await host.page.evaluate(
      async ({ files, TITLE, CAPTION, PASSWORD }) => {
        const pellicle = await import('pellicle');
        const bytesOf = async ({ blob }) => new Uint8Array(await blob.arrayBuffer());
        const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
        const ended = (promise) =>
          promise.then(
            () => 'done',
            ({ code, detail, viewsLeft, item, goneBecause }) => ({ code, detail, viewsLeft, item, goneBecause }),
          );
        const options = [{}, { password: PASSWORD }, { views: 1 }];
        const blobs = files.map((base64) => new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]));
        const shared = await Promise.all(blobs.map((blob, i) => pellicle.share(blob, options[i])));
        const prepared = await Promise.all(blobs.map((blob) => pellicle.prepare(blob).then(bytesOf)));
        const links = shared.map(({ link }) => link);
        const entries = [{ link: links[0], caption: CAPTION }, { link: links[1], password: PASSWORD }, { link: links[2] }];
        Object.assign(globalThis, { pellicle, large: blobs[0], bytesOf, equal, ended, prepared, links, entries, TITLE, PASSWORD });
      },
      { files: [1, 2, 3].map((seed) => photo({ seed }).toString('base64')), TITLE, CAPTION, PASSWORD },
    );
    album = await host.page.evaluate(async () => {
      const stages = new Set();
      const onProgress = ({ stage }) => stages.add(stage);
      const { link, deleteToken, expires } = await pellicle.shareAlbum(entries, { title: TITLE, expiresIn: '1d', onProgress });
      globalThis.albumLink = link;
      const secs = (expires - Date.now()) / 1000;
      globalThis.items = (await pellicle.viewAlbum(link)).items;
      const ids = items.map(({ id }) => id);
      return { link, links, ids, deleteToken, secs, stages: [...stages] };
    });
  });
  after(() => host.close());

  /** What a script of the page gives. */
  const inPage = (script, argument) => host.page.evaluate(script, argument);

  it('has a link and a delete token of its own, and an expiry', () => {
    assert.match(album.link, new RegExp(`^${host.origin}/i/\\w{16}#\\w{48}$`));
    assert.equal(album.deleteToken.length, 43);
    assert.ok(Math.abs(album.secs - 86_400) < 600, `${album.secs} s`);
    assert.deepEqual(album.stages, ['downloading', 'sealing', 'uploading']);
  });

  it('opens to its title and its captions, and each picture to the right bytes, without a password', async () => {
    const seen = await inPage(async () => {
      const { title, items, viewsLeft } = await pellicle.viewAlbum(albumLink);
      const pictures = [];
      for (const [i, item] of items.slice(0, 2).entries()) {
        const viewed = await pellicle.viewItem(item);
        pictures.push({ type: viewed.type, right: equal(await bytesOf(viewed), prepared[i]) });
      }
      return { title, captions: items.map(({ caption }) => caption), ids: items.map(({ id }) => id), viewsLeft, pictures };
    });
    assert.deepEqual(seen, {
      title: TITLE,
      captions: [CAPTION, null, null],
      ids: album.links.map((link) => new URL(link).pathname.slice(3)),
      viewsLeft: null,
      pictures: [1, 2].map(() => ({ type: 'image/jpeg', right: true })),
    });
  });

  it('opens by one request, whoever asks what a link leads to, and so does a picture', async () => {
    requests.length = 0;
    const seen = await inPage(async () => {
      const found = [await pellicle.viewLink(albumLink), await pellicle.viewLink(links[0])];
      const [album, picture] = [found[0].album, found[1].picture];
      const [one] = (await pellicle.viewLink(albumLink)).album.items;
      return { title: album.title, items: album.items.length, right: equal(await bytesOf(picture), prepared[0]), other: [found[0].picture, found[1].album], first: (await pellicle.viewItem(one)).type };
    });
    assert.deepEqual(seen, { title: TITLE, items: 3, right: true, other: [undefined, undefined], first: 'image/jpeg' });
    const [id] = album.link.match(/\w{16}(?=#)/);
    const asked = requests.map((request) => new URL(request.url()).pathname).filter((path) => path.includes(id));
    // Twice its header and itself.
    assert.deepEqual(asked, Array(2).fill([`/b/${id}/header`, `/b/${id}`]).flat());
  });

  it('is made of headers that are asked for together, and no more than four at a time', async (t) => {
    let now = 0;
    let most = 0;
    await host.page.route('**/header', async (route) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 100));
      now--;
      await route.continue();
    });
    t.after(() => host.page.unroute('**/header'));
    const seen = await inPage(async () => {
      const order = [0, 1, 0, 2, 1, 0, 2, 2, 1];
      const progress = [];
      const onProgress = ({ stage, loaded }) => stage === 'downloading' && progress.push(loaded);
      const { link } = await pellicle.shareAlbum(order.map((i) => ({ ...entries[i], caption: String(i) })), { onProgress });
      const { items } = await pellicle.viewAlbum(link);
      const spoilt = [1, 2, 3, 4, 5, 6].map((i) => ({ link: links[1], password: i > 2 ? 'wrong' : PASSWORD }));
      const failed = await ended(pellicle.shareAlbum(spoilt));
      return { progress, captions: items.map(({ caption }) => Number(caption)), right: items.every(({ id }, i) => links[order[i]].includes(id)), failed };
    });
    assert.equal(most, 4);
    assert.deepEqual(seen.captions, [0, 1, 0, 2, 1, 0, 2, 2, 1], 'in the order that was given');
    assert.ok(seen.right);
    assert.deepEqual(seen.progress, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.equal(seen.failed.code, 'wrong-key');
    assert.equal(seen.failed.item, 2, 'the first that failed, whichever was found first');
  });

  it('spends no view of a picture before that is allowed, and then one', async () => {
    const seen = await inPage(async () => {
      const item = (await pellicle.viewAlbum(albumLink)).items[2];
      const asked = await ended(pellicle.viewItem(item));
      const viewed = await pellicle.viewItem(item, { spendView: true });
      const right = equal(await bytesOf(viewed), prepared[2]);
      return { asked, right, left: viewed.viewsLeft, again: await ended(pellicle.viewItem(item, { spendView: true })) };
    });
    assert.equal(seen.asked.code, 'view-limited');
    assert.equal(seen.asked.viewsLeft, 1);
    assert.deepEqual([seen.right, seen.left, seen.again.code, seen.again.goneBecause], [true, 0, 'gone', 'views-spent']);
  });

  it('gives items that print, serialise and clone without a key, and whose copies open nothing', async () => {
    const seen = await inPage(async () => {
      const [item] = (await pellicle.viewAlbum(albumLink)).items;
      const copies = [structuredClone(item), JSON.parse(JSON.stringify(item)), { ...item }, null, 'x'];
      const codes = [];
      for (const copy of copies) codes.push((await ended(pellicle.viewItem(copy))).code);
      return { keys: Reflect.ownKeys(item), cloned: Object.keys(copies[0]), codes };
    });
    assert.deepEqual(seen, { keys: ['id', 'caption'], cloned: ['id', 'caption'], codes: Array(5).fill('bad-option') });
  });

  it('is told from a picture, and a picture from it, for one view', async () => {
    const seen = await inPage(async () => {
      const once = (await pellicle.shareAlbum(entries, { views: 1, password: 'its own' })).link;
      const password = 'its own';
      const codes = [await ended(pellicle.viewAlbum(links[0])), await ended(pellicle.view(once))];
      codes.push(await ended(pellicle.view(once, { password, spendView: true })));
      const { items, viewsLeft } = await pellicle.viewAlbum(once, { password, spendView: true });
      codes.push(await ended(pellicle.viewAlbum(once, { password, spendView: true })));
      return { codes: codes.map(({ code }) => code), items: items.length, viewsLeft };
    });
    assert.deepEqual(seen, { codes: ['not-album', 'password-needed', 'album', 'gone'], items: 3, viewsLeft: 0 });
  });

  it('that was damaged does not open', async () => {
    for (const [at, code] of [
      [-1, 'corrupt'],
      [88, 'wrong-key'],
    ]) {
      const spoil = async (route) => {
        const response = await route.fetch();
        const body = await response.body();
        body[(at + body.length) % body.length] ^= 1;
        await route.fulfill({ response, body });
      };
      await host.page.route(`**/b/${new URL(album.link).pathname.slice(3)}`, spoil, { times: 1 });
      assert.equal((await inPage(() => ended(pellicle.viewAlbum(albumLink)))).code, code);
    }
  });

  it('is not made of nothing, of foreign or damaged links or of too many, and nothing is asked for them', async () => {
    const before = requests.length;
    const refusals = await inPage(async () => {
      const foreign = links[0].replace(location.origin, 'https://pic.example');
      const lists = [[], null, 'x', [null], [entries[0], { link: foreign }], Array(1001).fill(entries[0])];
      lists.push([entries[0], { link: links[0].slice(0, -1) }], [{ ...entries[0], caption: 'x'.repeat(1001) }]);
      const refusals = [];
      for (const list of lists) refusals.push(await ended(pellicle.shareAlbum(list)));
      return refusals;
    });
    const codes = refusals.map(({ code }) => code);
    assert.deepEqual(codes, [...Array(6).fill('bad-option'), 'link-damaged', 'bad-option']);
    assert.deepEqual(refusals.map(({ item }) => item), [...Array(4).fill(undefined), 1, undefined, 1, 0]);
    assert.deepEqual(requests.slice(before).map((request) => request.url()), []);
  });

  it('is not made with a picture that it could not open', async () => {
    const refusals = await inPage(async () => {
      const wrong = { link: links[1], password: 'wrong horse' };
      return [await ended(pellicle.shareAlbum([entries[0], { link: links[1] }])), await ended(pellicle.shareAlbum([wrong]))];
    });
    assert.deepEqual(refusals.map(({ code }) => code), ['password-needed', 'wrong-key']);
    assert.deepEqual(refusals.map(({ item }) => item), [1, 0]);
  });

  it('shows a preview by one short request, and the same one while the picture comes', async () => {
    const before = requests.length;
    const shown = await inPage(async () => {
      const previews = [];
      for (const item of items.slice(0, 2)) {
        const { blob, type, width, height, mainWidth, mainHeight, alt } = await pellicle.previewItem(item);
        const { width: seen } = await createImageBitmap(blob);
        previews.push({ type, mime: blob.type, size: [width, height], main: [mainWidth, mainHeight], alt, seen });
      }
      return previews;
    });
    assert.deepEqual(shown[0], { type: 'image/jpeg', mime: 'image/jpeg', size: [240, 320], main: [480, 640], alt: null, seen: 240 });
    assert.deepEqual(shown[1], shown[0]);
    const asked = requests.slice(before);
    assert.equal(asked.length, 2, 'no header, no second try');
    for (const [i, request] of asked.entries()) {
      assert.equal(new URL(request.url()).pathname, `/b/${album.ids[i]}`);
      const { range, 'pellicle-view': view } = await request.allHeaders();
      assert.deepEqual([range, view], ['bytes=0-16519', undefined]);
      const answer = await request.response();
      assert.equal(answer.status(), 206);
      assert.equal((await answer.allHeaders())['content-length'], '16520');
    }

    const { heard, same, order, count } = await inPage(async () => {
      const order = [];
      const heard = [];
      const onPreview = (preview) => {
        order.push('preview');
        heard.push(preview);
      };
      await pellicle.view(links[0], { onPreview });
      order.push('picture');
      await pellicle.viewItem(items[0], { onPreview });
      const alone = await bytesOf(await pellicle.previewItem(items[0]));
      const same = await Promise.all(heard.map(async (preview) => equal(await bytesOf(preview), alone)));
      return { heard: heard.map(({ mainWidth, mainHeight }) => [mainWidth, mainHeight]), same, order, count: heard.length };
    });
    assert.deepEqual(order, ['preview', 'picture', 'preview']);
    assert.deepEqual([heard, same, count], [[[480, 640], [480, 640]], [true, true], 2]);
    const views = requests.slice(before + 2);
    assert.equal(views.length, 4, 'a header and a blob, a blob, and a preview');
  });

  it('has no preview of a picture whose views are counted, and spends none for it', async () => {
    const seen = await inPage(async () => {
      const once = (await pellicle.share(large, { views: 1 })).link;
      const entries = [{ link: once }];
      const [item] = (await pellicle.viewAlbum((await pellicle.shareAlbum(entries)).link)).items;
      const preview = await pellicle.previewItem(item);
      const again = await pellicle.previewItem(item);
      let heard = 0;
      const { viewsLeft } = await pellicle.viewItem(item, { spendView: true, onPreview: () => heard++ });
      return { preview, again, viewsLeft, heard, after: (await ended(pellicle.previewItem(item))).code };
    });
    assert.deepEqual(seen, { preview: null, again: null, viewsLeft: 0, heard: 0, after: 'gone' });
  });

  it('tells a damaged first chunk from a preview, and a small picture from one that has any', async () => {
    const spoil = (at) => async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[at] ^= 1;
      await route.fulfill({ response, body });
    };
    for (const [at, code] of [
      [16_519, 'corrupt'],
      [119, 'wrong-key'],
    ]) {
      await host.page.route(`**/b/${album.ids[0]}`, spoil(at), { times: 1 });
      assert.equal((await inPage(() => ended(pellicle.previewItem(items[0])))).code, code);
    }
    const small = await inPage(async () => {
      const { link } = await pellicle.share(large, { maxEdge: 600 });
      const [item] = (await pellicle.viewAlbum((await pellicle.shareAlbum([{ link }])).link)).items;
      const stopped = await ended(pellicle.previewItem(item, { signal: AbortSignal.abort() }));
      const copied = await ended(pellicle.previewItem({ ...item }));
      return [await pellicle.previewItem(item), stopped.code, copied.code];
    });
    assert.deepEqual(small, [null, 'cancelled', 'bad-option']);
  });

  it('leaves no secret, key or text in any request or in the log', async () => {
    const secrets = {};
    for (const [i, link] of [album.link, ...album.links].entries()) {
      if (i === 2) continue;
      const { s, k } = secretsOf(link);
      secrets[`S of ${i}`] = s;
      secrets[`K of ${i}`] = k;
    }
    const needles = needlesOf({ secrets, texts: { TITLE, CAPTION, PASSWORD } });
    const places = [{ where: 'the log', bytes: Buffer.from(host.server.log) }];
    for (const request of requests) {
      const said = `${request.method()} ${request.url()} ${JSON.stringify(await request.allHeaders().catch(() => ({})))}`;
      places.push({ where: said, bytes: Buffer.concat([Buffer.from(said), request.postDataBuffer() ?? Buffer.alloc(0)]) });
    }
    assert.ok(places.length > 20, 'the requests of the worker are heard');
    assert.deepEqual(search(places, needles), []);
  });
});
