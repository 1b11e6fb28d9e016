import { readFile } from 'node:fs/promises';

/** The viewer, by the words that a person goes by. */
export class ViewerPage {
  constructor(page) {
    this.page = page;
  }

  async open(link) {
    await this.page.goto(link);
    return this;
  }

  /** The picture, once it is there. */
  async picture() {
    const image = this.page.getByRole('main').getByRole('img').first();
    await image.waitFor({ timeout: 60_000 });
    await image.evaluate((element) => element.decode());
    return image;
  }

  /** The pixels as they are shown, and what they measure. */
  async pixels() {
    return pixelsOf(await this.picture());
  }

  /** What the button "Download" gives: a name, and the file's bytes. */
  async download() {
    const waiting = this.page.waitForEvent('download');
    await this.control('Download').click();
    const download = await waiting;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  /** A button or a link that acts like one. */
  control(name) {
    return this.page.getByRole('button', { name, exact: true }).or(this.page.getByRole('link', { name, exact: true }));
  }

  /** Types a password where the viewer asks for one. */
  async enter(password) {
    await this.page.getByLabel('Password').fill(password);
    await this.control('Open').click();
  }

  /** Waits until the viewer says this. */
  async says(sentence) {
    await this.page.getByRole('main').getByText(sentence).first().waitFor({ timeout: 30_000 });
  }
}

/** The pixels that an `<img>` shows, as RGBA, by the browser's own decoder. */
export async function pixelsOf(image) {
  const { width, height, text } = await image.evaluate((element) => {
    const { naturalWidth: width, naturalHeight: height } = element;
    const canvas = new OffscreenCanvas(width, height);
    const brush = canvas.getContext('2d', { willReadFrequently: true });
    brush.drawImage(element, 0, 0);
    const { data } = brush.getImageData(0, 0, width, height);
    let text = '';
    for (let at = 0; at < data.length; at += 30_000)
      text += btoa(String.fromCharCode(...data.subarray(at, at + 30_000)));
    return { width, height, text };
  });
  return { width, height, data: Buffer.from(text, 'base64') };
}

/** The same of a file, shown on an empty page of the same browser. */
export async function pixelsOfFile(page, bytes, type) {
  await page.goto('about:blank');
  await page.setContent('<main><img alt=""></main>');
  const image = page.locator('img');
  await image.evaluate(
    (element, source) => {
      element.src = source;
      return element.decode();
    },
    `data:${type};base64,${bytes.toString('base64')}`,
  );
  return pixelsOf(image);
}

/** How far two pictures of the same measures are apart: the largest and the mean difference of a channel. */
export function distance(a, b) {
  if (a.width !== b.width || a.height !== b.height) return { largest: Infinity, mean: Infinity };
  let largest = 0;
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) {
    const difference = Math.abs(a.data[i] - b.data[i]);
    if (difference > largest) largest = difference;
    sum += difference;
  }
  return { largest, mean: sum / a.data.length };
}
