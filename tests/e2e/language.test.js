import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { photo } from './pictures.js';
import { setStage } from './stage.js';
import { storageOf } from './browser.js';
import { ViewerPage } from './viewer-page.js';

/** Any month, as the language names it within a date. */
const MONTHS = (locale) =>
  new RegExp(Array.from({ length: 12 }, (_, i) => new Date(2026, i, 2).toLocaleDateString(locale, { day: 'numeric', month: 'long' }).replace(/[\d\s٠-٩]/g, '')).join('|'));

/** What a person goes by in languages that the other tests do not speak. */
const WORDS = {
  fr: { dir: 'ltr', choose: /^Choisir/, month: MONTHS('fr') },
  // Of its months no browser knows how they stand in a date, and most know none of them.
  oc: {
    dir: 'ltr',
    choose: /^Causir d’imatges/,
    month: /\d (?:de (?:genièr|febrièr|març|mai|junh|julhet|setembre|novembre|decembre)|d’(?:abril|agost|octòbre))/,
  },
  ar: { dir: 'rtl', choose: /^اختيار صور/, month: MONTHS('ar') },
};

describe('the pages speak the language of whoever reads them', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  const open = async (locale, languages) => {
    const page = await stage.page({ locale });
    if (languages) {
      await page.addInitScript((languages) => {
        Object.defineProperty(navigator, 'languages', { get: () => languages });
      }, languages);
    }
    await page.goto(stage.server.origin);
    // The list of languages is filled as soon as one is chosen.
    await page.locator('#language option').first().waitFor({ state: 'attached' });
    return page;
  };
  const spoken = (page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

  it('by the first of the browser’s languages that exists, else in English', async () => {
    assert.deepEqual(await spoken(await open('fr-CH')), ['fr', 'ltr']);
    assert.deepEqual(await spoken(await open('ar-EG')), ['ar', 'rtl']);
    assert.deepEqual(await spoken(await open('de', ['rm', 'ja-JP', 'de'])), ['ja', 'ltr']);
    const other = await open('is');
    assert.deepEqual(await spoken(other), ['en', 'ltr']);
    await other.getByRole('heading', { name: 'Share a picture. We can’t look at it.' }).waitFor();
  });

  it('by the list at the foot of the page, which is remembered and leads back', async () => {
    const page = await open('en');
    const list = page.getByLabel('Language');
    const offered = await list.locator('option').evaluateAll((all) => all.map(({ value, lang, text }) => [value, lang, text]));
    for (const name of ['English', 'Français', 'العربية', '日本語', 'Occitan', 'Polski', 'Português']) {
      assert.ok(offered.some(([, , text]) => text === name), `${name} stands there by its own name`);
    }
    assert.ok(offered.every(([value, lang]) => value === lang), 'and is read out in its own language');
    await list.selectOption('العربية');
    const arabic = page.getByLabel('اللغة');
    await arabic.waitFor();
    assert.deepEqual(await spoken(page), ['ar', 'rtl']);
    assert.equal(await arabic.inputValue(), 'ar');
    assert.equal(await page.title(), 'Pellicle: مشاركة صورة');
    await page.reload();
    await page.getByLabel('اللغة').waitFor();
    // The other pages of this server keep to it too, also where they say that there is nothing.
    await page.goto(`${stage.server.origin}/i/7Hk2mQx9TzRv4WbN`);
    await page.getByText('فقد هذا الرابط مفتاحه.').waitFor();
    assert.deepEqual(await spoken(page), ['ar', 'rtl']);
    await page.goto(stage.server.origin);
    await page.getByLabel('اللغة').selectOption('English');
    await page.getByLabel('Language').waitFor();
    assert.deepEqual(await spoken(page), ['en', 'ltr']);
    assert.deepEqual(JSON.parse(await storageOf(page)).local['pellicle.language'], 'en', 'a tag, and nothing else, is kept');
  });

  it('in English where what is remembered is no language', async () => {
    const page = await open('is');
    await page.evaluate(() => localStorage.setItem('pellicle.language', '../../evil'));
    await page.reload();
    await page.getByLabel('Language').locator('option').first().waitFor({ state: 'attached' });
    assert.deepEqual(await spoken(page), ['en', 'ltr']);
  });

  it('in English, and in working order, where a language does not arrive', async () => {
    const page = await stage.page({ locale: 'ar' });
    await page.route(/\/messages\.ar-/, (route) => route.abort());
    await page.goto(stage.server.origin);
    await page.getByRole('heading', { name: 'Share a picture. We can’t look at it.' }).waitFor();
    await page.getByLabel('Language').locator('option').first().waitFor({ state: 'attached' });
    assert.deepEqual(await spoken(page), ['en', 'ltr']);
    await page.locator('#pick').setInputFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo() }]);
    await page.getByRole('link', { name: 'Link to a.jpg' }).waitFor({ timeout: 60_000 });
  });

  for (const [locale, { dir, choose, month }] of Object.entries(WORDS)) {
    it(`from the first page to the opened picture: ${locale}`, async () => {
      const page = await open(locale);
      await page.locator('label[for="pick"]').filter({ hasText: choose }).first().waitFor();
      await page.locator('#pick').setInputFiles([{ name: 'été صيف (1).jpg', mimeType: 'image/jpeg', buffer: photo({ width: 1600, height: 1200 }) }]);
      const link = page.locator('a.link');
      await link.waitFor({ timeout: 60_000 });
      // An address runs from left to right wherever it stands, and its name is not mixed with the words around it.
      assert.equal(await link.evaluate((element) => getComputedStyle(element).direction), 'ltr');
      assert.equal(await page.locator('html').getAttribute('dir'), dir);
      const receipt = await page.locator('.receipt').innerText();
      assert.doesNotMatch(receipt, /Removed|kept|until|\b[\d.]+ [kM]B\b/, 'nothing is said as English says it');
      const expiry = await page.locator('.expiry select option').first().innerText();
      assert.match(expiry, month, 'the date is written as the language writes it');
      const viewer = new ViewerPage(await stage.page({ locale }));
      await viewer.open(await link.getAttribute('href'));
      await viewer.picture();
      assert.deepEqual(await spoken(viewer.page), [locale, dir]);
      const said = await viewer.page.locator('.caption').innerText();
      assert.doesNotMatch(said, /opened|expires|browser/i);
      assert.match(said, month);
    });
  }

  it('in Occitan, of which browsers know little, without a word of French', async () => {
    const page = await open('oc');
    await page.waitForLoadState('networkidle');
    const kept = await page.locator('select[name="kept"] option').allInnerTexts();
    assert.ok(['1 ora', '1 jorn', '7 jorns'].every((span) => kept.includes(span)), kept.join());
    await page.locator('#pick').setInputFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo() }]);
    await page.locator('a.link').waitFor({ timeout: 60_000 });
    await page.evaluate(() => (location.hash = '#mine'));
    const row = page.locator('.kept');
    await row.waitFor();
    assert.match(await row.innerText(), /^Imatge \(\S+ (?:de |d’)\S+ de 20\d\d, \d+:\d\d\)/);
  });

  it('with numbers, sizes and plurals as the language has them', async () => {
    const counted = async (locale, count) => {
      const page = await open(locale);
      const start = page.locator('details.more');
      await page.waitForLoadState('networkidle');
      await start.locator('summary').click();
      await page.locator('select[name="start"]').selectOption({ index: 1 });
      const file = (i) => ({ name: `${i}.jpg`, mimeType: 'image/jpeg', buffer: photo({ width: 64, height: 48, seed: i + 1 }) });
      await page.locator('#pick').setInputFiles(Array.from({ length: count }, (_, i) => file(i)));
      const heading = page.getByRole('heading', { level: 1 });
      await page.getByRole('listitem').nth(count - 1).waitFor();
      return (await heading.innerText()).replace(/[\u2066-\u2069]/g, '');
    };
    assert.equal(await counted('ar', 2), 'صورتان لم تُرسَلا بعد.');
    assert.equal(await counted('pl', 3), '3 zdjęcia, jeszcze niewysłane.');
    assert.equal(await counted('pl', 5), '5 zdjęć, jeszcze niewysłanych.');
    assert.equal(await counted('ja', 2), '2枚、まだ送信していません。');
  });
});
