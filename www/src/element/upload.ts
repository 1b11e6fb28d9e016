import { PellicleError } from '../errors.js';
import { init } from '../init.js';
import type { Shared } from '../share.js';
import { adopt, el, styleSheet } from './dom.js';
import { dropZone } from './drop.js';
import { tell } from './events.js';
import { UploadAttributes } from './upload-attributes.js';
import { Item, type Listener } from './upload-item.js';
import { type Row, row, statusOf } from './upload-row.js';
import { SETTINGS } from './upload-settings.js';
import { Setup } from './upload-setup.js';
import { UPLOAD_CSS } from './style.js';
import { type ErrorWords, Vocabulary, type Words } from './words.js';

const sheet = styleSheet(UPLOAD_CSS);

/**
 * `<pellicle-upload>`: a box for pictures that are prepared, sealed and uploaded as soon as they are chosen.
 *
 * In a form, its value is the links, one entry of its `name` for each picture; while a picture is on its way, or where
 * it is `required` and there is none, it is invalid. It may be moved in the document, also while it works.
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
 * @attr {boolean} multiple - Takes more than one picture. Default: absent, and a new one takes the place of the one before.
 * @attr {number} max-files - How many pictures its list takes with `multiple`, from 1; what is chosen beyond is left out, and said. Default: without limit.
 * @attr {string} name - Its name in a form, which gets one entry for each link. Default: none, and the form gets nothing.
 * @attr {boolean} required - Its form needs a picture. Default: absent.
 * @attr {boolean} disabled - Takes no picture. Default: absent.
 * @attr {string} lang - The language of its texts: ar, de, en, es, fr, it, ja, nl, oc, pl or pt. Default: that of the page around it.
 * @attr {'ltr' | 'rtl' | 'auto'} dir - How it is written. Default: as the page around it, and from right to left in Arabic.
 * @fires {CustomEvent} pellicle-accept - A file was chosen; `preventDefault()` turns it away.
 * @fires {CustomEvent} pellicle-progress - A picture is a step further.
 * @fires {CustomEvent} pellicle-shared - A picture is on the server.
 * @fires {CustomEvent} pellicle-removed - A person took a shared picture back, and it is deleted.
 * @fires {CustomEvent} pellicle-error - A picture could not be shared or deleted; without a file, a setting has a value that it cannot have.
 * @fires {Event} change - The links are others than before, by what a person did.
 * @slot - What is said beside the button, instead of "or drop them here".
 * @csspart box - The box that takes pictures; `box over` while one is dragged over it, `box misconfigured` where a setting lets it take none.
 * @csspart button - Every button; together with `choose`, `cancel`, `retry`, `remove` or `copy`.
 * @csspart notice - That pictures were left out because the list is full, or that the box is not set up.
 * @csspart list - The list of pictures.
 * @csspart item - A picture's line; together with `working`, `done`, `removing`, `cancelled` or `failed`.
 * @csspart preview - The mat under a preview, with `image` and `film` in it.
 * @csspart name - A file's name.
 * @csspart status - What is happening to a picture.
 * @csspart progress - How far it is.
 * @csspart link - The link.
 * @cssprop --pellicle-accent - The colour of the one thing to do next.
 * @cssprop --pellicle-on-accent - The colour of text on it. Default: white, which a pale accent needs to be another.
 * @cssprop --pellicle-accent-line - The colour of lines and rings in the accent, which need 3:1 against the page. Default: the accent.
 * @cssprop --pellicle-sealed - The colour of what is done.
 * @cssprop --pellicle-line - The colour of lines.
 * @cssprop --pellicle-radius - How round corners are.
 */
export class PellicleUpload extends UploadAttributes implements Listener {
  /** It takes part in forms. */
  static readonly formAssociated = true;
  /** What the browser tells it of. @ignore */
  static readonly observedAttributes = [...SETTINGS, 'disabled', 'required', 'multiple', 'lang', 'dir'];

