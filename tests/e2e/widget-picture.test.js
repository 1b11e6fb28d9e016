import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { pellicleOk } from './cli.js';
import { photo } from './pictures.js';
import { startServer } from './server.js';
import { open, says, server, browser, site, told } from './widget-page.js';

describe('<pellicle-picture> on a page whose origin the operator allows', () => {
  let link;
  let limited;
  let locked;
  beforeEach(async () => {
    const page = await browser.newPage();
    await page.goto(site.origin);
    [link, limited, locked] = await page.evaluate(
      async ({ server, base64 }) => {
        const { share } = await import('pellicle');
        const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
        const options = [{ alt: 'A harbour' }, { views: 1 }, { password: 'tide' }];
        return Promise.all(options.map(async (more) => (await share(blob, { server, ...more })).link));
      },
      { server: server.origin, base64: photo().toString('base64') },
    );
    await page.close();
  });

  const shown = (page, id) => page.locator(`#${id} img`).evaluate((image) => image.decode().then(() => image.alt));

  it('loads no module for that', async (t) => {
    const page = await open(t, `<pellicle-picture id="a"></pellicle-picture>`);
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.evaluate((link) => (document.querySelector('#a').link = link), link);
    await shown(page, 'a');
    assert.ok(asked.some((path) => path.startsWith('/b/')));
    assert.deepEqual(asked.filter((path) => /wasm|worker/.test(path)), []);
  });

  it('shows it with the description that was sealed with it, or the page’s own', async (t) => {
    const page = await open(
      t,
      `<pellicle-picture id="a" link="${link}"></pellicle-picture><pellicle-picture id="b" link="${link}" alt="Mine"></pellicle-picture>`,
    );
    assert.equal(await shown(page, 'a'), 'A harbour');
    assert.equal(await shown(page, 'b'), 'Mine');
    await page.waitForFunction(() => window.told.filter(({ type }) => type === 'pellicle-shown').length === 2);
  });

  it('asks before it uses up a view', async (t) => {
    const page = await open(t, `<pellicle-picture id="a" link="${limited}"></pellicle-picture>`);
    const look = page.getByRole('button', { name: 'Look at it now' });
    await look.waitFor();
    await look.click();
    assert.equal(await shown(page, 'a'), '');
  });

  it('asks for a password until it is the right one', async (t) => {
    const page = await open(t, `<pellicle-picture id="a" link="${locked}"></pellicle-picture>`);
    for (const password of ['wrong', 'tide']) {
      await page.getByLabel('Password').fill(password);
      await page.keyboard.press('Enter');
      if (password === 'wrong') await says(page, 'a', 'does not open this picture');
    }
    await shown(page, 'a');
  });

  it('waits until it comes near', async (t) => {
    const page = await open(t, `<div id="above"></div><pellicle-picture id="a"></pellicle-picture>`);
    await page.evaluate(() => (document.querySelector('#above').style.height = '5000px'));
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.evaluate((link) => (document.querySelector('#a').link = link), link);
    await page.waitForTimeout(300);
    assert.deepEqual(asked.filter((url) => url.includes('/b/')), []);
    await page.evaluate(() => document.querySelector('#a').scrollIntoView());
    await shown(page, 'a');
  });

  it('asks in another language, and what was typed stays when that changes', async (t) => {
    const page = await open(t, `<section lang="fr"><pellicle-picture id="a" link="${locked}"></pellicle-picture></section>`);
    await page.getByLabel('Mot de passe').fill('ti');
    await page.evaluate(() => (document.querySelector('#a').lang = 'ar'));
    await says(page, 'a', 'هذه الصورة محمية بكلمة سر.');
    assert.equal(await page.locator('#a [part=frame]').evaluate((frame) => getComputedStyle(frame).direction), 'rtl');
    assert.equal(await page.getByLabel('كلمة السر').inputValue(), 'ti');
    await page.getByLabel('كلمة السر').fill('tide');
    await page.getByRole('button', { name: 'فتح' }).click();
    await shown(page, 'a');
  });

  it('says so when its link is damaged', async (t) => {
    const page = await open(t, `<pellicle-picture id="a"></pellicle-picture>`);
    await page.evaluate((link) => (document.querySelector('#a').link = link), link.slice(0, -1));
    await says(page, 'a', 'This link is incomplete');
    assert.deepEqual((await told(page, 'pellicle-error')).map(({ code }) => code), ['link-damaged']);
  });

  it('says so where the operator does not allow the page, and where the picture can be seen', async (t) => {
    const other = await startServer();
    t.after(() => other.stop());
    const { stdout } = await pellicleOk(['send', '-', '--server', other.origin], { input: photo() });
    const foreign = stdout.trim();
    site.server = `${server.origin} ${other.origin}`;
    t.after(() => (site.server = server.origin));
    const page = await open(t, `<pellicle-picture id="a" link="${foreign}"></pellicle-picture>`, /blocked by CORS policy|answers, but not to/);
    await says(page, 'a', 'This site may not show pictures of that server.');
    assert.equal(await page.getByRole('link', { name: 'Open' }).getAttribute('href'), foreign);
    assert.equal(await page.getByRole('button').count(), 0, 'trying again would change nothing');
    assert.deepEqual((await told(page, 'pellicle-error')).map(({ code }) => code), ['offline']);
  });

  it('opens its link once, however it came into its page', async (t) => {
    const page = await open(t, '');
    const asked = [];
    page.on('request', (request) => /\/header$|\/b\//.test(new URL(request.url()).pathname) && asked.push(request.url()));
    // It is there before its script is, and upgraded then.
    site.body = `<pellicle-picture id="a" link="${link}"></pellicle-picture>`;
    await page.goto(site.origin);
    await shown(page, 'a');
    await page.waitForTimeout(300);
    assert.equal(asked.length, new Set(asked).size, asked.join('\n'));
    site.body = `<pellicle-picture id="a" link="${link.slice(0, -1)}"></pellicle-picture>`;
    await page.goto(site.origin);
    await says(page, 'a', 'This link is incomplete');
    await page.waitForTimeout(300);
    assert.equal((await told(page, 'pellicle-error')).length, 1);
  });

  it('asks for a password where the page gave a wrong one, and waits for a link', async (t) => {
    const page = await open(t, `<pellicle-picture id="a"></pellicle-picture>`);
    await page.evaluate(() => (document.querySelector('#a').password = 'wrong'));
    await page.waitForTimeout(100);
    assert.deepEqual(await told(page, 'pellicle-error'), []);
    assert.equal(await page.locator('#a [part=status]').count(), 0);
    await page.evaluate((link) => (document.querySelector('#a').link = link), locked);
    await says(page, 'a', 'does not open this picture');
    await page.getByLabel('Password').fill('tide');
    await page.keyboard.press('Enter');
    await shown(page, 'a');
  });

  it('takes the focus on what can be done, or on what is shown', async (t) => {
    const page = await open(t, `<pellicle-picture id="a" link="${locked}"></pellicle-picture>`);
    const focused = () =>
      page.evaluate(() => {
        const picture = document.querySelector('#a');
        picture.focus();
        return picture.shadowRoot.activeElement?.localName;
      });
    await page.getByLabel('Password').waitFor();
    assert.equal(await focused(), 'input');
    await page.getByLabel('Password').fill('tide');
    await page.getByLabel('Password').press('Enter');
    await page.locator('#a img').waitFor();
    await page.evaluate(() => document.activeElement.blur());
    assert.equal(await focused(), 'img');
  });

  it('keeps the focus, and says what happens, while one thing takes another’s place', async (t) => {
    const page = await open(t, `<pellicle-picture id="a" link="${locked}"></pellicle-picture><pellicle-picture id="b" link="${limited}"></pellicle-picture>`);
    const focused = (id) => page.evaluate((id) => document.querySelector(`#${id}`).shadowRoot.activeElement?.localName, id);
    const said = (id) => page.locator(`#${id} > [role=status]`);
    await says(page, 'a', 'This picture is protected by a password.');
    assert.equal(await said('a').textContent(), 'This picture is protected by a password.');
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');
    await said('a').filter({ hasText: 'does not open this picture' }).waitFor({ state: 'attached' });
    assert.equal(await focused('a'), 'input');
    await page.getByLabel('Password').fill('tide');
    await page.keyboard.press('Enter');
    await shown(page, 'a');
    assert.equal(await focused('a'), 'img');
    await page.getByRole('button', { name: 'Look at it now' }).focus();
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    await page.route(`${server.origin}/b/**`, async (route) => {
      await held;
      await route.continue();
    });
    await page.keyboard.press('Enter');
    await says(page, 'b', 'Fetching');
    assert.deepEqual([await focused('b'), await said('b').textContent()], ['div', 'Fetching…']);
    letGo();
    await shown(page, 'b');
    assert.equal(await focused('b'), 'img');
  });

  it('asks for its password in a narrow place and in large letters', async (t) => {
    const page = await open(t, `<pellicle-picture id="a" link="${locked}"></pellicle-picture>`);
    await page.getByLabel('Password').waitFor();
    for (const [width, size] of [[200, 16], [160, 16], [320, 32]]) {
      const wide = await page.evaluate(
        ([width, size]) => {
          const main = document.querySelector('main');
          main.style.cssText = `inline-size: ${width}px; font-size: ${size}px`;
          const picture = document.querySelector('#a');
          const right = Math.max(...[...picture.shadowRoot.querySelectorAll('*')].map((one) => one.getBoundingClientRect().right));
          return right - main.getBoundingClientRect().right;
        },
        [width, size],
      );
      assert.ok(wide <= 0, `${wide} px too wide in ${width} at ${size}`);
    }
  });
});
