import type { Preview } from 'pellicle';
import { button, el } from '../../shared/dom.js';
import { hold } from '../../shared/still.js';
import { t } from '../../text/text.js';
import { isPassing, wordsFor } from '../dead-end.js';
import type { State } from './pictures.js';

/** What a tile shows: a preview, or the picture itself where it has none. */
type Small = Pick<Preview, 'blob' | 'alt'>;

/** What a tile says of its picture, and what it does. */
export interface Telling {
  number: number;
  count: number;
  caption: string | null;
  onOpen(): void;
  onRetry(): void;
  /** What came is nothing that this browser can show. */
  onSpoilt(): void;
}

/** One picture in the grid. It holds a picture's memory only while it is told to be near. */
export class Tile {
  readonly element: HTMLLIElement;
  readonly #telling: Telling;
  readonly #name = el('span', { class: 'visually-hidden' });
  readonly #mat: HTMLButtonElement;
  readonly #retry: HTMLButtonElement;
  #drawn = '';
  #url: string | undefined;
  /** The film lifts once: whoever scrolls back finds the picture there. */
  #wasSeen = false;

  constructor(telling: Telling) {
    this.#telling = telling;
    this.#mat = button('', 'tile-mat', telling.onOpen);
    this.#retry = button(t('view.retry'), 'small', () => {
      // The button goes with the fault, so whoever pressed it goes on from the picture.
      this.focus();
      telling.onRetry();
    });
    this.element = el('li', { class: 'tile' }, this.#mat);
    if (telling.caption) this.element.append(el('p', { class: 'tile-caption', dir: 'auto' }, telling.caption));
    this.show({ is: 'waiting' }, undefined, false);
  }

  focus(options?: FocusOptions): void {
    this.#mat.focus(options);
  }

  /** Draws where the picture stands, by its preview where it has one. Far from the window it is an empty mat, whatever it was. */
  show(state: State, preview: Small | undefined, isNear: boolean): void {
    const small = preview ?? (state.is === 'here' ? state.viewed : undefined);
    const stands = state.is === 'limited' || state.is === 'failed';
    const is = stands ? state.is : small && isNear ? 'here' : 'waiting';
    if (is === this.#drawn) return;
    this.#drawn = is;
    this.element.dataset.state = is;
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
    this.#retry.remove();
    if (is === 'here' && small) return this.#picture(small);
    this.#call(null);
    const words = el('span', { class: 'tile-words' });
    if (state.is === 'limited') words.textContent = t('album.limited', { count: state.left });
    if (state.is === 'failed') words.textContent = wordsFor(state).title;
    this.#mat.replaceChildren(this.#name, ...(words.textContent ? [' ', words] : []));
    if (state.is === 'failed' && isPassing(state.code)) this.#mat.after(this.#retry);
  }

  /** Lets go of the picture's memory. */
  end(): void {
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
  }

  #picture({ blob, alt }: Small): void {
    this.#url = URL.createObjectURL(blob);
    // The button's name says what the picture's would.
    const image = el('img', { src: this.#url, alt: '', draggable: 'false', decoding: 'async' });
    if (!this.#wasSeen) {
      const film = el('span', { class: 'lifting', 'aria-hidden': 'true' });
      film.addEventListener('animationend', () => film.remove());
      image.addEventListener('load', () => image.after(film));
    }
    this.#wasSeen = true;
    image.addEventListener('error', () => image.isConnected && this.#telling.onSpoilt());
    this.#call(alt);
    this.#mat.replaceChildren(this.#name, image);
    // One that cannot be held is shown as it is.
    void hold(image, blob).catch(() => {});
  }

  #call(alt: string | null): void {
    const { number, count } = this.#telling;
    this.#name.textContent = alt ? t('album.picture.alt', { number, count, alt }) : t('album.picture', { number, count });
  }
}