  readonly #internals = this.attachInternals();
  readonly #words = new Vocabulary(() => this.#renew());
  readonly #input = el('input', { type: 'file', tabindex: '-1', accept: 'image/*', hidden: '' });
  readonly #choose = el('button', { type: 'button', part: 'button choose' });
  readonly #drop = el('span');
  readonly #box = el('div', { part: 'box' });
  readonly #notice = el('span', { part: 'notice', hidden: '' });
  readonly #list = el('ul', { part: 'list' });
  readonly #said = el('span', { role: 'status', class: 'unseen' });
  readonly #rows = new Map<Item, Row>();
  readonly #setup = new Setup(this, () => this.#announce(this.#words.say('misconfigured')));
  readonly #slot = el('slot');
  /** Whether pictures were left out because the list is full. */
  #isOver = false;
  #formDisabled = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    adopt(root, sheet);
    this.#slot.append(this.#drop);
    this.#box.append(this.#choose, ' ', this.#slot, this.#input, this.#notice);
    root.append(this.#box, this.#list, this.#said);
    this.#choose.addEventListener('click', () => this.#input.click());
    this.#input.addEventListener('change', () => {
      this.add([...(this.#input.files ?? [])]);
      // The same file can be chosen once more.
      this.#input.value = '';
    });
    dropZone(this, this.#box, (files) => this.add(files));
    this.#label();
    this.#update();
  }

  // What a form control has.

  /** Always `pellicle-upload`, as every control of a form has a type. */
  get type(): string {
    return 'pellicle-upload';
  }
  /** The form that it belongs to, or `null`. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }
  /** `valueMissing` where it is required and empty, `customError` while a picture is on its way. */
  get validity(): ValidityState {
    return this.#internals.validity;
  }
  /** What the browser says where it is invalid, in the element's language. */
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }
  /** Whether its validity counts: not where it is disabled. */
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }
  /** Whether it is valid; where it is not, it fires `invalid`. */
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }
  /** As `checkValidity()`, and the browser shows its message. */
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** The pictures that are on the server, in the order in which they were chosen. */
  get pictures(): Shared[] {
    return [...this.#rows.keys()].flatMap(({ state }) => (state.is === 'done' ? [state.shared] : []));
  }

  /** The links, one a line. */
  get value(): string {
    return this.pictures.map(({ link }) => link).join('\n');
  }

  /** Whether a picture is on its way. */
  get busy(): boolean {
    return [...this.#rows.keys()].some(({ state }) => state.is === 'working');
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
   * `multiple` the last one replaces what was there; with `maxFiles` those are left out for which the list has no room.
   */
  add(files: Iterable<File>): void {
    if (this.#isOff) return;
    const accepted = [...files].filter((file) => tell(this, 'pellicle-accept', { file }));
    const taken = this.multiple ? accepted.slice(0, this.#room) : accepted.slice(-1);
    this.#isOver = this.multiple && taken.length < accepted.length;
    this.#notify();
    if (this.#isOver) this.#announce(this.#notice.textContent ?? '');
    if (taken.length === 0) return;
    if (!this.multiple) for (const item of [...this.#rows.keys()]) void item.leave();
    const { original, password } = this;
    const options = { ...this.#setup.settings.options, original, ...(password && { password }) };
    for (const file of taken) {
      const item = new Item(file, options, this);
      const drawn = row(item, this.#words);
      this.#rows.set(item, drawn);
      this.#list.append(drawn.element);
      drawn.preview(this.isConnected);
      void item.start();
    }
    this.#update();
  }

  /** Stops what is on its way and empties the list. Pictures that are on the server stay there. */
  clear(): void {
    for (const item of [...this.#rows.keys()]) {
      item.cancel();
      this.#forget(item);
    }
    this.#update();
  }

  // What the browser calls.

  connectedCallback(): void {
    void this.#words.follow(this);
    this.#setup.read();
    this.#update();
    for (const { preview } of this.#rows.values()) preview(true);
    // Whoever comes near is about to choose: the module is loaded by then.
    this.addEventListener('pointerenter', warm, { once: true });
    this.addEventListener('focusin', warm, { once: true });
  }

  disconnectedCallback(): void {
    for (const { preview } of this.#rows.values()) preview(false);
  }

  attributeChangedCallback(name: string): void {
    if (name === 'lang') void this.#words.follow(this);
    if ((SETTINGS as readonly string[]).includes(name)) this.#setup.read();
    this.#label();
    this.#update();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#formDisabled = disabled;
    this.#update();
  }

  formResetCallback(): void {
    this.clear();
  }

  // What the items call.

  /** @internal */
  changed(item: Item): void {
    if (this.#rows.get(item)?.draw()) this.#update();
  }

  /** @internal */
  progressed({ file }: Item, progress: Parameters<Listener['progressed']>[1]): void {
    tell(this, 'pellicle-progress', { file, progress });
  }

  /** @internal */
  shared({ file }: Item, shared: Shared): void {
    this.#announce(`${file.name} ${this.#words.say('done')}`);
    tell(this, 'pellicle-shared', { file, ...shared });
    this.#tellChange();
  }

  /** @internal */
  failed(item: Item, error: PellicleError): void {
    const { file } = item;
    if (error.code === 'bad-option') {
      this.#setup.refuse(error);
      this.#update();
    }
    this.#announce(`${file.name} ${statusOf(item, this.#words)}`);
    tell(this, 'pellicle-error', { file, error });
  }

  /** @internal */
  left(item: Item, link: string | undefined): void {
    const hadFocus = this.#rows.get(item)?.element.contains(this.shadowRoot?.activeElement ?? null);
    this.#forget(item);
    this.#update();
    if (hadFocus) this.#choose.focus();
    if (link === undefined) return;
    tell(this, 'pellicle-removed', { file: item.file, link });
    this.#tellChange();
  }

  get #isOff(): boolean {
    return this.disabled || this.#formDisabled || this.error !== null;
  }

  /** How many more pictures the list takes. */
  get #room(): number {
    return Math.max(0, this.#setup.settings.maxFiles - this.#rows.size);
  }

  #forget(item: Item): void {
    this.#isOver = false;
    const drawn = this.#rows.get(item);
    this.#rows.delete(item);
    drawn?.preview(false);
    drawn?.element.remove();
  }

  #label(): void {
    this.#input.multiple = this.multiple;
    this.#choose.textContent = this.#words.say(this.multiple ? 'choose' : 'chooseOne');
    this.#drop.textContent = this.#words.say('drop');
    this.#choose.title = this.#words.say('sealed');
    this.#notify();
    for (const part of [this.#box, this.#list, this.#said]) this.#words.mark(part, this);
  }

  /** The words are others now. What was said is not said again. */
  #renew(): void {
    this.#announce('');
    this.#label();
    this.#update();
    for (const { renew } of this.#rows.values()) renew();
  }

  #announce(words: string): void {
    this.#said.textContent = words;
  }

  /** What a person has to know of the whole box: that it is not set up, or that it is full. */
  #notify(): void {
    const isWrong = this.error !== null;
    this.#notice.hidden = !isWrong && !this.#isOver;
    this.#notice.textContent = isWrong ? this.#words.say('misconfigured') : this.#words.say('atMost').replace('{count}', this.maxFiles ?? '');
    // Where a form needs a picture, the browser shows its message here, since there is no button.
    if (isWrong) this.#notice.tabIndex = -1;
    else this.#notice.removeAttribute('tabindex');
    this.#box.part.toggle('misconfigured', isWrong);
    this.#choose.hidden = this.#slot.hidden = isWrong;
  }

  /** The form's value and validity, and what the list looks like. */
  #update(): void {
    this.#choose.disabled = this.#isOff;
    this.#notify();
    this.#list.hidden = this.#rows.size === 0;
    const { pictures, busy } = this;
    const data = new FormData();
    for (const { link } of pictures) data.append(this.name, link);
    this.#internals.setFormValue(pictures.length > 0 && this.name ? data : null);
    const isMissing = this.required && pictures.length === 0;
    const isWrong = this.error !== null;
    const message = busy ? this.#words.say('busy') : isMissing ? this.#words.say(isWrong ? 'misconfigured' : 'required') : '';
    this.#internals.setValidity({ customError: busy, valueMissing: isMissing && !busy }, message, isWrong ? this.#notice : this.#choose);
  }

  #tellChange(): void {
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

function warm(): void {
  // What fails here fails again, and is told, when a picture is shared.
  init().catch(() => {});
}

declare global {
  interface HTMLElementTagNameMap {
    'pellicle-upload': PellicleUpload;
  }
}
