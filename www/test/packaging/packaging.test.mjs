import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { startBrowser } from '../../../tests/e2e/browser.js';
import { photo } from '../../../tests/e2e/pictures.js';
import { startServer } from '../../../tests/e2e/server.js';
import { APPS, here } from './apps.mjs';
import { install } from './install.mjs';
import { freePort, serve } from './serve.mjs';

const run = promisify(execFile);

let tarball;
let remove;

before(async () => ({ tarball, remove } = await install()));
after(() => remove?.());

describe('the tarball', () => {
  it('is found without fault by publint', async () => {
    const { publint } = await import('publint');
    const { messages } = await publint({ pkgDir: here('node_modules/pellicle'), strict: true });
    assert.deepEqual(messages, []);
  });

  it('gives every resolver of types what it needs', async () => {
    // Modules alone, and files that have no types: `./wasm` and `./heic`.
    const options = ['--profile', 'esm-only', '--exclude-entrypoints', './wasm', './heic', '--format', 'ascii', '--no-emoji'];
    await run(here('node_modules/.bin/attw'), [tarball, ...options]).catch(({ stdout, stderr }) => {
      assert.fail(stdout + stderr);
    });
  });

  it('holds what it needs and nothing else', async () => {
    const { stdout } = await run('tar', ['-tzf', tarball]);
    const names = stdout.trim().split('\n');
    const strange = names.filter((name) => !/^package\/(package\.json|README\.md|LICENSE[-A-Z0-9]*|THIRD-PARTY-NOTICES\.txt|dist\/[\w/.-]+)$/.test(name));
    assert.deepEqual(strange, []);
    for (const name of ['index.js', 'index.d.ts', 'element.js', 'define.js', 'inline.js', 'uppy.js', 'filepond.js', 'worker.js', 'pellicle_bg.wasm']) {
      assert.ok(names.includes(`package/dist/${name}`), name);
    }
  });

  it('can be imported where there is no browser', async () => {
    const modules = ['pellicle', 'pellicle/element', 'pellicle/define', 'pellicle/inline', 'pellicle/plain', 'pellicle/uppy', 'pellicle/filepond'];
    const code = `for (const name of ${JSON.stringify(modules)}) await import(name);
      const { share } = await import('pellicle');
      console.log(await share(new Blob([]), { server: 'https://pic.example' }).catch(({ code }) => code));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: here('.') });
    assert.equal(stdout.trim(), 'browser-too-old');
  });
});

describe('an app that is built without any configuration', () => {
  let browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser?.close());

  for (const [name, build] of Object.entries(APPS)) {
    it(`shares a picture and opens its link: ${name}`, async (t) => {
      const port = await freePort();
      const origin = `http://127.0.0.1:${port}`;
      const app = await build(port);
      if (app.stop) t.after(app.stop);
      else t.after(await serve(app.folder, port));
      const server = await startServer({ talk: 'info', settings: { PELLICLE_ALLOWED_ORIGINS: origin } });
      t.after(() => server.stop());
      const page = await browser.newPage();
      t.after(() => page.close());
      const faults = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      await page.goto(`${origin}/${app.page}?server=${encodeURIComponent(server.origin)}`);
      await page.waitForFunction(() => document.querySelector('pellicle-upload')?.server);
      // It is turned by its orientation.
      const picture = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo({ width: 64, height: 48 }) };
      await page.locator('pellicle-upload input[type=file]').setInputFiles(picture);
      const output = page.locator('output');
      await output.filter({ hasText: 'image/' }).waitFor({ timeout: 60_000 });
      assert.equal(await output.textContent(), 'image/jpeg 48x64');
      // The words of a language are a file of their own, which the bundler has to have found.
      await page.evaluate(() => (document.querySelector('pellicle-upload').lang = 'de'));
      await page.locator('pellicle-upload').getByText('Versiegelt und gesendet').first().waitFor();
      assert.deepEqual(faults, []);
    });
  }
});
