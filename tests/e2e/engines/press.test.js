import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { By, Key } from 'selenium-webdriver';
import { holdUploads } from '../hands.js';
import { photo } from '../pictures.js';
import { startProxy } from '../proxy.js';
import { startServer } from '../server.js';
import { startSite } from '../site.js';
import { ENGINES, missing } from './drivers.js';
import { Visitor } from './visitor.js';

const NAMES = ['day-1.jpg', 'day-2.jpg', 'day-3.jpg'];

/** Longer than a second press may take to be one. */
const LATER_MS = 650;

/** What people mean by a press, by a mouse and by keys: each engine tells a page of presses, clicks and the focus in its own way. */
let folder, site, server, proxy;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pellicle-press-'));
  await Promise.all(NAMES.map((name, i) => writeFile(join(folder, name), photo({ seed: i + 40, width: 400, height: 300 }))));
  site = await startSite();
  server = await startServer({ talk: 'info', settings: { PELLICLE_ALLOWED_ORIGINS: site.origin } });
  proxy = await startProxy(server.host);
  site.server = server.origin;
});
after(async () => {
  await proxy?.stop();
  await server?.stop();
  await site?.stop();
  await rm(folder, { recursive: true, force: true });
});

const path = (name) => join(folder, name);
const card = (name) => `//li[contains(@class, "card")][.//*[@title="${name}"]]`;
const later = () => new Promise((resolve) => setTimeout(resolve, LATER_MS));

for (const engine of Object.keys(ENGINES)) {
  describe(`${engine}, under a hand`, { skip: missing(engine) }, () => {
    let visitor;
    before(async () => {
      visitor = await Visitor.arrive(engine, proxy.origin);
      await visitor.browser.manage().window().setRect({ width: 1100, height: 900 });
    });
    after(() => visitor?.stop());

    const button = (place, name) => visitor.see(`${place}//button[normalize-space()="${name}"]`);
    const state = async (name) => (await visitor.see(card(name))).getAttribute('data-state');
    const isSent = (name) => visitor.see(`${card(name)}[@data-state="done"]`);
    const focused = async () => (await visitor.browser.switchTo().activeElement()).getText();
    /** Sends these pictures from a new page. */
    const send = async (...names) => {
      await visitor.openUploadPage();
      for (const name of names) await visitor.give(path(name));
      for (const name of names) await isSent(name);
      await later();
    };

    it('“Delete” that is pressed twice only asks, and the answer counts a moment later: in German it comes to where the button was', async (t) => {
      await visitor.openUploadPage();
      await visitor.speak('Deutsch');
      t.after(() => visitor.speak('English'));
      await visitor.give(path(NAMES[0]));
      await isSent(NAMES[0]);
      await later();
      await visitor.pressTimes(await button(card(NAMES[0]), 'Löschen'), 2);
      await later();
      assert.equal(await state(NAMES[0]), 'done');
      const answer = await button(`${card(NAMES[0])}//*[@role="group"]`, 'Löschen');
      await visitor.pressTimes(answer, 1);
      await visitor.see(`${card(NAMES[0])}[@data-state="deleted"]`);
    });

    for (const [name, key] of [['Enter', Key.ENTER], ['the space bar', Key.SPACE]]) {
      it(`by ${name}, “Delete” asks, with the keyboard on the answer that does nothing`, async () => {
        await send(NAMES[0]);
        await (await button(card(NAMES[0]), 'Delete')).sendKeys(key);
        await visitor.see(`${card(NAMES[0])}//*[contains(text(), "Delete it for everyone?")]`);
        assert.equal(await focused(), 'Keep');
        await (await visitor.browser.switchTo().activeElement()).sendKeys(key);
        await button(card(NAMES[0]), 'Delete');
        assert.equal(await state(NAMES[0]), 'done');
        assert.equal(await focused(), 'Delete');
      });
    }

    it('“Cancel” that is pressed twice does not dismiss; held until its picture is sent, it takes it back', async (t) => {
      const uploads = holdUploads(proxy);
      t.after(() => {
        uploads.open();
        proxy.gate = undefined;
      });
      await visitor.openUploadPage();
      for (const name of NAMES.slice(0, 2)) await visitor.give(path(name));
      for (const name of NAMES.slice(0, 2)) await visitor.see(`${card(name)}//*[contains(text(), "Sending…")]`);
      await visitor.pressTimes(await button(card(NAMES[0]), 'Cancel'), 2);
      await later();
      assert.equal(await state(NAMES[0]), 'cancelled');
      const held = await button(card(NAMES[1]), 'Cancel');
      await visitor.pressDown(held);
      uploads.open();
      // The page keeps still: nothing of it may leave from under the pointer.
      await later();
      assert.ok(await held.isDisplayed());
      assert.equal(await state(NAMES[1]), 'working');
      await visitor.release();
      await visitor.see(`${card(NAMES[1])}[@data-state="deleted"]`);
    });

    it('“Delete” in “My pictures” that is pressed twice only asks', async () => {
      await send(NAMES[0], NAMES[1]);
      await visitor.browser.findElement(By.linkText('My pictures')).click();
      const row = '(//*[contains(concat(" ", @class, " "), " kept ")])[1]';
      const kept = () => visitor.browser.findElements(By.css('.kept'));
      await visitor.see(row);
      await later();
      const before = (await kept()).length;
      await visitor.pressTimes(await visitor.see(`${row}//button[starts-with(@aria-label, "Delete")]`), 2);
      await later();
      assert.equal((await kept()).length, before);
      await visitor.see(`${row}//*[contains(text(), "Delete it for everyone?")]`);
    });

    it('what stays the same counts every time: “Turn right”', async () => {
      await visitor.openUploadPage();
      await visitor.chooseFolded('Start', 'after a look');
      await visitor.give(path(NAMES[0]));
      await visitor.press('Look closer');
      await later();
      const print = await visitor.see('//*[contains(@class, "edit-print")]');
      const isUpright = async () => {
        const { width, height } = await print.getRect();
        return height > width;
      };
      const before = await isUpright();
      await visitor.pressTimes(await visitor.see('//button[normalize-space()="Turn right"]'), 3);
      await visitor.browser.wait(async () => (await isUpright()) !== before, 5_000);
    });

    it('in <pellicle-upload>, “Remove” that is pressed twice removes one', async () => {
      site.body = `<pellicle-upload id="a" server="${server.origin}" multiple></pellicle-upload>`;
      const { browser } = visitor;
      await browser.get(site.origin);
      const inside = (part) => browser.executeScript(`return document.querySelector('#a').shadowRoot?.querySelector(arguments[0])`, part);
      const all = () => browser.executeScript(`return document.querySelector('#a').pictures.map(({ name }) => name)`);
      const picker = await browser.wait(() => inside('input[type=file]'), 20_000);
      for (const name of NAMES) await picker.sendKeys(path(name));
      await browser.wait(async () => (await all()).length === NAMES.length, 60_000);
      await later();
      await visitor.pressTimes(await inside('li [part~=remove]'), 2);
      await later();
      assert.equal((await all()).length, 2);
      await visitor.pressTimes(await inside('li [part~=remove]'), 1);
      await browser.wait(async () => (await all()).length === 1, 20_000);
    });
  });
}
