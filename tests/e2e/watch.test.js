import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { freshProfile, startBrowser } from './browser.js';
import { startProxy } from './proxy.js';
import { startServer } from './server.js';

/** What every other test leans on: a page that does what it must not is seen. */
describe('the watch over the pages', () => {
  let server, proxy, browser;
  before(async () => {
    server = await startServer();
    proxy = await startProxy(server.host);
    browser = await startBrowser();
  });
  after(async () => {
    await browser.close();
    await proxy.stop();
    await server.stop();
  });

  const breaches = {
    'an inline script': () =>
      document.head.append(Object.assign(document.createElement('script'), { textContent: '1' })),
    'a picture from elsewhere': () =>
      document.body.append(Object.assign(new Image(), { src: 'http://elsewhere.example/pixel.gif' })),
    'a request to elsewhere': () => void fetch('http://elsewhere.example/').catch(() => {}),
    'markup made of text': () => (document.body.innerHTML = '<b>bold</b>'),
    'an error that nothing catches': () =>
      void setTimeout(() => {
        throw new Error('uncaught');
      }),
  };
  for (const [what, breach] of Object.entries(breaches)) {
    it(`sees ${what}`, async () => {
      const { page, faults, context } = await freshProfile(browser, proxy);
      await page.goto(server.origin);
      assert.deepEqual(faults, [], 'the page as it is has no fault');
      // Whether the breach itself throws in the page does not matter: it was tried.
      await page.evaluate(breach).catch(() => {});
      for (let waited = 0; faults.length === 0 && waited < 10_000; waited += 100) await page.waitForTimeout(100);
      assert.notDeepEqual(faults, []);
      await context.close();
    });
  }

  it('sees a page that is led to another origin', async () => {
    const { page, context } = await freshProfile(browser, proxy);
    await page.goto('http://elsewhere.example/').catch(() => {});
    assert.deepEqual(proxy.strangers, ['GET http://elsewhere.example/']);
    await context.close();
  });
});
