import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { blocks, commands, documents, ROOT } from './docs.js';
import { startBrowser } from './browser.js';
import { openHostPage } from './host-page.js';
import { photo } from './pictures.js';
import { startServer } from './server.js';
import { startSite } from './site.js';

const run = promisify(execFile);
const PROGRAMS = [process.env.PELLICLE_CLI, process.env.PELLICLE_SERVER]
  .filter(Boolean)
  .map((path) => dirname(path))
  .join(':');
const all = documents().flatMap(blocks);

describe('what the documents say to type works', () => {
  let server, env;
  const folders = new Map();
  before(async () => {
    server = await startServer();
    env = { ...process.env, PATH: `${PROGRAMS}:${process.env.PATH}` };
    // A document is followed from its first line to its last in one folder, which holds pictures to begin with.
    for (const document of documents()) {
      const folder = await mkdtemp(join(tmpdir(), 'pellicle-docs-'));
      for (const [index, name] of ['photo.jpg', 'other.jpg'].entries())
        await writeFile(join(folder, name), photo({ seed: index + 1 }));
      folders.set(document, folder);
    }
  });
  after(async () => {
    await server.stop();
    for (const folder of folders.values()) await rm(folder, { recursive: true, force: true });
  });

  for (const { at, document, text } of all.filter(({ language }) => language === 'sh')) {
    it(`the commands at ${at}`, async () => {
      for (const command of commands(text)) await type(command, folders.get(document));
    });
  }

  it('a command that is not there is noticed', async () => {
    const folder = folders.get('README.md');
    await assert.rejects(type('cargo xtask bake', folder));
    await assert.rejects(type('pellicle send photo.jpg --sever http://localhost:8080', folder));
    await assert.rejects(type('pellicle-server serve --listening 127.0.0.1:8080', folder));
  });

  /** Types a command as a reader would, with what is theirs replaced by what is here. */
  async function type(command, folder) {
    const [program, ...words] = command.split(/\s+/);
    if (program === 'cargo' && words[0] === 'xtask') return knownToXtask(words.slice(1));
    if (program === 'npm') return knownToNpm(words);
    if (program === 'pellicle-server' && words[0] === 'serve') return starts(words, folder);
    const here = command
      .replaceAll('http://localhost:8080', server.origin)
      .replaceAll('https://pic.example', server.origin);
    await run('bash', ['-eo', 'pipefail', '-c', here], { cwd: folder, env, timeout: 60_000 });
  }

  /** These are what runs this test, or would build everything anew: that they exist is enough. */
  async function knownToXtask([command, ...words]) {
    const { stdout: help } = await run('cargo', ['xtask', 'help'], { cwd: ROOT });
    assert.match(help, new RegExp(`^cargo xtask ${command}\\b`, 'm'));
    if (command !== 'test') return;
    const { stdout: parts } = await run('cargo', ['xtask', 'test', '--help'], { cwd: ROOT });
    for (const part of words.filter((word) => word !== 'PART' && word !== '--help'))
      assert.match(parts, new RegExp(`^${part}\\b`, 'm'));
  }

  /** The package as it is packed is installed and used by the packaging apps: here its name is enough. */
  async function knownToNpm(words) {
    const { name } = JSON.parse(await readFile(join(ROOT, 'www/package.json'), 'utf8'));
    assert.deepEqual(words, ['install', name]);
  }

  /** It says that it listens, on a port of its own and a data folder of its own. */
  async function starts(words, folder) {
    const own = words.map((word, i) => (words[i - 1] === '--listen' ? '127.0.0.1:0' : word));
    const child = spawn('pellicle-server', own, { cwd: folder, env });
    let said = '';
    const listening = new Promise((resolve, reject) => {
      child.stdout.on('data', (bytes) => (said += bytes).includes('listening on') && resolve());
      child.stderr.on('data', (bytes) => (said += bytes));
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`pellicle-server ended with ${code}: ${said}`)));
    });
    await listening;
    child.kill('SIGTERM');
  }
});

describe('what the documents say to write works', () => {
  let host, page;
  before(async () => {
    host = await openHostPage();
    page = host.page;
    await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const pellicle = await import('pellicle');
      const file = new File([bytes], 'photo.jpg', { type: 'image/jpeg' });
      // What a reader has at hand when they come to the block.
      Object.assign(globalThis, { file, ...(await pellicle.share(file)) });
    }, photo().toString('base64'));
  });
  after(() => host.close());

  for (const { at, text } of all.filter(({ language }) => language === 'js')) {
    it(`the script at ${at}`, () => write(text));
  }

  it('a script that does not work is noticed', async () => {
    await assert.rejects(write("import { shared } from 'pellicle';"));
    await assert.rejects(write("import { view } from 'pellicle';\nawait view('https://pic.example/i/nothing');"));
  });

  /** Runs a block as a module of the page. */
  async function write(text) {
    const module = text.replaceAll('https://pic.example', host.origin);
    await page.evaluate(async (source) => {
      const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      await import(url);
    }, module);
  }
});

describe('what the documents say to paste works', () => {
  let site, server, browser;
  before(async () => {
    site = await startSite();
    site.bare = true;
    const settings = { PELLICLE_EMBED_ORIGINS: site.origin, PELLICLE_ALLOWED_ORIGINS: site.origin };
    server = await startServer({ settings });
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await site?.stop();
  });

  for (const { at, text } of all.filter(({ language }) => language === 'html')) {
    it(`the markup at ${at}`, async (t) => {
      site.body = text.replaceAll('https://pic.example', server.origin).replaceAll('https://blog.example', site.origin);
      const page = await browser.newPage();
      t.after(() => page.close());
      const faults = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      await page.goto(site.origin);
      // In the page itself, or in the frame that it has pasted.
      const box = text.includes('<iframe') ? page.frameLocator('iframe') : page;
      await box
        .locator('pellicle-upload input[type=file]')
        .setInputFiles([{ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo() }]);
      await box.getByText('Sealed and sent').first().waitFor();
      assert.deepEqual(faults, []);
    });
  }
});

it('every block is in a language that is run here, or in one that nobody runs', () => {
  const known = ['sh', 'js', 'text', 'toml', 'json', 'html', 'rust', 'ts'];
  assert.deepEqual(
    all.filter(({ language }) => !known.includes(language)).map(({ at, language }) => `${at} ${language}`),
    [],
  );
});
