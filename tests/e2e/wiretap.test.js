import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { storageOf } from './browser.js';
import { pellicleOk } from './cli.js';
import { formsOf, formsOfText } from './forms.js';
import { photo } from './pictures.js';
import { header } from './proxy.js';
import { secretsOf } from './secrets.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';
import { everything, needlesOf, search, withoutAuthorization } from './wiretap.js';

const NAME = 'Grandmother’s kitchen, Ballymote 1987.jpg';
const PASSWORD = 'zwölf Boxkämpfer & 1 Sylt?';

describe('nobody on the way can look', () => {
  let stage, original, shown, secrets, link, needles, places, uploader, viewerPage, deleteToken;

  before(async () => {
    stage = await setStage();
    original = photo({ width: 1200, height: 900, seed: 7 });
    uploader = await stage.page();
    const upload = new UploadPage(uploader, stage.server.origin);
    link = await upload.share({ name: NAME, bytes: original }, { password: PASSWORD });
    viewerPage = await stage.page();
    const viewer = await new ViewerPage(viewerPage).open(link);
    await viewer.says('This picture has a password.');
    await viewer.enter(`not ${PASSWORD}`);
    await viewer.says('That is not the password.');
    await viewer.enter(PASSWORD);
    await viewer.picture();
    shown = (await viewer.download()).bytes;

    // The command line's share of the same run, with a password of the same kind.
    const file = join(stage.folder, NAME);
    await writeFile(file, original);
    const sent = await pellicleOk(['send', file, '--server', stage.proxy.origin, '--password-stdin', '--json'], {
      input: `${PASSWORD}\n`,
    });
    const json = JSON.parse(sent.stdout);
    deleteToken = Buffer.from(json.deleteToken ?? json.delete_token, 'base64url');
    await pellicleOk(['open', json.link, '-o', join(stage.folder, 'back.jpg'), '--password-stdin'], {
      input: `${PASSWORD}\n`,
    });

    const head = await fetch(new URL(`/b/${new URL(link).pathname.split('/').pop()}/header`, stage.server.origin));
    secrets = secretsOf(link, { password: PASSWORD, header: Buffer.from(await head.arrayBuffer()) });
    const ofCli = secretsOf(json.link);
    const stretchedS = {
      'the secret S': secrets.s,
      'the stretched password P': secrets.p,
      'the blob key K': secrets.k,
      'the command line’s secret S': ofCli.s,
    };
    needles = needlesOf({
      secrets: stretchedS,
      texts: {
        'the fragment': secrets.fragment,
        'half of the fragment': secrets.fragment.slice(0, 24),
        'the password': PASSWORD,
        'the file’s name': NAME,
        'the maker of the camera': 'Ballymote Optics',
      },
      plaintexts: { 'the original': original, 'the picture': shown },
    });
    places = await everything(stage);
  });
  after(() => stage.clear());

  it('the wire, the log and the data folder hold no secret, no name and no plaintext', () => {
    assert.deepEqual(search(places, needles), []);
  });

  it('the view token and the delete token travel in one header only', () => {
    const tokens = needlesOf({ secrets: { 'the view token T': secrets.t, 'the delete token': deleteToken } });
    assert.deepEqual(search(withoutAuthorization(places), tokens), []);
    const bearer = `Bearer ${secrets.t.toString('base64url')}`;
    assert.ok(
      places.some(({ record }) => record && header(record, 'authorization') === bearer),
      'the token that SPEC.md derives is the one that opens',
    );
  });

  it('the browser keeps nothing of it but the link, for whoever shared it', async () => {
    for (const page of [uploader, viewerPage]) {
      const kept = await storageOf(page);
      const { records } = JSON.parse(kept);
      // Whoever shares a picture finds its link again under "My pictures", and that is all there is.
      assert.deepEqual(records.map((one) => one.link), page === uploader ? [link] : []);
      const bytes = Buffer.from(kept.replaceAll(link, ''));
      assert.deepEqual(search([{ where: 'the browser’s storage', bytes }], needles), []);
    }
  });

  it('the wire was really tapped', () => {
    const methods = new Set(stage.proxy.records.map(({ method }) => method));
    for (const method of ['GET', 'POST', 'PATCH']) assert.ok(methods.has(method), `no ${method} passed`);
    const sealed = stage.proxy.records
      .filter(({ method }) => method === 'PATCH')
      .reduce((sum, { body }) => sum + Buffer.concat(body).length, 0);
    assert.ok(sealed > shown.length, 'the sealed picture passed');
    assert.ok(stage.server.log.length > 0, 'the server said something');
  });

  it('a leak in any form on the wire is found', async () => {
    const leaks = [
      ['a query', (secret) => fetch(`/healthz?why=${encodeURIComponent(secret)}`), secrets.fragment, 'the fragment'],
      [
        'a header',
        (secret) => fetch('/healthz', { headers: { 'x-note': secret } }),
        secrets.s.toString('hex'),
        'the secret S',
      ],
      [
        'a body',
        (secret) => fetch('/healthz', { method: 'POST', body: `note=${secret}` }),
        secrets.k.toString('base64url'),
        'the blob key K',
      ],
      [
        'a name',
        (secret) => fetch('/healthz', { method: 'POST', body: JSON.stringify({ secret }) }),
        NAME,
        'the file’s name',
      ],
    ];
    for (const [where, send, secret, what] of leaks) {
      const before = stage.proxy.records.length;
      await uploader.evaluate(`(${send})(${JSON.stringify(secret)}).then(() => undefined)`);
      const found = search((await everything(stage)).slice(before, stage.proxy.records.length), needles);
      assert.ok(
        found.some((line) => line.startsWith(what)),
        `a leak in ${where} was not found`,
      );
    }
  });

  it('a leak in the log or in the data folder is found', async () => {
    const leaky = {
      ...stage,
      proxy: { records: [] },
      server: { ...stage.server, log: `${stage.server.log}\nGET /i/x#${secrets.fragment}` },
    };
    assert.ok(search(await everything(leaky), needles).some((line) => line.endsWith('the server’s log')));
    const file = join(stage.server.data, 'leak');
    await appendFile(file, original.subarray(1000, 90_000));
    const found = search(await everything({ ...stage, proxy: { records: [] } }), needles);
    assert.ok(found.some((line) => line.startsWith('the original') && line.endsWith(file)));
  });

  it('every form is found wherever it stands among other bytes', () => {
    for (const [form, needle] of [...formsOf(secrets.k), ...formsOfText(PASSWORD)]) {
      assert.ok(needle.length > 8, form);
    }
    for (const shift of [0, 1, 2]) {
      const around = Buffer.concat([Buffer.alloc(shift, 0xa5), secrets.k, Buffer.from('tail')]);
      for (const encoding of ['base64', 'base64url']) {
        const places = [{ where: encoding, bytes: Buffer.from(around.toString(encoding)) }];
        assert.equal(
          search(places, needles).filter((line) => line.startsWith('the blob key K')).length > 0,
          true,
          `${encoding} +${shift}`,
        );
      }
    }
  });
});
