import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ARTIFACTS = fileURLToPath(new URL('artifacts', import.meta.url));
mkdirSync(ARTIFACTS, { recursive: true });

/** A desk, a phone, and the narrowest window that there is. */
export const SIZES = [
  { width: 1100, height: 820 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

/** Keeps a screenshot for whoever looks at it, and holds that nothing is wider than the window. */
export async function keep(page, name) {
  // Films and fades end before it is looked at.
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
  const { scroll, client, out } = await page.evaluate(() => {
    const { scrollWidth: scroll, clientWidth: client } = document.documentElement;
    // Words in a box that cuts them off make nothing wider.
    const out = [...document.querySelectorAll('button, .button, a, p, h1, h2, h3, label, input, select')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.visually-hidden, .picker, .stage, .edit-stage'))
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, { left, right, width }]) => width > 1 && (left < -1 || right > client + 1))
      .map(([{ tagName, textContent }]) => `${tagName} "${textContent.slice(0, 40)}"`);
    return { scroll, client, out };
  });
  assert.ok(scroll <= client, `${name} is ${scroll} px wide in a window of ${client}`);
  assert.deepEqual(out, [], `${name}: nothing is cut off by the window's edge`);
}

/** The same, and that every sentence has room for its words. */
export async function isReadable(page, name) {
  await keep(page, name);
  const narrow = await page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, h3, p')]
      .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden'))
      .filter((element) => element.clientWidth < 4 * parseFloat(getComputedStyle(element).fontSize))
      .map((element) => `${element.tagName} "${element.textContent.slice(0, 40)}": ${element.clientWidth} px`),
  );
  assert.deepEqual(narrow, [], `${name}: a line needs room for some letters`);
}
