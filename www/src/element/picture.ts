import { PellicleError } from '../errors.js';
import type { Stage } from '../progress.js';
import { view, type Viewed, type ViewOptions } from '../view.js';
import { turnedAway } from './allowed.js';
import { adopt, button, ElementBase, el, setAgain, styleSheet } from './dom.js';
import { tell } from './events.js';
import { Labels } from './labels.js';
import { PICTURE_CSS } from './style.js';
import { type ErrorWords, Vocabulary, type Words } from './words.js';

const sheet = styleSheet(PICTURE_CSS);

/**
 * `<pellicle-picture>`: downloads the picture of a link, opens it and shows it.
 *
 * It waits until it comes near to what is seen. A picture with a password asks for it; one whose views are limited asks
 * before it uses one up. The server has to allow the page's origin, unless it is its own.
 *
 * @example
 * ```html
 * <script type="module">import 'pellicle/define';</script>
 * <pellicle-picture link="https://pic.example/i/…#…" alt="The harbour at noon"></pellicle-picture>
 * ```
 *
 * @attr {string} link - The whole link of a picture. Default: none, and nothing is shown.
 * @attr {string} alt - A description. Default: the one that was sealed with the picture.
 * @attr {string} lang - The language of its texts: ar, de, en, es, fr, it, ja, nl, oc, pl or pt. Default: that of the page around it.
 * @attr {'ltr' | 'rtl' | 'auto'} dir - How it is written. Default: as the page around it, and from right to left in Arabic.
 * @fires {CustomEvent} pellicle-shown - The picture is shown.
 * @fires {CustomEvent} pellicle-error - It could not be shown.
 * @csspart frame - What stands there until the picture does.
 * @csspart image - The picture.
 * @csspart status - What is happening, or went wrong.
 * @csspart progress - How far it is.
 * @csspart button - Its button, together with `open`, `look` or `retry`.
 * @cssprop --pellicle-accent - The colour of the one thing to do next.
 * @cssprop --pellicle-on-accent - The colour of text on it. Default: white, which a pale accent needs to be another.
 * @cssprop --pellicle-accent-line - The colour of lines and rings in the accent, which need 3:1 against the page. Default: the accent.
 * @cssprop --pellicle-line - The colour of lines.
 * @cssprop --pellicle-radius - How round corners are.
 */
export class PelliclePicture extends ElementBase {
  static readonly observedAttributes = ['link', 'alt', 'lang', 'dir'];

  readonly #labels = new Labels();
  readonly #words = new Vocabulary(() => this.#renew());
  // What was about to be pressed is gone once it was, and the focus has to stay in the element.
  readonly #frame = el('div', { part: 'frame', tabindex: '-1' });
  readonly #said = el('span', { role: 'status', class: 'unseen' });
  #password = '';
  #viewed: Viewed | undefined;
  #image: HTMLImageElement | undefined;
  #url: string | undefined;
  #stop: AbortController | undefined;
  #near: IntersectionObserver | undefined;
  #isThere = false;

  constructor() {
    super();
    adopt(this.attachShadow({ mode: 'open' }), sheet);
    this.#put(this.#frame);
  }

