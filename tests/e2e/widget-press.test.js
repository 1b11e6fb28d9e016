import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { photo } from './pictures.js';
import { browser, file, give, holdUploads, open, says, server, site } from './widget-page.js';

const PHONE = { hasTouch: true, viewport: { width: 390, height: 700 } };

describe('<pellicle-upload> under a finger', () => {
  const many = (count) => Array.from({ length: count }, (_, seed) => file(`${seed}.jpg`, photo({ seed })));
  const count = (page) => page.locator('#a li').count();
  const done = (page, all) => page.waitForFunction((all) => document.querySelector('#a').pictures.length === all, all);
  const focused = (page) => page.evaluate(() => document.querySelector('#a').shadowRoot.activeElement?.ariaLabel);

  /** A list of pictures on a telephone. */
  async function listed(t, all, options = PHONE) {
    await (await open(t, '<pellicle-upload id="a" server="SERVER" multiple></pellicle-upload><p>The end</p>')).close();
    const context = await browser.newContext(options);
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(site.origin);
    await give(page, 'a', ...many(all));
    await done(page, all);
    return page;
  }

  /** Presses one place twice. */
  async function twice(page, { x, y, width, height }, gap = 200) {
    const at = [x + width / 2, y + height / 2];
    const press = () => (page.viewportSize().width === PHONE.viewport.width ? page.touchscreen.tap(...at) : page.mouse.click(...at));
    await press();
    await page.waitForTimeout(gap);
    await press();
  }

  it('does not throw its page to another place when its list is tapped, or when a picture leaves', async (t) => {
    const page = await listed(t, 6);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const top = await page.evaluate(() => scrollY);
    assert.ok(top > 100, `${top}`);
    for (const part of ['status', 'name', 'preview']) {
      await page.locator(`#a li:last-child [part~=${part}]`).tap();
      await page.waitForTimeout(100);
      assert.equal(await page.evaluate(() => scrollY), top, part);
    }
    await page.getByRole('button', { name: 'Remove: 4.jpg' }).tap();
    await done(page, 5);
    await page.waitForFunction(() => document.querySelector('#a').shadowRoot.querySelectorAll('li').length === 5);
    assert.ok((await page.evaluate(() => scrollY)) > 100);
    assert.equal(await focused(page), 'Remove: 5.jpg');
    await page.getByRole('button', { name: 'Remove: 5.jpg' }).press('Enter');
    await page.waitForFunction(() => document.querySelector('#a').shadowRoot.querySelectorAll('li').length === 4);
    assert.equal(await focused(page), 'Remove: 3.jpg', 'the one before, where none comes after');
  });

  for (const [way, options] of [['a finger', PHONE], ['a mouse', { viewport: { width: 800, height: 700 } }]]) {
    it(`removes one picture when ${way} presses twice, and another one a moment later`, async (t) => {
      const page = await listed(t, 4, options);
      const remove = page.locator('#a li').nth(1).locator('[part~=remove]');
      await twice(page, await remove.boundingBox());
      await done(page, 3);
      await page.waitForTimeout(700);
      assert.equal(await count(page), 3);
      assert.equal(await page.evaluate(() => document.querySelector('#a').pictures.length), 3);
      await remove.click();
      await done(page, 2);
      // Two presses in different places are two.
      await page.waitForTimeout(600);
      await page.locator('#a li').nth(1).locator('[part~=remove]').click();
      await page.locator('#a li').nth(0).locator('[part~=remove]').click();
      await done(page, 0);
    });

    it(`cancels, and does nothing more, when ${way} presses twice`, async (t) => {
      const page = await listed(t, 0, options);
      await page.route(`${server.origin}/api/blobs`, () => {});
      await give(page, 'a', file('a.jpg'));
      await says(page, 'a', 'Sending');
      await twice(page, await page.locator('#a [part~=cancel]').boundingBox(), 150);
      await page.waitForTimeout(300);
      assert.equal(await page.locator('#a [part=status]').textContent(), 'Cancelled. Nothing of it was kept.');
      // A keyboard is as quick as it likes.
      await page.unroute(`${server.origin}/api/blobs`);
      await page.locator('#a [part~=retry]').press('Enter');
      await says(page, 'a', 'Sealed and sent');
    });
  }

  it('takes a picture back whose Cancel was held while it arrived', async (t) => {
    const page = await listed(t, 0, { viewport: { width: 800, height: 700 } });
    const letGo = await holdUploads(page);
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sending');
    const { x, y, width, height } = await page.locator('#a [part~=cancel]').boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    letGo();
    await says(page, 'a', 'Sealed and sent');
    assert.deepEqual(await page.locator('#a li button').allTextContents(), ['Cancel']);
    await page.mouse.up();
    await page.locator('#a li').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.querySelector('#a').value), '');
  });

  it('shows what can be done with a picture that is done, though its Cancel was pressed with another button or its end was lost', async (t) => {
    for (const press of [
      { button: 2, isPrimary: true },
      { button: 0, isPrimary: false },
      // The window was left with the finger down.
      { button: 0, isPrimary: true, then: 'blur' },
    ]) {
      const page = await listed(t, 0, { viewport: { width: 800, height: 700 } });
      const letGo = await holdUploads(page);
      await give(page, 'a', file('a.jpg'));
      await says(page, 'a', 'Sending');
      await page.locator('#a [part~=cancel]').evaluate((cancel, { then, ...press }) => {
        cancel.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true, pointerId: 7, ...press }));
        if (then) window.dispatchEvent(new Event(then));
      }, press);
      letGo();
      await page.locator('#a [part~=copy]').waitFor();
    }
  });

  it('keeps what lies below a picture where it is when that is done', async (t) => {
    for (const width of [320, 390, 560, 900]) {
      const page = await listed(t, 0, { viewport: { width, height: 700 } });
      const letGo = await holdUploads(page);
      await give(page, 'a', ...many(2));
      await page.locator('#a [part=status]', { hasText: 'Sending' }).nth(1).waitFor();
      const top = () => page.locator('#a li').nth(1).evaluate((line) => line.getBoundingClientRect().top);
      const before = await top();
      letGo();
      await done(page, 2);
      assert.equal(await top(), before, `${width}`);
    }
  });

  it('says that it has copied, or that it is to be done by hand', async (t) => {
    const page = await listed(t, 1, { viewport: { width: 800, height: 700 } });
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => void (window.copied = text) } });
    });
    const copy = page.locator('#a [part~=copy]');
    const said = page.locator('#a > [role=status]');
    await copy.click();
    await copy.getByText('Copied').waitFor();
    assert.equal(await copy.getAttribute('aria-label'), 'Copied: 0.jpg');
    assert.equal(await said.textContent(), 'Copied');
    await copy.getByText('Copy link').waitFor({ timeout: 8000 });
    await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))));
    await copy.click();
    await says(page, 'a', 'It is selected: copy it by hand.');
    assert.equal(await said.textContent(), 'It is selected: copy it by hand.');
  });

  it('says that it waits for a connection, and goes on when there is one', async (t) => {
    const page = await listed(t, 0);
    const letGo = await holdUploads(page);
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sending');
    await page.context().setOffline(true);
    await says(page, 'a', 'Waiting for a connection…');
    await page.context().setOffline(false);
    await says(page, 'a', 'Sending');
    letGo();
    await says(page, 'a', 'Sealed and sent');
  });
});
