import { PellicleError } from '../errors.js';
import { toBlob } from '../options.js';
import type { Shared } from '../share.js';
import { CopyAll } from './copy-all.js';
import { adopt, el, setAgain, styleSheet } from './dom.js';
import { tell } from './events.js';
import { Box } from './upload-box.js';
import { UploadControl } from './upload-control.js';
import { Item, type Listener } from './upload-item.js';
import { List } from './upload-list.js';
import { statusOf } from './upload-status.js';
import { SETTINGS } from './upload-settings.js';
import { Setup } from './upload-setup.js';
import { UPLOAD_CSS } from './style.js';
import { type ErrorWords, Vocabulary, type Words } from './words.js';

const sheet = styleSheet(UPLOAD_CSS);

/**
 * `<pellicle-upload>`: a box for pictures that are prepared, sealed and uploaded as soon as they are chosen.
 *
 * In a form, its value is the links, one entry of its `name` for each picture; while a picture is on its way, while one that
 * could not be shared is still listed, or where it is `required` and there is none, it is invalid. It may be moved in the
 * document, also while it works; what happens while it is in none, no listener on the document hears.
 *
 * Attributes are checked as they are set. While one has a value that it cannot have, the box takes no pictures and says so,
 * `error` and the console say which one it is, and `pellicle-error` is fired with the code `bad-option` and no file.
 *
 * @example
 * ```html
 * <script type="module">import 'pellicle/define';</script>
 * <form method="post">
 *   <pellicle-upload name="picture" server="https://pic.example" expires-in="7d" multiple required></pellicle-upload>
 *   <button>Send</button>
 * </form>
 * ```
 *
 * @attr {string} server - The server's address. Default: the page's own origin.
 * @attr {number | 'full'} max-edge - The longest side in pixels, from 1 to 65535, or `full`. Default: 2048.
 * @attr {'balanced' | 'smallest'} preset - `balanced` or `smallest`. Default: `balanced`.
 * @attr {boolean} original - Keeps the pixels bit for bit; only the file around them is written anew. Default: absent.
 * @attr {number | string} expires-in - When the server deletes a picture, in seconds or such as `7d` (s, m, h, d). Default: the server's.
 * @attr {number} views - How many times a picture can be looked at, from 1. Default: the server's, which is mostly without limit.
 * @attr {boolean} multiple - Takes more than one picture. Default: absent, and a new one takes the place of the one before as soon as it is shared.
 * @attr {number} max-files - How many pictures its list takes with `multiple`, from 1; what is chosen beyond is left out, and said. What cannot be shared does not count. Default: without limit.
 * @attr {string} name - Its name in a form, which gets one entry for each link. Default: none, and the form gets nothing.
 * @attr {boolean} required - Its form needs a picture. Default: absent.
 * @attr {boolean} disabled - Takes no picture. Default: absent.
 * @attr {string} lang - The language of its texts: ar, de, en, es, fr, it, ja, nl, oc, pl or pt. Default: that of the page around it.
 * @attr {'ltr' | 'rtl' | 'auto'} dir - How it is written. Default: as the page around it, and from right to left in Arabic.
 * @fires {CustomEvent} pellicle-accept - A file was chosen; `preventDefault()` turns it away.
 * @fires {CustomEvent} pellicle-progress - A picture is a step further.
 * @fires {CustomEvent} pellicle-shared - A picture is on the server.
 * @fires {CustomEvent} pellicle-removed - A person took a shared picture back, or put another in its place, and it is deleted.
 * @fires {CustomEvent} pellicle-error - A picture could not be shared or deleted; without a file, a setting has a value that it cannot have.
 * @fires {Event} change - The links are others than before, by what a person did.
 * @slot - What is said beside the button, instead of "or drop them here", which is left away where there is only a finger.
 * @csspart box - The box that takes pictures; `box over` while one is dragged over it, `box misconfigured` where a setting lets it take none.
 * @csspart button - Every button; the one that opens the picker is also `choose`, the others are `cancel`, `retry`, `remove`, `copy` or `copy-all`.
 * @csspart notice - That pictures were left out because the list is full, that it is full, or that the box is not set up.
 * @csspart list - The list of pictures.
 * @csspart item - A picture's line; together with `working`, `done`, `removing`, `cancelled` or `failed`.
 * @csspart preview - The mat under a preview.
 * @csspart image - The preview itself.
 * @csspart film - The film over it until it is shared.
 * @csspart name - A file's name.
 * @csspart status - What is happening to a picture.
 * @csspart progress - How far it is.
 * @csspart link - The link.
 * @csspart links - All links, laid out where the page may not copy them.
 * @cssprop --pellicle-accent - The colour of the one thing to do next.
 * @cssprop --pellicle-on-accent - The colour of text on it. Default: white, which a pale accent needs to be another.
 * @cssprop --pellicle-accent-line - The colour of lines and rings in the accent, which need 3:1 against the page. Default: the accent.
 * @cssprop --pellicle-sealed - The colour of what is done.
 * @cssprop --pellicle-line - The colour of lines.
 * @cssprop --pellicle-radius - How round corners are.
 */
