import assert from 'node:assert/strict';
import { By, error, Origin } from 'selenium-webdriver';
import { startEngine } from './drivers.js';

const PATIENCE_MS = 60_000;

/** A person with a browser, who goes by the words of the pages. The host page that they may also turn to can import the package. */
export class Visitor {
  #host;

  constructor({ browser, stop }, origin) {
    this.browser = browser;
    this.stop = stop;
    this.origin = origin;
  }

  static async arrive(engine, origin, options) {
    return new Visitor(await startEngine(engine, options), origin);
  }

  async openUploadPage() {
    await this.browser.get(this.origin);
  }

  /** Chooses a language by the list at the foot of the page. */
  async speak(name) {
    const list = await this.see('//select[@id="language"]');
    await list.findElement(By.xpath(`option[.="${name}"]`)).click();
    // The page comes anew, in that language.
    const spoken = 'return document.querySelector("#language")?.value === document.documentElement.lang && document.querySelector("#language option:checked").text';
    await this.browser.wait(async () => (await this.browser.executeScript(spoken).catch(() => '')) === name, PATIENCE_MS);
  }

  /** Chooses an option by its label. What the server allows may arrive meanwhile, and draws the options anew. */
  async choose(label, value) {
    for (;;) {
      const control = await this.see(`//form[@id="options"]//label[span="${label}"]/*[self::select or self::input]`);
      try {
        if ((await control.getTagName()) === 'input') {
          await control.clear();
          await control.sendKeys(value);
          if ((await control.getProperty('value')) === value) return;
        } else {
          await control.findElement(By.xpath(`option[.="${value}"]`)).click();
          return;
        }
      } catch (fault) {
        if (!(fault instanceof error.StaleElementReferenceError)) throw fault;
      }
    }
  }

  /** The same of an option that is folded: whoever was too quick unfolds it again. */
  async chooseFolded(label, value) {
    for (;;) {
      try {
        const more = await this.see('//form[@id="options"]//details');
        if (!(await more.getProperty('open'))) await more.findElement(By.css('summary')).click();
        return await this.choose(label, value);
      } catch (fault) {
        if (!(fault instanceof error.StaleElementReferenceError)) throw fault;
      }
    }
  }

  /** Chooses a file as a file picker would. */
  async give(path) {
    await this.browser.findElement(By.id('pick')).sendKeys(path);
  }

  /** Chooses a file, and waits for its link. */
  async share(path, name) {
    await this.give(path);
    const link = await this.see(`//a[starts-with(@aria-label, "Link to ${name}")]`);
    return link.getAttribute('href');
  }

  /** An element, once it is seen. */
  async see(xpath) {
    const seen = async () => {
      for (const element of await this.browser.findElements(By.xpath(xpath))) {
        // One that the page has replaced meanwhile is not seen.
        if (await element.isDisplayed().catch(() => false)) return element;
      }
      return null;
    };
    try {
      return await this.browser.wait(seen, PATIENCE_MS);
    } catch (fault) {
      const words = await this.browser.executeScript('return document.body.innerText').catch(String);
      throw new Error(`${xpath} is not to be seen: ${fault.message}\n${words}`);
    }
  }

  async press(name) {
    await (await this.see(`//button[normalize-space()="${name}"]`)).click();
  }

  /** Presses the place of an element several times, as quickly as people do. What stands there may be something else by then. */
  async pressTimes(element, times, { gapMs = 120, heldMs = 40 } = {}) {
    let hand = this.browser.actions().move(await this.#middleOf(element));
    for (let i = 0; i < times; i++) {
      if (i > 0) hand = hand.pause(gapMs);
      hand = hand.press().pause(heldMs).release();
    }
    await hand.perform();
  }

  /** Presses the place of an element, until `release()`. */
  async pressDown(element) {
    await this.browser.actions().move(await this.#middleOf(element)).press().perform();
  }

  async release() {
    await this.browser.actions().release().perform();
  }

  /** The middle of something, brought into the window. */
  async #middleOf(element) {
    const { x, y, width, height } = await this.browser.executeScript(
      `arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
       return arguments[0].getBoundingClientRect().toJSON();`,
      element,
    );
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2), origin: Origin.VIEWPORT, duration: 0 };
  }

  /** The picture that the viewer shows, once it lies open. */
  async picture() {
    // Its preview lies there before it, and goes when it comes.
    const image = await this.see('//main//img[starts-with(@src, "blob:") and not(ancestor::*[contains(@class, "waiting-mat")])]');
    const settled = 'return arguments[0].complete && arguments[0].naturalWidth > 0 && !document.querySelector(".lifting")';
    await this.browser.wait(() => this.browser.executeScript(settled, image), PATIENCE_MS);
    return image;
  }

  /** The bytes of the picture that the viewer shows, and what they measure. */
  async shown() {
    const image = await this.picture();
    const [url, width, height] = await this.browser.executeScript(
      'return [arguments[0].src, arguments[0].naturalWidth, arguments[0].naturalHeight]',
      image,
    );
    // The viewer's own policy forbids it to read an object URL; the page beside it, of the same origin, has none.
    const bytes = await this.onHostPage(
      async (url) => {
        const blob = await (await fetch(url)).blob();
        return new Promise((resolve) => {
          const reader = new FileReader();
          reader.onload = () => resolve(reader.result.split(',')[1]);
          reader.readAsDataURL(blob);
        });
      },
      url,
    );
    return { bytes: Buffer.from(bytes, 'base64'), width, height };
  }

  /** What an asynchronous function gives on the host page, which keeps a tab of its own. */
  async onHostPage(script, ...values) {
    const before = await this.browser.getWindowHandle();
    if (this.#host === undefined) {
      await this.browser.switchTo().newWindow('tab');
      this.#host = await this.browser.getWindowHandle();
      await this.browser.get(`${this.origin}/host`);
    } else await this.browser.switchTo().window(this.#host);
    try {
      return await this.run(script, ...values);
    } finally {
      await this.browser.switchTo().window(before);
    }
  }

  /** What an asynchronous function gives, run by the present page itself: in the sandbox of Firefox's driver no import is mapped. */
  async run(script, ...values) {
    const source = `(${script})(...${JSON.stringify(values)})
      .then((value) => ({ value }), (error) => ({ fault: [error, error?.code, error?.stack].join(' ') }))
      .then((told) => dispatchEvent(new CustomEvent('told', { detail: JSON.stringify(told) })));`;
    const told = await this.browser.executeAsyncScript(
      `const [source, done] = arguments;
       addEventListener('told', ({ detail }) => done(detail), { once: true });
       document.head.append(Object.assign(document.createElement('script'), { type: 'module', textContent: source }));`,
      source,
    );
    const { value, fault = '' } = JSON.parse(told);
    assert.equal(fault, '');
    return value;
  }
}
