import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { photo } from './pictures.js';
import { browser, file, give, holdUploads, open, says, server, site } from './widget-page.js';

describe('<pellicle-upload> as a control of a form and of its page', () => {
  it('is a control of its form: required, busy, and then as many links as pictures', async (t) => {
    site.posted.length = 0;
    const page = await open(
      t,
      '<form method="post"><pellicle-upload id="a" name="picture" server="SERVER" multiple required></pellicle-upload><button>Send</button></form>',
    );
    const invalid = () =>
      page.evaluate(() => {
        const { validity, validationMessage } = document.querySelector('#a');
        return validity.valid ? '' : validationMessage;
      });
    assert.equal(await invalid(), 'Choose a picture.');
    // A request that is held keeps the picture on its way.
    const letGo = await holdUploads(page);
    await give(page, 'a', file('a.jpg'), file('b.jpg'));
    await page.locator('#a [part=status]', { hasText: 'Sending' }).first().waitFor();
    assert.equal(await invalid(), 'A picture is still on its way.');
    letGo();
    await page.waitForFunction(() => document.querySelector('#a').pictures.length === 2);
    assert.equal(await invalid(), '');
    const links = await page.evaluate(() => document.querySelector('#a').value.split('\n'));
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForLoadState();
    assert.deepEqual(new URLSearchParams(site.posted[0]).getAll('picture'), links);
  });

  it('takes no more pictures than its list may have, and says so', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER" multiple max-files="2"></pellicle-upload>');
    const names = () => page.locator('#a [part=name]').allTextContents();
    const notice = page.locator('#a [part=notice]');
    await give(page, 'a', file('a.jpg'), file('b.jpg'), file('c.jpg'));
    await notice.filter({ hasText: 'At most 2 can be chosen here.' }).waitFor();
    assert.deepEqual(await names(), ['a.jpg', 'b.jpg']);
    await page.waitForFunction(() => document.querySelector('#a').pictures.length === 2);
    await page.getByRole('button', { name: 'Remove: a.jpg' }).click();
    await notice.waitFor({ state: 'hidden' });
    // Full, it says so before anything is left out, and to whoever presses the button all the same.
    await give(page, 'a', file('d.jpg'));
    await page.waitForFunction(() => document.querySelector('#a').pictures.length === 2);
    await notice.waitFor();
    const status = page.locator('#a > [role=status]');
    assert.doesNotMatch(await status.textContent(), /At most/);
    const choose = page.locator('#a [part~=choose]');
    assert.equal(await choose.getAttribute('aria-disabled'), 'true');
    await choose.focus();
    await page.keyboard.press('Enter');
    assert.equal(await status.textContent(), 'At most 2 can be chosen here.');
    await give(page, 'a', file('e.jpg'));
    assert.deepEqual(await names(), ['b.jpg', 'd.jpg']);
  });

  it('holds its form back while a picture is listed that could not be shared, and shows where', async (t) => {
    const page = await open(t, '<form><pellicle-upload id="a" name="picture" server="SERVER" multiple></pellicle-upload></form>');
    await page.route(`${server.origin}/**`, (route) => route.fulfill({ status: 507, headers: { 'access-control-allow-origin': '*' } }));
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'The server has no room left.');
    const reported = () =>
      page.evaluate(() => {
        const box = document.querySelector('#a');
        return [document.querySelector('form').reportValidity(), box.validationMessage, box.shadowRoot.activeElement?.ariaLabel];
      });
    assert.deepEqual(await reported(), [false, 'A picture could not be shared. Try it again, or remove it.', 'Try again: a.jpg']);
    await page.unroute(`${server.origin}/**`);
    await page.getByRole('button', { name: 'Try again: a.jpg' }).click();
    await says(page, 'a', 'Sealed and sent');
    assert.equal((await reported())[0], true);
    await give(page, 'a', file('a.txt', Buffer.from('not a picture'), 'text/plain'));
    await page.getByText('This kind of file cannot be shared.').first().waitFor();
    assert.equal((await reported())[0], false);
    await page.getByRole('button', { name: 'Remove: a.txt' }).click();
    assert.equal((await reported())[0], true);
  });

  it('says of a folder that is dropped that it is no picture, and offers nothing that cannot help', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER" multiple></pellicle-upload>');
    await page.evaluate((base64) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'Holidays'));
      // Only a person can drop a folder: a script's entries are files.
      DataTransferItem.prototype.webkitGetAsEntry = () => ({ isDirectory: true });
      document.querySelector('#a').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
    }, photo().toString('base64'));
    await says(page, 'a', 'This kind of file cannot be shared.');
    assert.deepEqual(await page.locator('#a li button').allTextContents(), ['Remove']);
  });

  it('takes one that was left out in the place of a file that is no picture', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER" multiple max-files="2"></pellicle-upload>');
    await give(page, 'a', file('n.txt', Buffer.from('not a picture'), 'text/plain'), file('a.jpg'), file('b.jpg', photo({ seed: 2 })), file('c.jpg', photo({ seed: 3 })));
    await page.waitForFunction(() => document.querySelector('#a').pictures.length === 2);
    assert.deepEqual(await page.locator('#a [part=name]').allTextContents(), ['n.txt', 'a.jpg', 'b.jpg']);
    await page.getByRole('button', { name: 'Remove: n.txt' }).click();
    await page.waitForTimeout(200);
    assert.equal(await page.locator('#a li').count(), 2, 'what was said to be left out stays so');
  });

  it('takes what is pasted while it was used last, and nothing that is pasted into a field', async (t) => {
    const page = await open(t, '<input id="field"><p id="text" contenteditable>Text</p><pellicle-upload id="a" server="SERVER" multiple></pellicle-upload>');
    /** Firefox tells the body of a paste where a button has the focus. */
    const paste = (target) =>
      page.evaluate(
        ({ target, base64 }) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'a.jpg', { type: 'image/jpeg' }));
          const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true, clipboardData: data });
          document.querySelector(target).dispatchEvent(event);
          return event.defaultPrevented;
        },
        { target, base64: photo().toString('base64') },
      );
    assert.equal(await paste('body'), false, 'it was not used yet');
    await page.locator('#a [part~=choose]').focus();
    assert.equal(await paste('body'), true);
    for (const target of ['#field', '#text']) assert.equal(await paste(target), false, target);
    await page.locator('#field').focus();
    assert.equal(await paste('body'), false, 'something else has the focus');
    await page.evaluate(() => document.activeElement.blur());
    assert.equal(await paste('body'), true);
    assert.equal(await page.locator('#a li').count(), 2);
  });

  it('is written from left to right in a page that is not, where it speaks no language of that', async (t) => {
    const page = await open(t, '<div lang="he" dir="rtl"><pellicle-upload id="a" server="SERVER"></pellicle-upload></div>');
    await give(page, 'a', file('a.txt', Buffer.from('not a picture'), 'text/plain'));
    await says(page, 'a', 'This kind of file cannot be shared.');
    assert.equal(await page.locator('#a [part=status]').evaluate((status) => getComputedStyle(status).direction), 'ltr');
  });

  it('gives no place of its list to what cannot be shared', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER" multiple max-files="1"></pellicle-upload>');
    await give(page, 'a', file('a.txt', Buffer.from('not a picture'), 'text/plain'));
    await says(page, 'a', 'This kind of file cannot be shared.');
    await give(page, 'a', file('b.jpg'));
    await page.waitForFunction(() => document.querySelector('#a').pictures.length === 1);
  });

  it('copies all of its links at once, and lays them out where the page may not copy', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER" multiple></pellicle-upload>');
    const copy = page.locator('#a [part~=copy-all]');
    const words = (text) => copy.getByText(text, { exact: true }).waitFor();
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sealed and sent');
    assert.equal(await copy.isVisible(), false, 'one has a button of its own');
    await give(page, 'a', file('b.jpg'));
    await words('Copy all links');
    const links = await page.evaluate(() => document.querySelector('#a').value);
    assert.equal(links.split('\n').length, 2);
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => void (window.copied = text) } });
    });
    await copy.click();
    await words('Copied');
    assert.equal(await page.evaluate(() => window.copied), links);
    assert.equal(await page.locator('#a [role=status]').textContent(), 'Copied');
    // What is copied are no longer all of them.
    await give(page, 'a', file('c.jpg'));
    await words('Copy all links');
    await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))));
    await copy.click();
    const all = page.locator('#a [part=links]');
    await all.waitFor();
    assert.equal(await all.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)), await page.evaluate(() => document.querySelector('#a').value));
    await page.evaluate(() => document.querySelector('#a').clear());
    assert.equal(await copy.isVisible(), false);
  });

  it('says that it takes one where several are dropped', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>');
    await give(page, 'a', file('before.jpg'));
    await says(page, 'a', 'Sealed and sent');
    await page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      document.querySelector('#a').add(['a.jpg', 'b.jpg'].map((name) => new File([bytes], name)));
    }, photo().toString('base64'));
    await page.waitForFunction(() => window.told.some(({ type, name }) => type === 'pellicle-removed' && name === 'before.jpg'));
    assert.deepEqual(await page.locator('#a [part=name]').allTextContents(), ['b.jpg']);
    assert.equal(await page.locator('#a [part=notice]').textContent(), 'At most 1 can be chosen here.');
    assert.ok(await page.locator('#a [part=notice]').isVisible());
  });

  it('goes on when it is taken out of the document and comes back later, and then shows where it is', async (t) => {
    const page = await open(t, '<form><pellicle-upload id="a" name="picture" server="SERVER"></pellicle-upload></form>');
    const letGo = await holdUploads(page);
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sending');
    await page.evaluate(() => {
      window.box = document.querySelector('#a');
      window.box.remove();
    });
    letGo();
    await page.waitForFunction(() => window.box.pictures.length === 1);
    await page.evaluate(() => document.querySelector('form').append(window.box));
    await says(page, 'a', 'Sealed and sent');
    assert.equal(await page.evaluate(() => new FormData(document.querySelector('form')).get('picture')), await page.evaluate(() => window.box.value));
    assert.equal(await page.locator('#a img').evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), true);
  });

  it('is emptied by its form, and changed by nobody while a fieldset around it is disabled', async (t) => {
    const page = await open(t, '<form><fieldset><pellicle-upload id="a" name="picture" server="SERVER" multiple required></pellicle-upload></fieldset></form>');
    await give(page, 'a', file('a.jpg'), file('a.txt', Buffer.from('not a picture'), 'text/plain'));
    await page.locator('#a [part~=done]').waitFor();
    await page.locator('#a [part~=failed]').waitFor();
    const disabled = () => page.locator('#a button').evaluateAll((all) => all.filter((one) => one.disabled).map((one) => one.ariaLabel ?? one.textContent));
    await page.evaluate(() => (document.querySelector('fieldset').disabled = true));
    assert.deepEqual(await disabled(), ['Choose pictures', 'Remove: a.jpg', 'Remove: a.txt']);
    const over = await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'x.jpg'));
      const events = ['dragenter', 'dragover'].map((type) => new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
      const box = document.querySelector('#a');
      for (const event of events) box.dispatchEvent(event);
      // The browser would leave the page for a file that nobody takes.
      return [events[1].defaultPrevented, box.shadowRoot.querySelector('[part~=box]').part.contains('over')];
    });
    assert.deepEqual(over, [true, false]);
    await page.evaluate(() => (document.querySelector('fieldset').disabled = false));
    assert.deepEqual(await disabled(), []);
    await page.evaluate(() => document.querySelector('form').reset());
    assert.equal(await page.locator('#a li').count(), 0);
    assert.deepEqual(await page.evaluate(() => [document.querySelector('form').checkValidity(), [...new FormData(document.querySelector('form'))]]), [false, []]);
  });

  it('takes properties that were set before it was defined, and a name that comes late', async (t) => {
    const page = await open(t, '');
    site.body = `<form><pellicle-upload id="a" server="${server.origin}"></pellicle-upload></form>
      <script nonce="n0nce">Object.assign(document.querySelector('#a'), { maxFiles: 3, multiple: true, password: 'tide', words: { choose: 'Take some' } });</script>`;
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Take some' }).waitFor();
    const found = await page.evaluate(() => {
      const box = document.querySelector('#a');
      return [box.getAttribute('max-files'), box.multiple, box.password, Object.keys(box)];
    });
    assert.deepEqual(found, ['3', true, 'tide', []]);
    await page.evaluate(() => (document.querySelector('#a').password = null));
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sealed and sent');
    await page.evaluate(() => (document.querySelector('#a').name = 'late'));
    assert.equal(await page.evaluate(() => new FormData(document.querySelector('form')).getAll('late').length), 1);
  });

  it('is called by its label, and lets what it is to say of dropping away where there is only a finger', async (t) => {
    const page = await open(t, '<label for="a">The harbour</label><pellicle-upload id="a" server="SERVER"></pellicle-upload>');
    await page.getByText('or drop it here').waitFor();
    // What the browser tells a screen reader; Playwright sees no role that has no attribute.
    const devtools = await page.context().newCDPSession(page);
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    const group = nodes.find(({ role }) => role?.value === 'group');
    assert.equal(group?.name.value, 'The harbour');
    await page.locator('label').click();
    assert.equal(await page.evaluate(() => document.querySelector('#a').shadowRoot.activeElement?.part.value), 'button choose');
    const phone = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
    t.after(() => phone.close());
    const touched = await phone.newPage();
    await touched.goto(site.origin);
    await touched.getByRole('button', { name: 'Choose a picture' }).waitFor();
    assert.equal(await touched.getByText('or drop it here').isVisible(), false);
  });
});