export class PellicleUpload extends UploadControl implements Listener {
  /** What the browser tells it of. @ignore */
  static readonly observedAttributes = [...SETTINGS, 'disabled', 'required', 'multiple', 'name', 'lang', 'dir'];

  readonly #words = new Vocabulary(() => this.#renew());
  readonly #box = new Box(this, (files) => this.add(files), () => this.#say(this.#box.notice));
  readonly #list = new List({
    words: this.#words,
    isDisabled: () => this.#isDisabled,
    isKept: () => this.#isKept,
    announce: (words) => this.#say(words),
  });
  readonly #copyAll = new CopyAll((how) => {
    this.#drawEnd();
    this.#say(this.#words.say(how));
  });
  readonly #said = el('span', { role: 'status', class: 'unseen' });
  readonly #setup = new Setup(this, () => this.#say(this.#words.say('misconfigured')));
  /** Whether pictures were left out because the list is full. */
  #isOver = false;
  /** Those of them that come as soon as another turns out to be none. */
  #leftOut: File[] = [];
  #formDisabled = false;
  #wasDisabled = false;

  constructor() {
    super();
    // Not `delegatesFocus`: a tap on any text of a long list would then throw the page back to the button.
    const root = this.attachShadow({ mode: 'open' });
    adopt(root, sheet);
    root.append(this.#box.element, this.#list.element, this.#copyAll.element, this.#said);
    // What the browser does to the control of a label that was clicked, wherever that stands.
    this.addEventListener('click', (event) => {
      if (event.composedPath()[0] === this) this.focus({ preventScroll: true });
    });
    this.#update();
  }

  /** Puts the focus on its button, or where there is none on what it says instead. */
  override focus(options?: FocusOptions): void {
    this.#box.focus(options);
  }

  /** The pictures that are on the server, in the order in which they were chosen; without `multiple` at most one. */
  get pictures(): Shared[] {
    // One that another took the place of, and that could not be deleted, is still listed, and no longer what was chosen.
    const all = this.#list.items.flatMap(({ state, isReplaced }) => (state.is === 'done' && !isReplaced ? [state.shared] : []));
    return this.multiple ? all : all.slice(-1);
  }

  /** The links, one a line. */
  get value(): string {
    return this.pictures.map(({ link }) => link).join('\n');
  }

  /** Whether a picture is on its way. */
  get busy(): boolean {
    return this.#list.items.some(({ state }) => state.is === 'working');
  }

  /**
   * Why it takes no pictures: a setting has a value that it cannot have, or one that its server does not allow. `null` where
   * it is set up well.
   */
  get error(): PellicleError | null {
    return this.#setup.fault;
  }

  /** Texts of the page's own, each under its name or under an error's code: those that are given win over those of the element's language. */
  get words(): Partial<Words> & ErrorWords {
    return this.#words.given;
  }
  set words(words: Partial<Words> & ErrorWords) {
    this.#words.given = words;
  }

  /**
   * Takes files as if a person had chosen them, and shares each at once under the options of this moment. Without
   * `multiple` the last one takes the place of what was there as soon as it is shared; with `maxFiles` those are left out for
   * which the list has no room.
   *
   * @throws {@link PellicleError} `bad-option` where one of them is no `File`; then none is taken.
   */
  add(files: Iterable<File>): void {
    // What is no file would be told as a setting that is wrong, and it is the page's script that is.
    const given = [...files].map(toBlob) as File[];
    if (this.#isOff) return;
    const accepted = given.filter((file) => tell(this, 'pellicle-accept', { file }));
    const taken = this.multiple ? accepted.slice(0, this.#room) : accepted.slice(-1);
    this.#leftOut = this.multiple ? accepted.slice(taken.length) : [];
    this.#isOver = taken.length < accepted.length;
    this.#drawBox();
    if (this.#isOver) this.#say(this.#box.notice);
    if (taken.length === 0) return;
    // One that is on the server stays until the next one is: that may turn out to be no picture at all.
    if (!this.multiple) for (const item of this.#list.items) if (item.state.is !== 'done') void item.leave();
    this.#share(taken);
  }

  /** Stops what is on its way and empties the list. Pictures that are on the server stay there. */
  clear(): void {
    let lostFocus = false;
    for (const item of this.#list.items) {
      item.cancel();
      lostFocus = this.#list.drop(item) || lostFocus;
    }
    this.#isOver = false;
    this.#leftOut = [];
    this.#update();
    if (lostFocus) this.#box.focus({ preventScroll: true });
  }

  connectedCallback(): void {
    setAgain(this);
    void this.#words.follow(this);
    this.#setup.tellSoon();
    this.#box.listen(true);
    this.#list.preview(true);
    for (const name of ['online', 'offline']) addEventListener(name, this.#onConnection);
  }

  disconnectedCallback(): void {
    this.#box.listen(false);
    this.#list.preview(false);
    for (const name of ['online', 'offline']) removeEventListener(name, this.#onConnection);
  }

  attributeChangedCallback(name: string): void {
    if (name === 'lang') void this.#words.follow(this);
    if ((SETTINGS as readonly string[]).includes(name)) this.#setup.read();
    this.#update();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#formDisabled = disabled;
    this.#update();
  }

  formResetCallback(): void {
    this.clear();
  }

  /** @internal */
  changed(item: Item): void {
    if (this.#list.draw(item)) this.#update();
  }

  /** @internal */
  progressed({ file }: Item, progress: Parameters<Listener['progressed']>[1]): void {
    tell(this, 'pellicle-progress', { file, progress });
  }

  /** @internal */
  shared(item: Item, shared: Shared): void {
    // Only now: what it takes the place of was good. And not while somebody presses "Cancel", who would then have neither.
    this.#list.whenReleased(item, () => {
      if (!this.multiple && item.state.is === 'done') this.#replaceBy(item);
    });
    this.#update();
    this.#say(`${item.file.name} ${this.#words.say('done')}`);
    tell(this, 'pellicle-shared', { file: item.file, ...shared });
    this.#tellChange();
  }

  /** @internal */
  failed(item: Item, error: PellicleError): void {
    const { file } = item;
    if (error.code === 'bad-option') {
      this.#setup.refuse(error, item.options);
      this.#update();
    }
    // One that could not be deleted is among the links again.
    if (item.state.is === 'done' && !item.isReplaced) this.#tellChange();
    this.#setup.explain(error);
    this.#say(`${file.name} ${statusOf(item, this.#words, this.#isKept)}`);
    tell(this, 'pellicle-error', { file, error });
    this.#fillUp();
  }

  /** @internal */
  left(item: Item, link: string | undefined): void {
    this.#forget(item);
    if (link === undefined) return;
    tell(this, 'pellicle-removed', { file: item.file, link });
    // One whose place another has taken was no longer what was chosen.
    if (!item.isReplaced) this.#tellChange();
  }

  get #isDisabled(): boolean {
    return this.disabled || this.#formDisabled;
  }

  get #isOff(): boolean {
    return this.#isDisabled || this.error !== null;
  }

  /** How many more pictures the list takes. What never can be shared takes the place of none. */
  get #room(): number {
    const taken = this.#list.items.filter(({ isHopeless }) => !isHopeless).length;
    return Math.max(0, this.#setup.settings.maxFiles - taken);
  }

  get #isFull(): boolean {
    return this.multiple && this.#room === 0;
  }

  /** Whether a picture stays that another was to take the place of. */
  get #isKept(): boolean {
    return !this.multiple && this.pictures.length > 0;
  }

  /** Takes off what this one takes the place of. */
  #replaceBy(item: Item): void {
    const before = this.#list.items.filter((other) => other !== item && other.state.is === 'done');
    for (const other of before) other.replace();
    this.#update();
  }

  #share(files: File[]): void {
    const { original, password } = this;
    const options = { ...this.#setup.settings.options, original, ...(password && { password }) };
    for (const file of files) {
      const item = new Item(file, options, this);
      this.#list.add(item, this.isConnected);
      void item.start();
    }
    this.#update();
  }

  /** A file that cannot be shared takes the place of none: the next one that was left out comes. */
  #fillUp(): void {
    if (!this.multiple || this.#isOff) return;
    const next = this.#leftOut.splice(0, this.#room);
    if (next.length === 0) return;
    this.#isOver = this.#leftOut.length > 0;
    this.#share(next);
  }

  #forget(item: Item): void {
    // Where only one is taken, that others were left out is still so when the one before has left.
    if (this.multiple) this.#isOver = false;
    this.#leftOut = [];
    const lostFocus = this.#list.drop(item);
    this.#update();
    if (lostFocus) this.#box.focus({ preventScroll: true });
  }

  /** The connection is lost, or there again. */
  readonly #onConnection = (): void => {
    if (!this.busy) return;
    this.#list.renew();
    if (!navigator.onLine) this.#say(this.#words.say('noConnection'));
  };

  /** The words are others now. What was said is not said again. */
  #renew(): void {
    this.#say('');
    this.#update();
    this.#list.renew();
  }

  #drawBox(): void {
    const { multiple } = this;
    const standing = {
      multiple,
      isDisabled: this.#isDisabled,
      isMisconfigured: this.error !== null,
      isFull: this.#isFull,
      isOver: this.#isOver,
      most: (multiple && this.maxFiles) || '1',
    };
    this.#box.draw(standing, this.#words);
    for (const part of [this.#box.element, this.#list.element, this.#copyAll.element, this.#said]) this.#words.mark(part, this);
  }

  /** What stands below the list. */
  #drawEnd(): void {
    this.#copyAll.draw(this.pictures.map(({ link }) => link), this.#words);
  }

  /** The form's value and validity, and what the list looks like. */
  #update(): void {
    this.#drawBox();
    if (this.#isDisabled !== this.#wasDisabled) {
      this.#wasDisabled = this.#isDisabled;
      this.#list.renew();
    }
    this.#list.drawFailed();
    this.#list.element.hidden = this.#list.items.length === 0;
    this.#drawEnd();
    this.#tellForm();
  }

  /** The value, and whether its form may go. */
  #tellForm(): void {
    const { pictures, busy } = this;
    // A form that went without a picture that somebody has chosen would leave it out unseen.
    const failed = this.#isKept ? undefined : this.#list.failed;
    const isMissing = this.required && pictures.length === 0 && !busy && !failed;
    const missing = this.error === null ? 'required' : 'misconfigured';
    const fault = busy ? 'busy' : failed ? 'unsent' : isMissing ? missing : undefined;
    const anchor = (fault === 'unsent' && failed) || this.#box.anchor;
    this.tellForm(pictures.map(({ link }) => link), fault && { message: this.#words.say(fault), isMissing, anchor });
  }

  /** Tells those who hear and do not see. */
  #say(words: string): void {
    this.#said.textContent = words;
  }

  #tellChange(): void {
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pellicle-upload': PellicleUpload;
  }
}
