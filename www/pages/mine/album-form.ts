import { button, el } from '../shared/dom.js';
import { hold } from '../shared/still.js';
import { duration, until } from '../text/format.js';
import { locale, t } from '../text/text.js';
import { firstToGo, inOrder, soonerThan, type Order } from './album-plan.js';
import type { Kept } from './record.js';

/** An album as a person wants it. */
export interface Wish {
  title: string;
  /** In the order in which they are to be shown. */
  pictures: Kept[];
  /** How long it is to be kept, or nothing for as long as all of its pictures are there. */
  expiresInSecs: number | undefined;
}

/** What the form asks of whoever shows it. */
export interface Asked {
  make(wish: Wish): void;
  cancel(): void;
  expiresInSecs: readonly number[];
}

/** How many of its pictures the form shows at most; the rest are a number. */
const SHOWN = 8;

/** The form that makes an album of what is selected. What was typed into it stays while the selection changes. */
export class AlbumForm {
  readonly element = el('form', { class: 'album-form', 'aria-label': t('mine.make-album'), autocomplete: 'off', novalidate: true });
  readonly #title = el('input', { type: 'text', maxlength: '333', autocomplete: 'off' });
  readonly #kept = el('select', { name: 'kept' });
  readonly #order = el('select', { name: 'order' });
  readonly #leftOut = el('p', { class: 'left-out' });
  readonly #note = el('p', { class: 'note', role: 'status' });
  readonly #strip = el('div', { class: 'strip', 'aria-hidden': 'true' });
  readonly #asked: Asked;
  #pictures: Kept[] = [];
  /** The span that a person chose, if they did. */
  #chosen: number | undefined;
  #urls: string[] = [];

  constructor(asked: Asked) {
    this.#asked = asked;
    for (const words of [t('mine.make.oldest'), t('mine.make.newest')]) this.#order.append(el('option', {}, words));
    this.#kept.addEventListener('change', () => {
      this.#chosen = this.#secs;
      this.#drawNote();
    });
    this.#order.addEventListener('change', () => this.#drawStrip());
    this.element.append(
      this.#leftOut,
      el('label', { class: 'alt title' }, t('album.title'), this.#title),
      el('label', { class: 'alt until' }, t('options.kept'), this.#kept),
      el('label', { class: 'alt' }, t('mine.make.order'), this.#order),
      this.#strip,
      this.#note,
      el(
        'div',
        { class: 'actions' },
        el('button', { type: 'submit', class: 'small loud' }, t('album.make')),
        button(t('work.cancel'), 'small', () => asked.cancel()),
      ),
    );
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      asked.make(this.#wish());
    });
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) asked.cancel();
    });
  }

  /** Puts whoever opened it at its beginning. */
  focus(): void {
    this.#title.focus();
  }

  /** These are to be in it, and so many of what is selected cannot be. */
  show(pictures: Kept[], leftOut: number): void {
    this.#pictures = pictures;
    this.#leftOut.hidden = leftOut === 0;
    this.#leftOut.textContent = leftOut === 0 ? '' : t('mine.left-out', { count: leftOut });
    this.#drawKept();
    this.#drawStrip();
  }

  /** Gives the memory of its small pictures back. */
  release(): void {
    for (const url of this.#urls) URL.revokeObjectURL(url);
    this.#urls = [];
    this.#strip.replaceChildren();
  }

  #wish(): Wish {
    return { title: this.#title.value.trim(), pictures: inOrder(this.#pictures, this.#ordered), expiresInSecs: this.#secs };
  }

  get #ordered(): Order {
    return this.#order.selectedIndex === 1 ? 'newest' : 'oldest';
  }

  /** The span that was chosen; the first choice is none, but what its pictures have. */
  get #secs(): number | undefined {
    const first = firstToGo(this.#pictures) === null ? 0 : 1;
    return this.#asked.expiresInSecs[this.#kept.selectedIndex - first];
  }

  #drawKept(): void {
    const first = firstToGo(this.#pictures);
    const spans = this.#asked.expiresInSecs.map((secs) => t('expiry.from-now', { span: duration(secs) }));
    const all = [...(first === null ? [] : [t('mine.make.kept.first', { when: until(new Date(first)) })]), ...spans];
    this.#kept.replaceChildren(...all.map((words) => el('option', {}, words)));
    // The first choice comes and goes with the selection; a time that was chosen stays.
    const chosen = this.#chosen === undefined ? -1 : this.#asked.expiresInSecs.indexOf(this.#chosen);
    this.#kept.selectedIndex = chosen < 0 ? 0 : chosen + (first === null ? 0 : 1);
    this.#drawNote();
  }

  /** What the time that was chosen means for its pictures. */
  #drawNote(): void {
    const secs = this.#secs;
    const moved = secs === undefined ? 0 : soonerThan(this.#pictures, secs).length;
    const said = secs === undefined ? t('mine.make.first') : moved > 0 ? t('mine.make.moved', { count: moved }) : '';
    // The same words again would be read out again.
    if (this.#note.textContent !== said) this.#note.textContent = said;
  }

  /** Its pictures, small, in their order: what there is no small copy of is an empty mat. */
  #drawStrip(): void {
    this.release();
    const pictures = inOrder(this.#pictures, this.#ordered);
    for (const { thumbnail } of pictures.slice(0, SHOWN)) this.#strip.append(this.#small(thumbnail));
    if (pictures.length > SHOWN) this.#strip.append(el('span', {}, `+${(pictures.length - SHOWN).toLocaleString(locale())}`));
  }

  #small(thumbnail: Blob | null): HTMLElement {
    const place = el('span', { class: 'thumb' });
    if (!thumbnail) return place;
    const url = URL.createObjectURL(thumbnail);
    this.#urls.push(url);
    const image = el('img', { src: url, alt: '' });
    place.append(image);
    // One that cannot be held is shown as it is.
    void hold(image, thumbnail).catch(() => {});
    return place;
  }
}
