import { init } from '../init.js';
import { el, write } from './dom.js';
import { dropZone } from './drop.js';
import { PasteZone } from './paste.js';
import type { Vocabulary } from './words.js';

/** What a box is drawn by. */
export interface Standing {
  /** Whether it takes more than one picture. */
  multiple: boolean;
  isDisabled: boolean;
  /** Whether a setting has a value that it cannot have. */
  isMisconfigured: boolean;
  /** Whether the list has as many pictures as it may. */
  isFull: boolean;
  /** Whether some that were chosen are left out. */
  isOver: boolean;
  /** How many pictures it takes at most, as it is said. */
  most: string;
}

/** The box of a `<pellicle-upload>`: where pictures are chosen, dropped and pasted, and where it says why it takes none. */
export class Box {
  readonly element = el('div', { part: 'box' });
  readonly #choose = el('button', { type: 'button', part: 'button choose' });
  readonly #drop = el('span', { class: 'drop' });
  readonly #slot = el('slot', {}, this.#drop);
  readonly #input = el('input', { type: 'file', tabindex: '-1', accept: 'image/*', hidden: '' });
  readonly #notice = el('span', { part: 'notice', hidden: '' });
  readonly #paste: PasteZone;
  #standing: Standing | undefined;

  /** `take` gets what is chosen, and `onRefused` is called where a person asks for more than there is room for. */
  constructor(host: HTMLElement, take: (files: File[]) => void, onRefused: () => void) {
    this.element.append(this.#choose, ' ', this.#slot, this.#input, this.#notice);
    this.#choose.addEventListener('click', () => {
      if (this.#standing?.isFull) onRefused();
      else this.#input.click();
    });
    this.#input.addEventListener('change', () => {
      take([...(this.#input.files ?? [])]);
      // The same file can be chosen once more.
      this.#input.value = '';
    });
    // Whoever comes near is about to choose: the module is loaded by then.
    for (const name of ['pointerenter', 'focusin']) host.addEventListener(name, warm, { once: true });
    const isOff = (): boolean => this.#standing?.isDisabled || this.#standing?.isMisconfigured || false;
    dropZone(host, this.element, isOff, take);
    this.#paste = new PasteZone(host, isOff, take);
  }

  draw(standing: Standing, words: Vocabulary): void {
    const { multiple, isDisabled, isMisconfigured, isFull, isOver, most } = standing;
    this.#standing = standing;
    this.#input.multiple = multiple;
    write(this.#choose, words.say(multiple ? 'choose' : 'chooseOne'));
    this.#choose.title = words.say('sealed');
    this.#choose.disabled = isDisabled || isMisconfigured;
    // Not `disabled`, which would lose the focus, and could not be asked why.
    this.#choose.ariaDisabled = isFull ? 'true' : null;
    write(this.#drop, words.say(multiple ? 'drop' : 'dropOne'));
    this.#choose.hidden = this.#slot.hidden = isMisconfigured;
    this.#notice.hidden = !isMisconfigured && !isFull && !isOver;
    write(this.#notice, isMisconfigured ? words.say('misconfigured') : words.say('atMost').replace('{count}', most));
    // Where a form needs a picture, the browser shows its message here, since there is no button.
    if (isMisconfigured) this.#notice.tabIndex = -1;
    else this.#notice.removeAttribute('tabindex');
    this.element.part.toggle('misconfigured', isMisconfigured);
  }

  /** What it says besides what can be done with it. */
  get notice(): string {
    return this.#notice.textContent ?? '';
  }

  /** Where the browser shows what is wrong with it. */
  get anchor(): HTMLElement {
    return this.#standing?.isMisconfigured ? this.#notice : this.#choose;
  }

  focus(options?: FocusOptions): void {
    this.anchor.focus(options);
  }

  /** Listens to what is pasted while it is in a document. */
  listen(isInDocument: boolean): void {
    if (isInDocument) this.#paste.open();
    else this.#paste.close();
  }
}

function warm(): void {
  // What fails here fails again, and is told, when a picture is shared.
  init().catch(() => {});
}
