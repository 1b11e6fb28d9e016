import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { photo } from './pictures.js';
import { startServer } from './server.js';
import { file, give, open, says, server, site, told } from './widget-page.js';

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
