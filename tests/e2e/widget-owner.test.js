import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pellicleOk } from './cli.js';
import { photo } from './pictures.js';
import { file, give, open, says, server, site, told } from './widget-page.js';

describe('what the owner of a site reads in the console', () => {
  function listen(page) {
    const said = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
    return said;
  }

  it('there is no server of Pellicle’s where one was named, or forgotten', async (t) => {
    const page = await open(t, '<pellicle-upload id="a"></pellicle-upload>', /no server of Pellicle’s/);
    const said = listen(page);
    await page.route(`${site.origin}/api/**`, (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'The server gave an answer that makes no sense.');
    assert.deepEqual((await told(page, 'pellicle-error')).map(({ code }) => code), ['server-error']);
    assert.ok(said.includes(`<pellicle-upload>: There is no server of Pellicle’s at ${site.origin}: the option server names the address of one.`), said.join('\n'));
  });

  it('its policy forbids the module', async (t) => {
    site.without = "'wasm-unsafe-eval'";
    t.after(() => (site.without = ''));
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>', /Content.Security.Policy/i);
    const said = listen(page);
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Something went wrong in this program.');
    assert.ok(said.some((text) => text.startsWith('<pellicle-upload>: ') && text.includes("script-src has to name 'wasm-unsafe-eval'")), said.join('\n'));
  });

  it('its policy forbids the picture', async (t) => {
    site.without = 'img-src blob:; ';
    t.after(() => (site.without = ''));
    const { stdout } = await pellicleOk(['send', '-', '--server', server.origin], { input: photo() });
    const page = await open(t, '<pellicle-picture id="a"></pellicle-picture>', /Content.Security.Policy/i);
    const said = listen(page);
    await page.evaluate((link) => (document.querySelector('#a').link = link), stdout.trim());
    await says(page, 'a', 'Something went wrong in this program.');
    assert.ok(said.some((text) => text.startsWith('<pellicle-picture>: ') && text.includes('blob: in img-src')), said.join('\n'));
    assert.deepEqual((await told(page, 'pellicle-error')).map(({ code }) => code), ['internal']);
  });

  it('max-files says nothing without multiple', async (t) => {
    const page = await open(t, '');
    const said = listen(page);
    site.body = `<pellicle-upload id="a" server="${server.origin}" max-files="5"></pellicle-upload><pellicle-upload server="${server.origin}" max-files="5" multiple></pellicle-upload>`;
    await page.goto(site.origin);
    await page.locator('#a [part~=choose]').waitFor();
    await page.waitForTimeout(100);
    assert.deepEqual(said, ['<pellicle-upload max-files="5">: without multiple, it takes one picture.']);
  });
});
