import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { AlbumPage } from './album-page.js';
import { deletePicture, shareAlbum } from './albums.js';
import { startBrowser } from './browser.js';
import { EditPage } from './edit-page.js';
import { storedIn } from './kept.js';
import { photo } from './pictures.js';
import { startServer } from './server.js';
import { startSite } from './site.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

/** The rules of WCAG 2.2, levels A and AA, and axe's own best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe('axe finds no fault', () => {
  let axe, server, site, browser;
  const links = {};
  before(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    site = await startSite();
    site.plain = true;
    const settings = { PELLICLE_EMBED_ORIGINS: site.origin, PELLICLE_ALLOWED_ORIGINS: site.origin };
    server = await startServer({ talk: 'info', settings });
    browser = await startBrowser();
    for (const [name, options] of Object.entries({ plain: {}, once: { views: 'once' }, locked: { password: 'tide' } })) {
      const page = await browser.newPage();
      links[name] = await new UploadPage(page, server.origin).share({ name: 'a.jpg', bytes: photo() }, options);
      await page.close();
    }
  });
  before(async () => {
    const picture = (seed, options, caption) => ({ bytes: photo({ seed }), options, caption });
    const album = await shareAlbum({ server, browser }, [picture(1, {}, 'the gate'), picture(2, { views: 1 }), picture(3)], {
      title: 'Rathlin',
    });
    await deletePicture(server, album.pictures[2]);
    links.album = album.link;
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await site?.stop();
  });

  const bad = { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('not a picture') };
  const good = { name: 'a.jpg', bytes: photo() };
  const widget = `<h1>A site</h1><pellicle-upload id="a" multiple server="SERVER"></pellicle-upload><pellicle-picture link="LINK"></pellicle-picture>`;

  /** The box in a frame of a site's page. */
  async function frame(page, query) {
    const src = `${server.origin}/embed?origin=${site.origin}&${query}`;
    site.body = `<h1>A site</h1><iframe title="Pictures" src="${src}"></iframe>`;
    await page.goto(site.origin);
    const box = page.frameLocator('iframe');
    await box.locator('[part~=box]').waitFor();
    // What browsers lay behind a frame whose scheme is not that of its page; axe would take it for white.
    await box.locator('html').evaluate((root) => {
      if (getComputedStyle(document.body).color === 'rgb(239, 232, 220)') root.style.background = '#121212';
    });
    return box;
  }

  /** Every state, and how it is reached on a fresh page. */
  const STATES = {
    'the upload page, empty': (page) => new UploadPage(page, server.origin).open(),
    'the upload page, done and failed': async (page) => {
      const upload = await new UploadPage(page, server.origin).open();
      await upload.give(good, bad);
      await upload.linkTo(good.name);
      await page.getByText('Code to scan').click();
      await page.getByRole('img', { name: 'QR code of the link' }).waitFor();
      await page.getByText('This kind of file can’t be sealed here.').first().waitFor();
    },
    'the upload page, options unfolded': async (page) => (await new UploadPage(page, server.origin).open()).unfold(),
    'the upload page, an edited picture': async (page) => {
      const edit = await EditPage.open(new UploadPage(page, server.origin), good, { size: 'as it is, cleaned' });
      await edit.tool('Turn left').click();
      await edit.done();
      await page.getByText('Edited: turned').waitFor();
    },
    'the editor': (page) => EditPage.open(new UploadPage(page, server.origin), good),
    'the editor with a box': async (page) => {
      const edit = await EditPage.open(new UploadPage(page, server.origin), good);
      await edit.tool('Cover').click();
      await edit.tool('New box').click();
    },
    'the editor with a crop, that asks': async (page) => {
      const edit = await EditPage.open(new UploadPage(page, server.origin), good);
      await edit.tool('Crop').click();
      await edit.tool('Square').click();
      await edit.tool('Cancel').click();
      await edit.tool('Keep editing').waitFor();
    },
    'the upload page, an album before it is sent': async (page) => {
      const upload = await new UploadPage(page, server.origin).open();
      await upload.choose({ links: 'one album', start: 'after a look', size: 'as it is, cleaned' });
      await upload.give(good, { ...good, name: 'b.jpg' });
      await upload.album.getByLabel('Title').waitFor();
    },
    'the upload page, an album that asks': async (page) => {
      const upload = await new UploadPage(page, server.origin).open();
      await upload.choose({ links: 'one album' });
      await upload.give(good, bad);
      await upload.album.getByRole('button', { name: 'Make it without' }).waitFor();
    },
    'the upload page, an album that waits for its title': async (page) => {
      const upload = await new UploadPage(page, server.origin).open();
      await upload.choose({ links: 'one album' });
      await upload.give(good, { ...good, name: 'b.jpg' });
      await upload.album.getByRole('button', { name: 'Make the album' }).waitFor();
    },
    'the upload page, an album': async (page) => {
      const upload = await new UploadPage(page, server.origin).open();
      await upload.choose({ links: 'one album' });
      await upload.give(good, { ...good, name: 'b.jpg' });
      await upload.makeAlbum();
    },
    'the upload page, several done': async (page) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const upload = await new UploadPage(page, server.origin).open();
      await upload.give(good, { ...good, name: 'b.jpg' }, { ...good, name: 'c.jpg' });
      await page.getByText('3 of 3 done').waitFor({ timeout: 60_000 });
    },
    'my pictures, one that is gone': async (page) => {
      const upload = await new UploadPage(page, server.origin).open();
      await upload.choose({ views: '5 times' });
      await upload.give(good, { ...good, name: 'b.jpg' });
      await Promise.all([upload.linkTo('a.jpg'), upload.linkTo('b.jpg')]);
      await deletePicture(server, (await storedIn(page))[0]);
      await page.getByRole('link', { name: 'My pictures' }).click();
      await page.getByText('gone from the server').waitFor();
    },
    'my pictures, empty': (page) => page.goto(`${server.origin}/#mine`),
    'my pictures, some of them selected': async (page) => {
      const upload = await new UploadPage(page, server.origin).open();
      await upload.choose({ views: '5 times' });
      await upload.give(good, { ...good, name: 'b.jpg' });
      await Promise.all([upload.linkTo('a.jpg'), upload.linkTo('b.jpg')]);
      await page.getByRole('link', { name: 'My pictures' }).click();
      await page.getByRole('checkbox', { name: /^Select Picture/ }).first().check();
      await page.getByRole('button', { name: 'Make an album' }).click();
      await page.getByRole('button', { name: 'Make the album' }).click();
      await page.getByRole('link', { name: 'Link to the album' }).waitFor();
    },
    'my pictures, the form of an album': async (page) => {
      const upload = await new UploadPage(page, server.origin).open();
      await upload.give(good, { ...good, name: 'b.jpg' });
      await Promise.all([upload.linkTo('a.jpg'), upload.linkTo('b.jpg')]);
      await page.getByRole('link', { name: 'My pictures' }).click();
      await page.getByLabel('Select all').check();
      await page.getByRole('button', { name: 'Make an album' }).click();
      await page.getByLabel('Title').waitFor();
    },
    'my pictures, one that asks before it is deleted': async (page) => {
      const upload = await new UploadPage(page, server.origin).open();
      await upload.give(good);
      await upload.linkTo('a.jpg');
      await page.getByRole('link', { name: 'My pictures' }).click();
      await page.getByRole('button', { name: /^Delete Picture/ }).click();
      await page.getByText('Delete it for everyone?').waitFor();
    },
    'the app, offline': async (page) => {
      await page.goto(`${server.origin}/app/`);
      await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
      await page.context().setOffline(true);
      await page.reload();
      await page.getByText('You are offline.').waitFor();
    },
    'the viewer with a picture': async (page) => (await new ViewerPage(page).open(links.plain)).picture(),
    'the viewer that asks for a password': async (page) => {
      await new ViewerPage(page).open(links.locked);
      await page.getByRole('textbox').waitFor();
    },
    'the viewer that asks before a view': async (page) =>
      (await new ViewerPage(page).open(links.once)).control('Look at it now').waitFor(),
    'the viewer with a damaged link': (page) => new ViewerPage(page).open(links.plain.slice(0, -2)),
    'the viewer of nothing': (page) => new ViewerPage(page).open(links.plain.replace(/\/i\/.{16}/, '/i/1111111111111111')),
    'the viewer with an album': async (page) => {
      const album = await new AlbumPage(page).open(links.album);
      await album.seen(1);
      await album.tile(3).getByText('This picture is gone.').waitFor();
      await page.evaluate(() => delete globalThis.showSaveFilePicker);
      await album.button('Download all').click();
      await page.getByText('The file holds 1 of 3.').first().waitFor();
    },
    'the viewer with one picture of an album': async (page) => {
      const album = await new AlbumPage(page).open(links.album);
      await album.opener(1).click();
      await album.picture();
    },
    'the viewer that asks before a view of an album’s picture': async (page) => {
      const album = await new AlbumPage(page).open(links.album);
      await album.opener(2).click();
      await album.button('Look at it now').waitFor();
    },
    'the elements': async (page) => {
      site.body = widget.replace('SERVER', server.origin).replace('LINK', links.locked);
      await page.goto(site.origin);
      const files = [good, bad].map(({ name, type = 'image/jpeg', bytes }) => ({ name, mimeType: type, buffer: bytes }));
      await page.locator('#a input[type=file]').setInputFiles(files);
      await page.getByText('Sealed and sent').first().waitFor();
      await page.getByText('This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.').first().waitFor();
      await page.getByLabel('Password').waitFor();
    },
    'the elements in Arabic, on a page in English': async (page) => {
      site.body = widget
        .replace('SERVER', server.origin)
        .replace('LINK', links.locked)
        .replaceAll(/<pellicle-(upload|picture)/g, '<pellicle-$1 lang="ar"');
      await page.goto(site.origin);
      const files = [good, bad].map(({ name, type = 'image/jpeg', bytes }) => ({ name, mimeType: type, buffer: bytes }));
      await page.locator('#a input[type=file]').setInputFiles(files);
      await page.getByText('خُتمت وأُرسلت').first().waitFor();
      await page.getByLabel('كلمة السر').waitFor();
    },
    'the upload page, done, in Arabic': async (page) => {
      const upload = await new UploadPage(page, server.origin).open();
      await upload.unfold();
      await upload.give(good);
      await page.locator('a.link').waitFor({ timeout: 60_000 });
    },
    'the viewer with a picture, in Arabic': async (page) => (await new ViewerPage(page).open(links.plain)).picture(),
    'the viewer with an album, in Arabic': async (page) => {
      await page.goto(links.album);
      await page.getByRole('heading', { name: 'Rathlin' }).waitFor();
    },
    'an element whose list is full, in a fieldset that is disabled': async (page) => {
      site.body = `<h1>A site</h1><form><fieldset><legend>Pictures</legend><label for="a">The harbour</label><pellicle-upload id="a" multiple max-files="1" server="${server.origin}"></pellicle-upload></fieldset></form>`;
      await page.goto(site.origin);
      await page.locator('#a input[type=file]').setInputFiles([{ name: good.name, mimeType: 'image/jpeg', buffer: good.bytes }]);
      await page.getByText('At most 1 can be chosen here.').first().waitFor();
      await page.getByText('Sealed and sent').first().waitFor();
      await page.evaluate(() => (document.querySelector('fieldset').disabled = true));
    },
    'an element that keeps its picture in place of a file that is none': async (page) => {
      site.body = `<h1>A site</h1><pellicle-upload id="a" server="${server.origin}"></pellicle-upload>`;
      await page.goto(site.origin);
      for (const { name, type = 'image/jpeg', bytes } of [good, bad]) {
        await page.locator('#a input[type=file]').setInputFiles([{ name, mimeType: type, buffer: bytes }]);
        await page.getByText(type === 'image/jpeg' ? 'Sealed and sent' : 'The picture before it stays.').first().waitFor();
      }
    },
    'an element that is not set up': async (page) => {
      site.body = `<h1>A site</h1><pellicle-upload views="0" server="${server.origin}"></pellicle-upload>`;
      await page.goto(site.origin);
      await page.getByText('This upload box is not set up correctly.').first().waitFor();
    },
    'the box in a frame, not set up': async (page) => (await frame(page, 'views=0')).getByText('This upload box is not set up correctly.').first().waitFor(),
    'the box in a frame, opened alone': (page) => page.goto(`${server.origin}/embed?origin=${site.origin}`),
    'the box in a frame': async (page) => {
      const box = await frame(page, 'multiple');
      const files = [good, bad].map(({ name, type = 'image/jpeg', bytes }) => ({ name, mimeType: type, buffer: bytes }));
      await box.locator('input[type=file]').setInputFiles(files);
      await box.getByText('Sealed and sent').first().waitFor();
    },
    'the box in a frame in the dark, with a dark accent': (page) => frame(page, 'color-scheme=dark&accent=1a237e'),
    'the box in a frame in the light, with a pale accent, in Arabic': (page) => frame(page, 'color-scheme=light&accent=ffd500&lang=ar'),
  };

  for (const colorScheme of ['light', 'dark']) {
    for (const [name, reach] of Object.entries(STATES)) {
      it(`${name}, ${colorScheme}`, async (t) => {
        const context = await browser.newContext({ locale: name.endsWith('in Arabic') ? 'ar' : 'en', colorScheme, reducedMotion: 'reduce' });
        t.after(() => context.close());
        const page = await context.newPage();
        await reach(page);
        // Where there is a frame, it is what is looked at; of one, Playwright does not always hear that it rests.
        const place = page.frames().at(-1);
        if (place === page.mainFrame()) await page.waitForLoadState('networkidle');
        await place.evaluate(axe);
        const found = await place.evaluate(async (rules) => {
          const { violations } = await globalThis.axe.run(document, { runOnly: rules });
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
        }, RULES);
        assert.deepEqual(found, []);
      });
    }
  }
});
