/** The picture editor, by the words that a person goes by. Places are pixels of the picture as it is seen. */
export class EditPage {
  constructor(page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.stage = this.dialog.getByRole('application');
  }

  /** Chooses a picture to be looked at first, and opens the editor on it. */
  static async open(upload, file, options = {}) {
    await upload.open();
    await upload.choose({ start: 'after a look', ...options });
    await upload.give(file);
    return new EditPage(upload.page).enter();
  }

  /** Opens the editor on the only picture. */
  async enter() {
    await this.page.getByRole('button', { name: /^(Look closer|Edit again)$/ }).click();
    await this.stage.waitFor();
    // What opened under a press is not pressed by the second half of a double press.
    await this.page.waitForTimeout(600);
    return this;
  }

  tool(name) {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** A box, by its number. */
  box(number) {
    return this.dialog.getByRole('group', { name: new RegExp(`^Box ${number}:`) });
  }

  boxes() {
    return this.dialog.getByRole('group', { name: /^Box \d/ });
  }

  get frame() {
    return this.dialog.getByRole('group', { name: /^Crop:/ });
  }

  /** Where a box or the crop is, by what it says of itself. */
  async areaOf(element) {
    const label = await element.getAttribute('aria-label');
    const [, width, height, x, y] = /([\d,]+) × ([\d,]+) pixels at ([\d,]+), ([\d,]+)/
      .exec(label)
      .map((text) => Number(text.replace(/\D/g, '')));
    return { x, y, width, height };
  }

  /** What was said last to whoever cannot see it. */
  said() {
    return this.dialog.getByRole('status').textContent();
  }

  /** The picture's size, as the editor says it. */
  async size() {
    const [width, height] = (await this.dialog.locator('.edit-measures').textContent()).split(' × ').map(Number);
    return { width, height };
  }

  /** The point of the window where a place of the picture is; `size` is that of the whole picture, turned. */
  async point([x, y], size) {
    const print = await this.dialog.locator('.edit-print').boundingBox();
    return [print.x + (x * print.width) / size.width, print.y + (y * print.height) / size.height];
  }

  /** Drags with the mouse from place to place. */
  async drag(from, to, size) {
    const { mouse } = this.page;
    await mouse.move(...(await this.point(from, size)));
    await mouse.down();
    const end = await this.point(to, size);
    await mouse.move(end[0] - 2, end[1] - 2, { steps: 3 });
    await mouse.move(...end);
    await mouse.up();
  }

  async done() {
    await this.tool('Done').click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}
