import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Key } from 'selenium-webdriver';
import { startProxy } from '../proxy.js';
import { ENGINES, missing } from './drivers.js';
import { setStage } from './stage.js';
import { Visitor } from './visitor.js';

/** A name that no name server knows: the browser's proxy does, and to the browser it is a host like any other. */
const NAME = 'pellicle.test';
const PASSWORD = 'correct horse';
const WARNING = 'Whoever is on the network could have changed it.';

let stage, proxy;
before(async () => {
  stage = await setStage();
  proxy = await startProxy(new URL(stage.front.origin).host, { name: NAME });
});
after(async () => {
  await proxy?.stop();
  await stage?.clear();
});

for (const engine of Object.keys(ENGINES)) {
  describe(`${engine} on plain http, on a host that is not this machine`, { skip: missing(engine) }, () => {
    let visitor, link;
    before(async () => {
      visitor = await Visitor.arrive(engine, `http://${NAME}`, { proxy: new URL(proxy.origin).host });
    });
    after(() => visitor?.stop());

    it('has neither WebCrypto nor a clipboard', async () => {
      await visitor.openUploadPage();
      const has = 'return [isSecureContext, Boolean(crypto.subtle), Boolean(navigator.clipboard)]';
      assert.deepEqual(await visitor.browser.executeScript(has), [false, false, false]);
    });

    it('shares a picture, under a warning that stays', async () => {
      await visitor.openUploadPage();
      await visitor.choose('Password', PASSWORD);
      link = await visitor.share(stage.path('photo.jpg'), 'photo.jpg');
      assert.ok(link.startsWith(`http://${NAME}/i/`), link);
      await visitor.see(`//*[@id="notices"]//*[contains(text(), "${WARNING}")]`);
    });

    it('copies its link all the same', async () => {
      await visitor.press('Copy link');
      await visitor.see('//button[normalize-space()="Copied"]');
      const field = await visitor.see('//form[@id="options"]//input[@name="password"]');
      await field.clear();
      await field.sendKeys(Key.chord(Key.CONTROL, 'v'));
      assert.equal(await field.getProperty('value'), link);
    });

    it('opens it, under the same warning', async () => {
      await visitor.browser.get(link);
      await (await visitor.see('//main//input[@type="password"]')).sendKeys(PASSWORD);
      await visitor.press('Open');
      const { bytes } = await visitor.shown();
      assert.ok(bytes.equals(stage.expected['photo.jpg']), `${bytes.length} bytes, and not what was prepared`);
      await visitor.see(`//*[@id="notices"]//*[contains(text(), "${WARNING}")]`);
    });

    it('makes an album, and opens it', async () => {
      await visitor.openUploadPage();
      await visitor.choose('Links', 'one album');
      await visitor.give(stage.path('photo.jpg'));
      await visitor.press('Make the album');
      const album = await (await visitor.see('//a[starts-with(@aria-label, "Link to the album")]')).getAttribute('href');
      await visitor.browser.get(album);
      await visitor.see('//main//li//img');
    });
  });
}
