/** The upload page, by the words that a person goes by. */
export class UploadPage {
  constructor(page, origin) {
    this.page = page;
    this.origin = origin;
  }

  async open() {
    await this.page.goto(this.origin);
    return this;
  }

  /** Sets the line of options for the next pictures. */
  async choose({ size, views, links, password, quality, start } = {}) {
    const options = this.page.getByRole('form', { name: 'For the next pictures' });
    // What the server allows arrives a moment after the page, and draws the line anew.
    await this.page.waitForLoadState('networkidle');
    if (size) await options.getByLabel('Size').selectOption(size);
    if (views) await options.getByLabel('Views').selectOption(views);
    if (links) await options.getByLabel('Links').selectOption(links);
    if (quality || start) await this.unfold();
    if (quality) await options.getByLabel('Quality').selectOption(quality);
    if (start) await options.getByLabel('Start').selectOption(start);
    if (password) await options.getByLabel('Password').fill(password);
  }

  /** Shows the options that are folded. */
  async unfold() {
    const more = this.page.locator('details.more');
    if (!(await more.evaluate(({ open }) => open))) await more.locator('summary').click();
  }

  /** Chooses files as a file picker would. */
  async give(...files) {
    await this.page
      .locator('#pick')
      .setInputFiles(files.map(({ name, bytes, type = 'image/jpeg' }) => ({ name, mimeType: type, buffer: bytes })));
  }

  /** Shares one picture and gives its link. */
  async share(file, options) {
    await this.open();
    if (options) await this.choose(options);
    await this.give(file);
    return this.linkTo(file.name);
  }

  /** The link on the card of a picture, once it is there. */
  async linkTo(name) {
    const link = this.page.getByRole('link', { name: `Link to ${name}` });
    await link.waitFor({ timeout: 60_000 });
    return link.getAttribute('href');
  }

  /** The album of this visit, where there is one. */
  get album() {
    return this.page.getByRole('region', { name: 'Album' });
  }

  /** Makes the album when all of it is sent, as a person does who was asked, and gives its link. */
  async makeAlbum() {
    await this.album.getByRole('button', { name: 'Make the album', exact: true }).click({ timeout: 60_000 });
    return this.linkToAlbum();
  }

  /** The link of the album, once it is there. */
  async linkToAlbum() {
    const link = this.page.getByRole('link', { name: 'Link to the album' });
    await link.waitFor({ timeout: 60_000 });
    return link.getAttribute('href');
  }

  /** The card of a picture. */
  card(name) {
    return this.page.getByRole('listitem').filter({ hasText: name });
  }

  /** Any card, where only one picture was chosen. */
  get onlyCard() {
    return this.page.getByRole('list', { name: 'Pictures of this visit' }).getByRole('listitem');
  }
}
