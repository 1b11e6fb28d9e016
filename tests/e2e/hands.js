/** Hands on a page: they press where something stands, as slowly or as quickly as people do, and not on an element as tests do. */

/** The middle of something, brought into the window. */
export async function middleOf(locator) {
  await locator.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Presses the same place several times, which need not be the same thing. */
export async function pressTimes(page, locator, times, { gapMs = 120, heldMs = 40 } = {}) {
  const { x, y } = await middleOf(locator);
  await page.mouse.move(x, y);
  for (let i = 0; i < times; i++) {
    if (i > 0) await page.waitForTimeout(gapMs);
    await page.mouse.down({ clickCount: i + 1 });
    await page.waitForTimeout(heldMs);
    await page.mouse.up({ clickCount: i + 1 });
  }
}

/** Presses it twice, as many people do. */
export const pressTwice = (page, locator, options) => pressTimes(page, locator, 2, options);

/** Taps it twice with a finger, the second time a little beside. */
export async function tapTwice(page, locator, gapMs = 120) {
  const { x, y } = await middleOf(locator);
  await page.touchscreen.tap(x, y);
  await page.waitForTimeout(gapMs);
  await page.touchscreen.tap(x + 4, y + 3);
}

/** Presses it for as long as `during` takes. */
export async function hold(page, locator, during) {
  const { x, y } = await middleOf(locator);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await during();
  await page.mouse.up();
}

/** Lets the answers to uploads through one by one: `next()` gives as many as it is told, `open()` all of them from then on. */
export function holdUploads(proxy) {
  const waiting = [];
  let isOpen = false;
  proxy.gate = ({ method }) => (method !== 'PATCH' || isOpen ? undefined : new Promise((resolve) => waiting.push(resolve)));
  return {
    next: async (count = 1) => {
      for (let i = 0; i < count; i++) {
        while (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        waiting.shift()();
      }
    },
    open: () => {
      isOpen = true;
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

/** What has the focus, by its name. */
export const focused = (page) =>
  page.evaluate(() => (document.activeElement.ariaLabel ?? document.activeElement.textContent).trim() || document.activeElement.localName);
