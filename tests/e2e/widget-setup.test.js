import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { file, give, open, says, server, site, told } from './widget-page.js';

const SENTENCE = 'This upload box is not set up correctly.';
const EXPECTED = /^<pellicle-upload .*Until that is mended, it takes no pictures\.$/;

describe('<pellicle-upload> with a setting that it cannot have', () => {
  const box = (page) => page.locator('#a [part~=box]');
  const state = (page) => page.evaluate(() => document.querySelector('#a').error?.code ?? null);
  const choose = (page) => page.locator('#a [part~=choose]');
  /** What the console was told, from now on. */
  function listen(page) {
    const said = [];
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    return said;
  }

  it('tells its page and its visitors at once, and takes no pictures', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>', EXPECTED);
    const said = listen(page);
    for (const [name, value] of [['views', '0'], ['expires-in', 'soon'], ['preset', 'tiny'], ['max-edge', '-3'], ['max-files', 'many'], ['server', 'pic.example']]) {
      const before = (await told(page, 'pellicle-error')).length;
      await page.evaluate(([name, value]) => document.querySelector('#a').setAttribute(name, value), [name, value]);
      await page.locator('#a [part=notice]').filter({ hasText: SENTENCE }).waitFor();
      assert.equal(await state(page), 'bad-option', name);
      assert.equal(await choose(page).isVisible(), false);
      assert.equal(await page.locator('#a').getByText('or drop it here').isVisible(), false);
      await page.waitForFunction((before) => window.told.filter(({ type }) => type === 'pellicle-error').length > before, before);
      const { code, name: fileName } = (await told(page, 'pellicle-error')).at(-1);
      assert.deepEqual([code, fileName], ['bad-option', undefined]);
      assert.ok(said.at(-1).startsWith(`<pellicle-upload ${name}="${value}">: ${name} is `), said.at(-1));
      // Neither a drop nor a script gets a picture in that could only fail.
      await page.evaluate(() => document.querySelector('#a').add([new File(['x'], 'x.jpg')]));
      assert.equal(await page.locator('#a li').count(), 0);
      await page.evaluate(([name, before]) => document.querySelector('#a').setAttribute(name, before), [name, name === 'server' ? server.origin : '1']);
      if (name === 'preset' || name === 'expires-in') await page.evaluate((name) => document.querySelector('#a').removeAttribute(name), name);
      await choose(page).waitFor();
      assert.equal(await state(page), null);
    }
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sealed and sent');
  });

  it('tells of a setting that it had from the start, also to a script that stands after it', async (t) => {
    const page = await open(t, '', EXPECTED);
    const said = listen(page);
    site.body = `<pellicle-upload id="a" views="0" preset="tiny" server="${server.origin}"></pellicle-upload><pellicle-upload id="b" views="0"></pellicle-upload>
      <script type="module" nonce="n0nce">
        window.late = [];
        document.addEventListener('pellicle-error', ({ target, detail }) => window.late.push([target.id, detail.error.detail]));
      </script>`;
    await page.goto(site.origin);
    await page.waitForFunction(() => window.late?.length === 3);
    const of = (id) => page.evaluate((id) => window.late.filter(([from]) => from === id).map(([, detail]) => detail), id);
    assert.deepEqual(await of('a'), ["<pellicle-upload preset=\"tiny\">: preset is 'balanced' or 'smallest'", '<pellicle-upload views="0">: views is a whole number from 1']);
    assert.deepEqual(await of('b'), ['<pellicle-upload views="0">: views is a whole number from 1']);
    // The console has each once, though two boxes have it.
    assert.deepEqual(said.map((text) => /(\w+)="/.exec(text)[1]), ['preset', 'views']);
  });

  it('says nothing of what was set and mended in one go', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>');
    await page.evaluate(async () => {
      const box = document.querySelector('#a');
      box.views = 0;
      box.views = 3;
      const other = document.createElement('pellicle-upload');
      other.views = 0;
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    assert.deepEqual(await told(page, 'pellicle-error'), []);
    assert.equal(await state(page), null);
  });

  it('keeps what was shared before, and lets a form go where no picture is needed', async (t) => {
    const page = await open(t, '<form><pellicle-upload id="a" name="picture" multiple server="SERVER"></pellicle-upload></form>', EXPECTED);
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sealed and sent');
    await page.evaluate(() => (document.querySelector('#a').views = 0));
    await box(page).getByText(SENTENCE).waitFor();
    assert.deepEqual(await page.evaluate(() => [document.querySelector('#a').pictures.length, document.querySelector('form').checkValidity()]), [1, true]);
    await page.getByRole('button', { name: 'Remove: a.jpg' }).click();
    await page.locator('#a li').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.querySelector('form').checkValidity()), true);
    // Where one is needed, the form is held back, and the browser has a place to say so.
    const [message, focused] = await page.evaluate(() => {
      const box = document.querySelector('#a');
      box.required = true;
      document.querySelector('form').reportValidity();
      return [box.validationMessage, box.shadowRoot.activeElement?.part.value];
    });
    assert.ok(message.startsWith(SENTENCE), message);
    assert.equal(focused, 'notice');
  });

  it('stops where its server answers that a setting is beyond its limits, until another is tried', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" multiple server="SERVER" expires-in="40000d"></pellicle-upload>', /^<pellicle-upload>: /);
    const said = listen(page);
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'One of the settings has a value that it cannot have.');
    await box(page).getByText(SENTENCE).waitFor();
    assert.deepEqual((await told(page, 'pellicle-error')).map(({ code, name }) => [code, name]), [['bad-option', 'a.jpg']]);
    assert.equal(said.filter((text) => text.startsWith('<pellicle-upload>: ')).length, 1);
    // Moving it tries nothing else.
    await page.evaluate(() => document.body.append(document.querySelector('#a')));
    assert.equal(await state(page), 'bad-option');
    await page.evaluate(() => (document.querySelector('#a').expiresIn = '1d'));
    await choose(page).waitFor();
    await give(page, 'a', file('b.jpg'));
    await page.locator('#a [part~=done]').waitFor();
  });

  it('goes on where a picture was refused for settings that were mended while it was on its way', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" multiple server="SERVER" expires-in="40000d"></pellicle-upload>');
    let answer;
    const held = new Promise((resolve) => (answer = resolve));
    const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().startsWith(server.origin));
    await page.route(`${server.origin}/**`, async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    });
    await give(page, 'a', file('a.jpg'));
    await asked;
    await page.evaluate(() => (document.querySelector('#a').expiresIn = '1d'));
    answer();
    await says(page, 'a', 'One of the settings has a value that it cannot have.');
    assert.equal(await state(page), null);
    await give(page, 'a', file('b.jpg'));
    await page.locator('#a [part~=done]').waitFor();
  });

  it('throws what a script gave it that is no file, and takes pictures as before', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" multiple server="SERVER"></pellicle-upload>');
    const code = await page.evaluate(() => {
      try {
        document.querySelector('#a').add([new File(['x'], 'x.jpg'), 'y.jpg']);
      } catch (error) {
        return error.code;
      }
    });
    assert.equal(code, 'bad-option');
    assert.equal(await page.locator('#a li').count(), 0);
    await give(page, 'a', file('a.jpg'));
    await page.locator('#a [part~=done]').waitFor();
  });

  it('says so in every language', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" views="0"></pellicle-upload>', EXPECTED);
    const found = new Set();
    for (const lang of ['en', 'ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'oc', 'pl', 'pt']) {
      await page.evaluate((lang) => (document.querySelector('#a').lang = lang), lang);
      await page.waitForFunction((lang) => document.querySelector('#a').shadowRoot.querySelector('[part~=box]').lang === lang, lang);
      found.add(await page.locator('#a [part=notice]').textContent());
    }
    assert.equal(found.size, 11);
  });
});