  /** Puts the focus on what can be done, or on what is shown. */
  override focus(options?: FocusOptions): void {
    const control = this.shadowRoot?.querySelector<HTMLElement>('input, button, a');
    (control ?? this.#image ?? this.#frame).focus(options);
  }

  /** The attribute `link`; another link stops the download of the one before, and an empty one shows nothing. */
  get link(): string {
    return this.getAttribute('link') ?? '';
  }
  set link(value: string) {
    this.setAttribute('link', String(value));
  }
  /** The attribute `alt`, or `null` where the sealed description is used. */
  get alt(): string | null {
    return this.getAttribute('alt');
  }
  set alt(value: string | null) {
    if (value === null) this.removeAttribute('alt');
    else this.setAttribute('alt', value);
  }
  /**
   * The password, where the page knows it; it can only be set. A property alone, because an attribute could be read in the
   * page's source.
   *
   * @type {string}
   */
  set password(value: string) {
    this.#password = value;
    if (this.#near === undefined && this.#isThere && this.link && !this.#viewed) void this.#open();
  }
  /**
   * Texts of the page's own, each under its name or under an error's code; it can only be set.
   *
   * @type {Partial<Words> & ErrorWords}
   */
  set words(words: Partial<Words> & ErrorWords) {
    this.#words.given = words;
  }

  connectedCallback(): void {
    setAgain(this);
    this.#isThere = true;
    void this.#words.follow(this);
    if (this.#viewed) return this.#show(this.#viewed);
    this.#wait();
  }

  disconnectedCallback(): void {
    this.#isThere = false;
    this.#leave();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name === 'alt') return this.#describe();
    if (name === 'lang') return void this.#words.follow(this);
    if (name === 'dir') return this.#renew();
    if (before === now) return;
    this.#leave();
    this.#viewed = undefined;
    // Before it has come into its document, that will begin it.
    if (this.#isThere) this.#wait();
  }

  /** Stops the download, and gives the picture's memory back. */
  #leave(): void {
    this.#near?.disconnect();
    this.#near = undefined;
    this.#stop?.abort();
    this.#stop = undefined;
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = this.#image = undefined;
  }

  /** Opens the link when the element comes near to what is seen. */
  #wait(): void {
    this.#labels.clear();
    this.#say('');
    this.#fill();
    this.#put(this.#frame);
    if (!this.link) return;
    this.#near = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#near?.disconnect();
        this.#near = undefined;
        void this.#open();
      },
      { rootMargin: '50%' },
    );
    this.#near.observe(this);
  }

