import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { photo } from './pictures.js';
import { startServer } from './server.js';
import { browser, file, give, open, says, server, site, told } from './widget-page.js';

describe('<pellicle-upload> on the page of another origin, under the strictest policy', () => {
  it('shares a picture, and two on a page keep out of each other’s way', async (t) => {
    const page = await open(
      t,
      '<pellicle-upload id="a" server="SERVER" expires-in="1h"></pellicle-upload><pellicle-upload id="b" server="SERVER" max-edge="20"></pellicle-upload>',
    );
    await Promise.all([give(page, 'a', file('a.jpg')), give(page, 'b', file('b.jpg'))]);
    await says(page, 'a', 'Sealed and sent');
    await says(page, 'b', 'Sealed and sent');
    const [a, b] = await page.evaluate(() =>
      ['a', 'b'].map((id) => {
        const { pictures, value } = document.getElementById(id);
        return { links: pictures.map(({ link }) => link), value, width: pictures[0].width };
      }),
    );
    assert.equal(a.value, a.links[0]);
    assert.notEqual(a.value, b.value);
    assert.ok(a.width > 20 && b.width <= 20);
    assert.ok(a.value.startsWith(`${server.origin}/i/`));
    assert.equal(await page.locator('#a a').getAttribute('href'), a.value);
    const events = await told(page, 'pellicle-accept', 'pellicle-shared', 'change');
    assert.deepEqual(
      events.filter(({ id }) => id === 'a').map(({ type }) => type),
      ['pellicle-accept', 'pellicle-shared', 'change'],
    );
    assert.ok((await told(page, 'pellicle-progress')).length > 4);
  });

  it('does nothing with a file that its page turned away', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER" multiple></pellicle-upload>');
    await page.evaluate(() =>
      document.addEventListener('pellicle-accept', (event) => {
        if (event.detail.file.name === 'no.jpg') event.preventDefault();
      }),
    );
    await give(page, 'a', file('no.jpg'), file('yes.jpg'));
    await says(page, 'a', 'Sealed and sent');
    assert.deepEqual((await told(page, 'pellicle-shared')).map(({ name }) => name), ['yes.jpg']);
    assert.equal(await page.locator('#a li').count(), 1);
  });

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
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    await page.route(`${server.origin}/api/blobs`, async (route) => {
      await held;
      await route.continue();
    });
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

  it('gives no place of its list to what cannot be shared', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER" multiple max-files="1"></pellicle-upload>');
    await give(page, 'a', file('a.txt', Buffer.from('not a picture'), 'text/plain'));
    await says(page, 'a', 'This kind of file cannot be shared.');
    await give(page, 'a', file('b.jpg'));
    await page.waitForFunction(() => document.querySelector('#a').pictures.length === 1);
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

  it('takes a shared picture back when it is removed', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>');
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sealed and sent');
    const link = await page.evaluate(() => document.querySelector('#a').value);
    await page.getByRole('button', { name: 'Remove: a.jpg' }).click();
    await page.waitForFunction(() => window.told.some(({ type }) => type === 'pellicle-removed'));
    assert.deepEqual((await told(page, 'pellicle-removed')).map((event) => event.link), [link]);
    assert.equal((await fetch(link.split('#')[0])).status, 410);
    const focused = await page.evaluate(() => document.querySelector('#a').shadowRoot.activeElement?.part.value);
    assert.equal(focused, 'button choose');
  });

  it('shares from every site, and says so where its operator lets that one delete nothing', async (t) => {
    const other = await startServer();
    t.after(() => other.stop());
    site.server = `${server.origin} ${other.origin}`;
    t.after(() => (site.server = server.origin));
    const page = await open(t, `<pellicle-upload id="a" server="${other.origin}"></pellicle-upload>`, /blocked by CORS policy/);
    const warned = [];
    page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()));
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sealed and sent');
    await page.getByRole('button', { name: 'Remove: a.jpg' }).click();
    await says(page, 'a', 'This site may not delete pictures of that server.');
    assert.match(warned.join(), /answers, but not to .* allowed_origins/);
    assert.deepEqual((await told(page, 'pellicle-error')).map(({ code }) => code), ['offline']);
    assert.match(await page.locator('#a > [role=status]').textContent(), /^a\.jpg This site may not delete/);
    // Another one takes its place all the same, as far as its page is concerned.
    await give(page, 'a', file('b.jpg'));
    await page.locator('#a li', { hasText: 'b.jpg' }).getByText('Sealed and sent').waitFor();
    await page.locator('#a li', { hasText: 'a.jpg' }).getByText('may not delete').waitFor();
    const [shown, value] = await page.evaluate(() => [document.querySelector('#a').shadowRoot.querySelectorAll('a')[1].href, document.querySelector('#a').value]);
    assert.equal(value, shown);
  });

  it('says what is wrong with a file, and offers to try again only where that can help', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>');
    await give(page, 'a', file('a.txt', Buffer.from('not a picture'), 'text/plain'));
    await says(page, 'a', 'This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.');
    assert.deepEqual(await page.locator('#a li button').allTextContents(), ['Remove']);
    await page.route(`${server.origin}/**`, (route) => route.abort());
    await give(page, 'a', file('b.jpg'));
    await says(page, 'a', 'The server cannot be reached.');
    assert.deepEqual((await told(page, 'pellicle-error')).map(({ code }) => code), ['unsupported', 'offline']);
    await page.unroute(`${server.origin}/**`);
    await page.getByRole('button', { name: 'Try again: b.jpg' }).click();
    await says(page, 'a', 'Sealed and sent');
  });

  it('is cancelled, and tried again', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>');
    const gate = `${server.origin}/api/blobs`;
    await page.route(gate, () => {});
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sending');
    await page.getByRole('button', { name: 'Cancel: a.jpg' }).click();
    await says(page, 'a', 'Cancelled.');
    await page.unroute(gate);
    await page.getByRole('button', { name: 'Try again: a.jpg' }).click();
    await says(page, 'a', 'Sealed and sent');
    assert.deepEqual(await told(page, 'pellicle-error'), []);
  });

  it('goes on when it is moved in the document', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload><section></section>');
    await give(page, 'a', file('a.jpg'));
    await page.evaluate(() => document.querySelector('section').append(document.querySelector('#a')));
    await says(page, 'a', 'Sealed and sent');
    assert.equal(await page.locator('section #a img').evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), true);
  });

  it('goes on when it is taken out of the document and comes back later, and then shows where it is', async (t) => {
    const page = await open(t, '<form><pellicle-upload id="a" name="picture" server="SERVER"></pellicle-upload></form>');
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    await page.route(`${server.origin}/api/blobs`, async (route) => {
      await held;
      await route.continue();
    });
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
    assert.equal(await page.evaluate(() => document.querySelector('form').checkValidity()), true);
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

  it('shows what was sent without the film, once it is', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>');
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sealed and sent');
    await page.waitForFunction(() => getComputedStyle(document.querySelector('#a').shadowRoot.querySelector('[part=film]')).opacity === '0');
  });

  it('takes what is dropped and what is pasted, and nothing while it is disabled', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER" multiple></pellicle-upload>');
    const drop = (type) =>
      page.evaluate(
        ({ type, base64 }) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], `${type}.jpg`, { type: 'image/jpeg' }));
          const options = { bubbles: true, cancelable: true };
          const event =
            type === 'paste'
              ? new ClipboardEvent(type, { ...options, clipboardData: data })
              : new DragEvent(type, { ...options, dataTransfer: data });
          document.querySelector('#a').dispatchEvent(event);
          return event.defaultPrevented;
        },
        { type, base64: photo().toString('base64') },
      );
    assert.equal(await drop('dragover'), true);
    await drop('drop');
    await drop('paste');
    await page.waitForFunction(() => document.querySelector('#a').pictures.length === 2);
    await page.evaluate(() => (document.querySelector('#a').disabled = true));
    await drop('drop');
    assert.equal(await page.locator('#a li').count(), 2);
  });

  it('speaks the page’s own words', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>');
    await page.evaluate(() => {
      document.querySelector('#a').words = { chooseOne: 'Choisir une image', unsupported: 'Ce n’est pas une image.' };
    });
    await page.getByRole('button', { name: 'Choisir une image' }).waitFor();
    await give(page, 'a', file('a.txt', Buffer.from('not a picture'), 'text/plain'));
    await says(page, 'a', 'Ce n’est pas une image.');
  });

  it('speaks the language of the place where it stands, also inside of another element', async (t) => {
    const page = await open(
      t,
      '<div lang="fr-CA"><pellicle-upload id="a" server="SERVER"></pellicle-upload><div id="host"></div></div><pellicle-upload id="b" lang="sv"></pellicle-upload>',
    );
    await page.getByRole('button', { name: 'Choisir une image' }).waitFor();
    await give(page, 'a', file('b.txt', Buffer.from('not a picture'), 'text/plain'));
    await says(page, 'a', 'Ce type de fichier ne peut pas être partagé.');
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Scellée et envoyée');
    await page.getByRole('button', { name: 'Supprimer\u202f: a.jpg' }).waitFor();
    // No texts are in Swedish: those in English say that they are.
    assert.deepEqual(
      await page.locator('#b [part=box]').evaluate((box) => [box.querySelector('button').textContent, box.lang]),
      ['Choose a picture', 'en'],
    );
    await page.evaluate(() => {
      const root = document.querySelector('#host').attachShadow({ mode: 'open' });
      root.append(Object.assign(document.createElement('pellicle-upload'), { id: 'inner' }));
    });
    await page.locator('#inner').getByText('ou déposez-la ici').waitFor();
  });

  it('follows its own language while pictures are listed, in every button, and keeps the focus', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>');
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'Sealed and sent');
    await page.getByRole('button', { name: 'Remove: a.jpg' }).focus();
    const buttons = () => page.locator('#a li button').evaluateAll((all) => all.map((one) => [one.textContent, one.ariaLabel]));
    await page.evaluate(() => (document.querySelector('#a').lang = 'de'));
    await says(page, 'a', 'Versiegelt und gesendet');
    assert.deepEqual(await buttons(), [
      ['Link kopieren', 'Link kopieren: a.jpg'],
      ['Löschen', 'Löschen: a.jpg'],
    ]);
    const focused = () => page.evaluate(() => document.querySelector('#a').shadowRoot.activeElement?.textContent);
    assert.equal(await focused(), 'Löschen');
    // The page's own words win, and are in the buttons of what is listed already.
    await page.evaluate(() => (document.querySelector('#a').words = { remove: 'Weg damit', done: 'Fertig' }));
    await says(page, 'a', 'Fertig');
    assert.deepEqual(await buttons(), [
      ['Link kopieren', 'Link kopieren: a.jpg'],
      ['Weg damit', 'Weg damit: a.jpg'],
    ]);
    assert.equal(await focused(), 'Weg damit');
    await page.evaluate(() => document.querySelector('#a').removeAttribute('lang'));
    await page.getByRole('button', { name: 'Copy link: a.jpg' }).waitFor();
  });

  it('is written from right to left in Arabic, and the link from left to right', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" lang="ar" server="SERVER" required></pellicle-upload>');
    await page.getByRole('button', { name: 'اختيار صورة' }).waitFor();
    assert.equal(await page.evaluate(() => document.querySelector('#a').validationMessage), 'اختر صورة.');
    await give(page, 'a', file('a.jpg'));
    await says(page, 'a', 'خُتمت وأُرسلت');
    const directions = await page.evaluate(() =>
      ['box', 'list', 'film', 'link'].map((part) => getComputedStyle(document.querySelector('#a').shadowRoot.querySelector(`[part=${part}]`)).direction),
    );
    assert.deepEqual(directions, ['rtl', 'rtl', 'rtl', 'ltr']);
    const [name, actions] = await page.evaluate(() =>
      ['name', 'actions'].map((part) => document.querySelector('#a').shadowRoot.querySelector(`[part=${part}]`).getBoundingClientRect().left),
    );
    assert.ok(actions < name);
    // Where the page says how it is written, that holds.
    await page.evaluate(() => (document.querySelector('#a').dir = 'ltr'));
    assert.equal(await page.locator('#a [part=list]').evaluate((list) => getComputedStyle(list).direction), 'ltr');
  });

  it('stays as it is where the file of a language cannot be had, and asks for it again', async (t) => {
    const page = await open(t, '<pellicle-upload id="a" server="SERVER"></pellicle-upload>');
    await page.route('**/words/it.js', (route) => route.abort());
    await page.evaluate(() => (document.querySelector('#a').lang = 'it'));
    await page.waitForTimeout(200);
    assert.equal(await page.locator('#a [part~=choose]').textContent(), 'Choose a picture');
    await page.unroute('**/words/it.js');
    await page.evaluate(() => (document.querySelector('#a').lang = 'it'));
    await page.getByRole('button', { name: 'Scegli un’immagine' }).waitFor();
  });
});
