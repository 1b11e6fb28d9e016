import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { startBrowser } from './browser.js';
import { pellicleOk } from './cli.js';
import { photo } from './pictures.js';

const VIEWER = new URL('../../www/dist-viewer/viewer.html', import.meta.url).href;

describe('the viewer in one file', () => {
  let browser, folder, fragment, context, page, asked, faults;
  before(async () => {
    browser = await startBrowser();
    folder = await mkdtemp(join(tmpdir(), 'pellicle-offline-'));
    await writeFile(at('photo.jpg'), photo());
    fragment = await seal('photo.blob');
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => context.close());
  beforeEach(() => openIn('en'));
  const openIn = async (locale) => {
    await context?.close();
    context = await browser.newContext({ locale, offline: true });
    asked = [];
    faults = [];
    context.on('request', (request) => asked.push(request.url()));
    context.on('console', (message) => faults.push(message.text()));
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective, event.blockedURI));
    });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(VIEWER);
  };

  const at = (name) => join(folder, name);
  const seal = async (name, options) => {
    const args = ['seal', at('photo.jpg'), '-o', at(name), ...(options ? ['--password-stdin'] : [])];
    return (await pellicleOk(args, options)).stdout.trim();
  };
  const choose = (name) => page.getByLabel('Choose the file').setInputFiles(at(name));
  const drop = async (name) => {
    const file = { name, bytes: [...(await readFile(at(name)))] };
    const dataTransfer = await page.evaluateHandle(({ name, bytes }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    }, file);
    await page.dispatchEvent('body', 'drop', { dataTransfer });
  };
  const link = () => page.getByLabel('Its link, or the part of it after #');
  const says = (sentence) => page.getByRole('alert').getByText(sentence).waitFor();

  it('opens a downloaded blob by its fragment, by keyboard, and saves what was sealed', async () => {
    await pellicleOk(['open', fragment, '--blob', at('photo.blob'), '-o', at('native.jpg')]);
    await choose('photo.blob');
    await page.getByText('photo.blob').waitFor();
    await link().fill(fragment);
    await link().press('Enter');
    const image = page.getByRole('img');
    await image.evaluate((element) => element.decode());
    const waiting = page.waitForEvent('download');
    // The one thing to do next has the focus.
    await page.keyboard.press('Enter');
    const download = await waiting;
    assert.equal(download.suggestedFilename(), 'pellicle-opened.jpg');
    assert.deepEqual(await readFile(await download.path()), await readFile(at('native.jpg')));
    await page.getByRole('button', { name: 'Open another' }).click();
    assert.equal(await link().inputValue(), '');
    assert.equal(await page.getByRole('img').count(), 0);
    assertQuiet();
  });

  it('asks for a password only where there is one', async () => {
    const secured = await seal('secured.blob', { input: 'correct horse\n' });
    await drop('secured.blob');
    await page.getByText('secured.blob').waitFor();
    await link().fill(`https://pic.example/i/7Hk2mQx9TzRv4WbN%23${secured}`);
    assert.ok(await page.getByLabel('Password').isHidden());
    await page.getByRole('button', { name: 'Open' }).click();
    await says('This picture has a password.');
    await page.getByLabel('Password').fill('wrong horse');
    await page.keyboard.press('Enter');
    await says('That is not the password, or the link belongs to another file.');
    await page.getByLabel('Password').fill('correct horse');
    await page.keyboard.press('Enter');
    await page.getByRole('img').evaluate((element) => element.decode());
    await page.getByText('This link was changed on its way').waitFor();
    assertQuiet();
  });

  it('says what is wrong, and at which field', async () => {
    await page.getByRole('button', { name: 'Open' }).click();
    await says('Choose the sealed file first.');
    await choose('photo.jpg');
    await link().fill(fragment.slice(1));
    await link().press('Enter');
    await says('This link is damaged.');
    assert.equal(await link().getAttribute('aria-invalid'), 'true');
    await link().fill(fragment);
    await link().press('Enter');
    await says('This file is not a sealed picture.');
    assert.equal(await link().getAttribute('aria-invalid'), null);
    const blob = await readFile(at('photo.blob'));
    blob[200] ^= 1;
    await writeFile(at('changed.blob'), blob);
    await choose('changed.blob');
    await link().press('Enter');
    await says('What is in this file is not what was sealed');
    assert.equal(await page.getByRole('img').count(), 0);
    assertQuiet();
  });

  it('a file that is dropped on a picture takes its place', async () => {
    await choose('photo.blob');
    await link().fill(fragment);
    await link().press('Enter');
    await page.getByRole('img').evaluate((element) => element.decode());
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'dropped.blob'));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    });
    await page.getByText('dropped.blob').waitFor();
    assert.equal(await page.getByRole('img').count(), 0);
    assert.equal(await link().inputValue(), '');
    assertQuiet();
  });

  /** What a person of another language goes by. */
  const FOREIGN = {
    ar: { dir: 'rtl', file: 'اختيار الملف', link: /الجزء الذي بعد #/, go: 'فتح', again: 'فتح صورة أخرى', damaged: 'هذا الرابط تالف.', save: 'تنزيل' },
    ja: { dir: 'ltr', file: 'ファイルを選ぶ', link: /# より後ろの部分/, go: '開く', again: '別の画像を開く', damaged: 'このリンクは壊れています。', save: 'ダウンロード' },
  };
  for (const [locale, words] of Object.entries(FOREIGN)) {
    it(`speaks the reader's language without any other file: ${locale}`, async () => {
      await openIn(locale);
      const field = page.getByLabel(words.link);
      await field.waitFor();
      assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [locale, words.dir]);
      assert.notEqual(await page.title(), 'Pellicle: open a downloaded picture');
      await page.getByLabel(words.file).setInputFiles(at('photo.blob'));
      await field.fill('#damaged');
      await page.getByRole('button', { name: words.go, exact: true }).click();
      await page.getByRole('alert').getByText(words.damaged).waitFor();
      await field.fill(fragment);
      await field.press('Enter');
      await page.getByRole('img').evaluate((element) => element.decode());
      assert.equal(await page.getByRole('link', { name: words.save }).getAttribute('download'), 'pellicle-opened.jpg');
      assert.ok(await page.getByRole('button', { name: words.again }).isVisible());
      // Every word was there: what is missing would be English.
      assert.doesNotMatch(await page.locator('main').innerText(), /\b(the|this|open|link|file|save|download)\b/i);
      assertQuiet();
    });
  }

  /** Nothing was asked of anything but the file itself and the picture in memory, and the policy refused nothing. */
  function assertQuiet() {
    assert.deepEqual(asked.filter((url) => url !== VIEWER && !url.startsWith('blob:')), []);
    assert.deepEqual(faults, []);
  }
});
