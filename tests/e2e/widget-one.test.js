import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { photo } from './pictures.js';
import { file, give, holdUploads, open, says, server, told } from './widget-page.js';

const text = () => file('letter.txt', Buffer.from('not a picture'), 'text/plain');

describe('<pellicle-upload> that takes one picture', () => {
  const body = '<form><pellicle-upload id="a" name="picture" server="SERVER" required></pellicle-upload></form>';
  const value = (page) => page.evaluate(() => document.querySelector('#a').value);
  const valid = (page) => page.evaluate(() => document.querySelector('form').checkValidity());
  const sent = (page) => page.evaluate(() => new FormData(document.querySelector('form')).getAll('picture'));
  const names = (page) => page.locator('#a [part=name]').allTextContents();
  const status = async (link) => (await fetch(link.split('#')[0])).status;

  async function withOne(t, expected) {
    const page = await open(t, body, expected);
    await give(page, 'a', file('good.jpg'));
    await says(page, 'a', 'Sealed and sent');
    return { page, link: await value(page) };
  }

  it('keeps what it has where the next file is no picture, and says so', async (t) => {
    const { page, link } = await withOne(t);
    for (const wrong of [text(), file('broken.jpg', photo().subarray(0, 300))]) {
      await give(page, 'a', wrong);
      await page.locator('#a [part~=failed]').getByText('The picture before it stays.').waitFor();
      assert.match(await page.locator('#a > [role=status]').textContent(), /The picture before it stays\.$/);
      assert.deepEqual(await names(page), ['good.jpg', wrong.name]);
      assert.deepEqual([await value(page), await valid(page), await sent(page), await status(link)], [link, true, [link], 200]);
    }
    assert.deepEqual(await told(page, 'pellicle-removed'), []);
    // Alone, it is what is missing.
    await page.getByRole('button', { name: 'Remove: good.jpg' }).click();
    await page.waitForFunction(() => document.querySelector('#a').shadowRoot.querySelectorAll('li').length === 1);
    assert.doesNotMatch(await page.locator('#a [part=status]').textContent(), /stays/);
    assert.equal(await valid(page), false);
  });

  it('replaces it once the next one is shared, and deletes it then', async (t) => {
    const { page, link } = await withOne(t);
    const letGo = await holdUploads(page);
    await give(page, 'a', file('next.jpg', photo({ seed: 2 })));
    await page.getByText('Sending').first().waitFor();
    assert.deepEqual([await value(page), await valid(page)], [link, false]);
    letGo();
    await page.waitForFunction(() => window.told.some(({ type }) => type === 'pellicle-removed'));
    const next = await value(page);
    assert.notEqual(next, link);
    assert.deepEqual(await names(page), ['next.jpg']);
    assert.deepEqual([await valid(page), await sent(page), await status(link), await status(next)], [true, [next], 410, 200]);
    const types = (await told(page, 'pellicle-shared', 'pellicle-removed', 'change')).map(({ type }) => type);
    assert.deepEqual(types, ['pellicle-shared', 'change', 'pellicle-shared', 'change', 'pellicle-removed'], 'the value changed twice');
  });

  it('keeps what it has where the next one is cancelled', async (t) => {
    const { page, link } = await withOne(t);
    await page.route(`${server.origin}/api/blobs`, () => {});
    await give(page, 'a', file('next.jpg'));
    await page.getByRole('button', { name: 'Cancel: next.jpg' }).click();
    await page.getByText('Cancelled.').first().waitFor();
    assert.deepEqual([await value(page), await valid(page), await status(link)], [link, true, 200]);
  });

  it('keeps what it has where the next one is taken back by a Cancel that was held while it arrived', async (t) => {
    const { page, link } = await withOne(t);
    const letGo = await holdUploads(page);
    await give(page, 'a', file('next.jpg', photo({ seed: 2 })));
    const { x, y, width, height } = await page.getByRole('button', { name: 'Cancel: next.jpg' }).boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    letGo();
    await page.waitForFunction(() => window.told.filter(({ type }) => type === 'pellicle-shared').length === 2);
    await page.mouse.up();
    await page.waitForFunction(() => window.told.some(({ type }) => type === 'pellicle-removed'));
    assert.deepEqual([await value(page), await valid(page), await status(link)], [link, true, 200]);
    assert.deepEqual(await names(page), ['good.jpg']);
  });

  it('says where the one before could not be deleted, which is then no longer its value', async (t) => {
    const { page, link } = await withOne(t);
    await page.route(`${server.origin}/**`, (route) =>
      route.request().method() === 'DELETE' ? route.fulfill({ status: 503, headers: { 'access-control-allow-origin': '*' } }) : route.continue(),
    );
    await give(page, 'a', file('next.jpg', photo({ seed: 2 })));
    await page.locator('#a li', { hasText: 'good.jpg' }).getByText('It is not deleted yet. The server').waitFor();
    const next = await value(page);
    assert.deepEqual([next === link, (await sent(page)).length, await status(link)], [false, 1, 200]);
    await page.unroute(`${server.origin}/**`);
    await page.getByRole('button', { name: 'Remove: next.jpg' }).click();
    await page.waitForFunction(() => document.querySelector('#a').shadowRoot.querySelectorAll('li').length === 1);
    assert.equal(await value(page), '', 'what was replaced does not come back');
    await page.getByRole('button', { name: 'Remove: good.jpg' }).click();
    await page.locator('#a li').waitFor({ state: 'detached' });
    assert.equal(await status(link), 410);
  });
});
