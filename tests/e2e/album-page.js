import { readFile } from 'node:fs/promises';

/** The viewer of an album, by the words that a person goes by. */
export class AlbumPage {
  constructor(page) {
    this.page = page;
  }

  async open(link) {
    await this.page.goto(link);
    await this.page.getByRole('list', { name: 'Pictures of this album' }).waitFor({ timeout: 60_000 });
    return this;
  }

  get tiles() {
    return this.page.getByRole('list', { name: 'Pictures of this album' }).getByRole('listitem');
  }

  tile(number) {
    return this.tiles.nth(number - 1);
  }

  /** What opens a picture: named by its number, and by its description once it is here. */
  opener(number) {
    return this.tile(number).getByRole('button', { name: new RegExp(`^Picture ${number} of `) });
  }

  /** Waits until the pictures of these tiles are shown. */
  async seen(...numbers) {
    for (const number of numbers) {
      const image = this.tile(number).locator('img');
      await image.waitFor({ timeout: 60_000 });
      await image.evaluate((element) => element.decode());
    }
  }

  /** The one picture that fills the window, once it lies there. */
  async picture() {
    const image = this.page.locator('.stage img');
    await image.waitFor({ timeout: 60_000 });
    await image.evaluate((element) => element.decode());
    return image;
  }

  /** Waits until the bar says which picture this is, and the picture lies there. */
  async at(number, count) {
    await this.page.getByText(`${number} of ${count}`, { exact: true }).waitFor();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** What a press of this gives: a name, and the file's bytes. */
  async download(press) {
    const waiting = this.page.waitForEvent('download');
    await press();
    const download = await waiting;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}