  async #open(options: ViewOptions = {}): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    const status = el('span', { part: 'status' });
    const bar = el('progress', { part: 'progress', max: '1', value: '0' });
    let present: Stage = 'waiting';
    const say = (): void => {
      const words = this.#words.say(present);
      if (status.textContent !== words) status.textContent = words;
    };
    this.#labels.clear();
    this.#labels.keep(say);
    this.#labels.keep(() => {
      bar.ariaLabel = this.#words.say('downloading');
    });
    this.#fill(status, bar);
    // Of what comes by itself nobody asked.
    if (this.#hasFocus) this.#say(this.#words.say('downloading'));
    try {
      const viewed = await view(this.link, {
        ...(this.#password && { password: this.#password }),
        ...options,
        signal: stop.signal,
        onProgress: ({ stage, fraction }) => {
          present = stage;
          say();
          bar.value = fraction;
        },
      });
      if (this.#stop !== stop) return;
      this.#viewed = viewed;
      this.#show(viewed);
    } catch (error) {
      const fault = error instanceof PellicleError ? error : new PellicleError('internal', undefined, { cause: error });
      const refusal = fault.code === 'offline' ? await turnedAway(this.link) : undefined;
      if (this.#stop !== stop) return;
      if (refusal) this.#turnAway(refusal);
      else this.#fail(fault, options);
    }
  }

  #show(viewed: Viewed): void {
    this.#url = URL.createObjectURL(viewed.blob);
    const image = el('img', { part: 'image', tabindex: '-1', width: String(viewed.width), height: String(viewed.height) });
    image.addEventListener('load', () => tell(this, 'pellicle-shown', viewed), { once: true });
    image.addEventListener('error', () => void this.#explain(viewed.blob), { once: true });
    this.#image = image;
    this.#describe();
    image.src = this.#url;
    this.#labels.clear();
    this.#say('');
    this.#put(image);
  }

  /** Why the browser does not show what was opened: it is damaged, or the page lets no picture be shown that it has not fetched. */
  async #explain(blob: Blob): Promise<void> {
    const image = this.#image;
    const isGood = await createImageBitmap(blob).then(
      (bitmap) => (bitmap.close(), true),
      () => false,
    );
    if (this.#image !== image) return;
    const error = isGood
      ? new PellicleError('internal', 'The Content-Security-Policy of this page has to name blob: in img-src')
      : new PellicleError('malformed', 'The browser cannot show it');
    if (isGood) console.error(`<${this.localName}>: ${error.detail}.`);
    this.#fail(error, {});
  }

  #describe(): void {
    if (this.#image) this.#image.alt = this.alt ?? this.#viewed?.alt ?? '';
  }

  /** Says why, and offers what can be done about it. */
  #fail(error: PellicleError, options: ViewOptions): void {
    this.#viewed = undefined;
    this.#put(this.#frame);
    this.#labels.clear();
    const status = el('span', { part: 'status' });
    const isLimited = error.code === 'view-limited';
    this.#labels.keep(() => {
      status.textContent = isLimited ? this.#words.say('once') : this.#words.error(error.code);
    });
    this.#fill(status);
    this.#say(status.textContent ?? '');
    if (isLimited) {
      this.#add(this.#offer('look', () => void this.#open({ ...options, spendView: true })));
      return;
    }
    // A password may be wrong whoever gave it, a person or the page.
    if (error.code === 'password-needed' || (error.code === 'wrong-key' && (options.password ?? this.#password))) {
      this.#add(this.#passwordForm(options));
    } else if (['offline', 'server-error', 'rate-limited', 'incident', 'timed-out', 'out-of-memory'].includes(error.code)) {
      this.#add(this.#offer('retry', () => void this.#open(options)));
    }
    tell(this, 'pellicle-error', { error });
  }

  /** Says that the site may not, and leaves the server's own page, which may. */
  #turnAway(error: PellicleError): void {
    this.#labels.clear();
    const status = el('span', { part: 'status' });
    const open = el('a', { part: 'button open', href: this.link, target: '_blank', rel: 'noopener noreferrer' });
    this.#labels.keep(() => {
      status.textContent = this.#words.say('notAllowed');
      open.textContent = this.#words.say('open');
    });
    this.#fill(status);
    this.#add(open);
    this.#say(status.textContent ?? '');
    tell(this, 'pellicle-error', { error });
  }

  #passwordForm(options: ViewOptions): HTMLFormElement {
    const input = el('input', { type: 'password', required: '', autocomplete: 'off' });
    const label = el('span');
    this.#labels.keep(() => {
      label.textContent = this.#words.say('password');
    });
    const submit = el('button', { part: 'button open', class: 'loud' });
    this.#labels.keep(() => {
      submit.textContent = this.#words.say('open');
    });
    const form = el('form', {}, el('label', {}, label, input), submit);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#open({ ...options, password: input.value });
    });
    return form;
  }

  #offer(action: 'look' | 'retry', run: () => void): HTMLButtonElement {
    const element = button(action, '', run);
    this.#labels.keep(() => {
      element.textContent = this.#words.say(action);
    });
    return element;
  }

  /** Shows the frame or the picture; whoever had the focus in the one finds it on the other. */
  #put(shown: HTMLElement): void {
    const root = this.shadowRoot;
    // What is said is heard only where its place has been there before.
    if (root?.firstChild === shown) return;
    const hadFocus = this.#hasFocus;
    if (root?.firstChild) root.replaceChild(shown, root.firstChild);
    else root?.append(shown, this.#said);
    if (hadFocus) shown.focus({ preventScroll: true });
  }

  /** What the frame says, in place of what it said; the focus stays in it. */
  #fill(...children: HTMLElement[]): void {
    const hadFocus = this.#hasFocus;
    this.#frame.replaceChildren(...children);
    if (hadFocus) this.#frame.focus({ preventScroll: true });
  }

  /** What can be done now; the focus goes to it from the frame. */
  #add(child: HTMLElement): void {
    const hadFocus = this.#hasFocus;
    this.#frame.append(child);
    if (hadFocus) (child.querySelector('input') ?? child).focus({ preventScroll: true });
  }

  get #hasFocus(): boolean {
    return Boolean(this.shadowRoot?.activeElement);
  }

  /** Tells those who hear and do not see. */
  #say(words: string): void {
    if (this.#said.textContent !== words) this.#said.textContent = words;
  }

  /** The words are others now. What a person typed stays. */
  #renew(): void {
    this.#words.mark(this.#frame, this);
    this.#words.mark(this.#said, this);
    this.#labels.renew();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pellicle-picture': PelliclePicture;
  }
}
