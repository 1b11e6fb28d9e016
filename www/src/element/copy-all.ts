import { button, el, write } from './dom.js';
import type { Vocabulary } from './words.js';

/** What copies all links of a `<pellicle-upload>`, once it has more than one. */
export class CopyAll {
  readonly element: HTMLElement;
  readonly #button = button('copy-all', '', () => void this.#copy());
  readonly #byHand = el('textarea', { part: 'links', readonly: '', rows: '4', dir: 'ltr', hidden: '' });
  readonly #onDone: (how: 'copied' | 'byHand') => void;
  #links = '';
  #copied: string | undefined;

  /** `onDone` is called when they are in the clipboard, or laid out for copying by hand. */
  constructor(onDone: (how: 'copied' | 'byHand') => void) {
    this.#onDone = onDone;
    this.element = el('div', { class: 'all', hidden: '' }, this.#button, this.#byHand);
  }

  draw(links: readonly string[], words: Vocabulary): void {
    const text = links.join('\n');
    if (text !== this.#links) this.#byHand.hidden = true;
    this.#links = this.#byHand.value = text;
    this.element.hidden = links.length < 2;
    write(this.#button, words.say(this.#copied === text ? 'copied' : 'copyAll'));
    this.#byHand.ariaLabel = words.say('copyAll');
  }

  /** Where the page may not copy, the links are laid out and selected, for whoever copies by hand. */
  async #copy(): Promise<void> {
    const links = this.#links;
    try {
      await navigator.clipboard.writeText(links);
      this.#copied = links;
      this.#onDone('copied');
    } catch {
      this.#byHand.hidden = false;
      this.#byHand.select();
      this.#onDone('byHand');
    }
  }
}
