import { announce } from '../../shared/announce.js';
import { button, el } from '../../shared/dom.js';
import { bytes } from '../../text/format.js';
import { t } from '../../text/text.js';
import { isPassing, wordsFor } from '../dead-end.js';
import type { Collected, Missing } from './collect.js';
import { askDestination } from './destination.js';
import type { Names } from './names.js';
import type { Pictures } from './pictures.js';

/** All pictures in one file: the button that begins it, and the lines below that say how it goes. */
export class SaveAll {
  readonly button = button(t('all.go'), '', () => void this.#run(this.#everything(), false));
  readonly element = el('section', { class: 'save-all', 'aria-label': t('all.go') });
  readonly #pictures: Pictures;
  readonly #names: Names;
  readonly #signal: AbortSignal;
  #running: AbortController | undefined;

  constructor(pictures: Pictures, names: Names, signal: AbortSignal) {
    this.#pictures = pictures;
    this.#names = names;
    this.#signal = signal;
    this.element.hidden = true;
    signal.addEventListener('abort', () => this.#running?.abort());
  }

  #everything(): number[] {
    return this.#pictures.items.map((_, index) => index);
  }

  async #run(indices: number[], spendViews: boolean): Promise<void> {
    if (this.#running) return;
    const running = (this.#running = new AbortController());
    const { signal } = running;
    const warn = (event: Event): void => event.preventDefault();
    try {
      // What makes the file comes when a file is wanted.
      const making = await import('./collect.js').catch(() => undefined);
      if (!making) return this.#say(wordsFor({ code: 'offline' }).title);
      const destination = await askDestination(this.#names.ofAll);
      if (!destination || this.#signal.aborted) return;
      this.button.setAttribute('aria-disabled', 'true');
      addEventListener('beforeunload', warn);
      const onProgress = this.#showProgress(indices.length, running);
      const collected = making.collect({ pictures: this.#pictures, names: this.#names, indices, spendViews, signal, onProgress });
      await destination.write(collected.stream, () => collected.saved > 0, signal);
      this.#showResult(collected, indices.length, spendViews);
    } catch {
      this.#say(t(signal.aborted ? 'all.cancelled' : 'all.failed'));
    } finally {
      removeEventListener('beforeunload', warn);
      this.button.removeAttribute('aria-disabled');
      this.#running = undefined;
    }
  }

  #showProgress(count: number, running: AbortController): (done: number, size: number) => void {
    const words = el('p', { class: 'save-all-words' });
    const bar = el('progress', { max: String(count), value: '0', 'aria-label': t('all.progress') });
    const cancel = button(t('all.cancel'), 'small', () => running.abort());
    this.#draw(el('div', { class: 'save-all-row' }, words, cancel), bar);
    announce(t('all.started', { count }));
    return (done, size) => {
      bar.value = done;
      const number = Math.min(done + 1, count);
      words.textContent = t('all.working', { number, count, size: bytes(size) });
    };
  }

  /** What the file holds, and every picture that it lacks, by name. */
  #showResult({ saved, missing }: Collected, count: number, spentViews: boolean): void {
    if (missing.length === 0) return this.#say(t('all.done', { count: saved }));
    const limited = missing.filter(({ code }) => code === 'view-limited').map(({ index }) => index);
    const passing = missing.filter(({ code }) => isPassing(code)).map(({ index }) => index);
    const choices: Node[] = [];
    if (passing.length > 0) choices.push(button(t('all.again'), '', () => void this.#run(passing, spentViews)));
    if (limited.length > 0) {
      choices.push(button(t('all.spend', { count: limited.length }), '', () => void this.#run(limited, true)));
    }
    const lines = missing.map((one) => el('li', { dir: 'auto' }, this.#lineOf(one)));
    this.#say(
      saved > 0 ? t('all.some', { saved, count }) : t('all.none'),
      el('ul', { class: 'missing', role: 'list' }, ...lines),
      ...(choices.length > 0 ? [el('div', { class: 'choices' }, ...choices)] : []),
    );
  }

  #lineOf({ index, code }: Missing): string {
    const caption = this.#pictures.items[index]?.caption;
    const number = index + 1;
    const name = caption ? t('all.name.caption', { number, caption }) : t('all.name', { number });
    const gone = code === 'not-found' ? 'gone' : code === 'wrong-key' ? 'corrupt' : code;
    return t('all.missing', { name, reason: code === 'view-limited' ? t('all.limited') : wordsFor({ code: gone }).title });
  }

  #say(sentence: string, ...more: Node[]): void {
    const close = button(t('all.close'), 'small', () => {
      this.element.hidden = true;
      this.button.focus();
    });
    const words = el('p', { class: 'save-all-words', tabindex: '-1' }, sentence);
    const hadFocus = this.element.contains(document.activeElement);
    this.#draw(el('div', { class: 'save-all-row' }, words, close), ...more);
    if (hadFocus) words.focus();
    announce(sentence);
  }

  #draw(...children: Node[]): void {
    this.element.hidden = false;
    this.element.replaceChildren(...children);
  }
}
