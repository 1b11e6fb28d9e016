import type { Preview, Viewed } from 'pellicle';
import { announce } from '../../shared/announce.js';
import { el } from '../../shared/dom.js';
import { t } from '../../text/text.js';
import { drawCaption, factsOf, reserveCaption } from '../caption.js';
import { drawControls, hideControls } from '../controls.js';
import { Loupe } from '../loupe.js';
import type { Place } from '../place.js';
import { type Before, setStage } from '../stage.js';
import { Waiting } from '../waiting.js';
import type { Names } from './names.js';
import { obstacle } from './obstacle.js';
import type { Pictures, State } from './pictures.js';

/** A line that is kept for how long a picture stays, where that is not known. */
const NO_FACT = '\u00a0';

/** What the one picture that fills the window is told by what is around it. */
export interface Around {
  pictures: Pictures;
  names: Names;
  place: Place;
  /** A finger drew the picture aside: one forward, or one back. */
  onSwipe(step: 1 | -1): void;
  /** The picture lies there and can be seen, or it is known why it will not. */
  onSettled(hasPicture: boolean): void;
}

/** One picture of the album, as large as the window: on the viewer's own stage, or what stands in its way. */
export class Full {
  readonly element = el('div', { class: 'one-place', tabindex: '-1' });
  readonly #around: Around;
  #index: number | undefined;
  #drawn: State['is'] | undefined;
  /** What lies where the picture will: it comes under a film where it was waited for. */
  #before: Before = 'nothing';
  #showing = new AbortController();
  #loupe: Loupe | undefined;
  #waiting = new Waiting();

  constructor(around: Around, signal: AbortSignal) {
    this.#around = around;
    around.pictures.watch((index) => index === this.#index && this.#draw());
    signal.addEventListener('abort', () => this.hide());
  }

  /** Whether a key that turns the pages may do so: a picture that is looked at from near is moved instead. */
  get isFitted(): boolean {
    return this.#loupe?.isFitted ?? true;
  }

  show(index: number): void {
    const { pictures, place } = this.#around;
    this.hide();
    this.#index = index;
    // The next one and the one before come while this one is looked at.
    pictures.want('looking', index, true);
    for (const other of [index + 1, index - 1]) if (pictures.items[other]) pictures.want('next', other, true);
    place.as('shown');
    this.#draw();
  }

  /** Lets go of the picture and of its neighbours. */
  hide(): void {
    this.#end();
    const index = this.#index;
    this.#index = undefined;
    this.#before = 'nothing';
    if (index === undefined) return;
    this.#around.pictures.want('looking', index, false);
    for (const other of [index + 1, index - 1]) this.#around.pictures.want('next', other, false);
  }

  #draw(): void {
    const index = this.#index;
    if (index === undefined) return;
    const state = this.#around.pictures.state(index);
    if (state.is === 'fetching' && this.#drawn === 'fetching') return this.#measure(index, state.fraction);
    // A picture that is shown stays, whatever becomes of its copy.
    const isComing = state.is === 'waiting' || state.is === 'previewed';
    if (state.is === this.#drawn || (this.#drawn === 'here' && isComing)) return;
    if (isComing && this.#drawn === 'fetching') return;
    let hadFocus = this.element.contains(document.activeElement);
    this.#end();
    this.#drawn = isComing ? 'fetching' : state.is;
    if (state.is === 'here') return void this.#lay(index, state.viewed, hadFocus);
    hadFocus = hideControls() || hadFocus;
    if (state.is === 'waiting' || state.is === 'previewed' || state.is === 'fetching') this.#wait(index);
    else this.#obstruct(index, state);
    if (hadFocus) (this.element.querySelector<HTMLElement>('.loud, h2') ?? this.element).focus();
  }

  async #lay(index: number, viewed: Viewed, hadFocus: boolean): Promise<void> {
    const { pictures, names, place, onSwipe, onSettled } = this.#around;
    const signal = this.#showing.signal;
    try {
      const { stage, print, image, motion, url } = await setStage(viewed, t('full.stage'), this.#before, signal);
      if (signal.aborted) return;
      this.element.replaceChildren(stage);
      const loupe = new Loupe(stage, print, { width: image.naturalWidth, height: image.naturalHeight }, signal);
      loupe.onSwipe = onSwipe;
      this.#loupe = loupe;
      drawControls(loupe, { url, name: names.nameOf(index, viewed), isLast: viewed.viewsLeft === 0 }, motion, signal);
      const facts = factsOf(viewed);
      this.#caption(index, facts.length > 0 ? facts : [NO_FACT], viewed.viewsLeft === 0);
      if (hadFocus) stage.focus({ preventScroll: true, focusVisible: place.byKeys });
      onSettled(true);
    } catch {
      // What cannot be decoded is told as any other fault.
      if (!signal.aborted) pictures.spoil(index);
    }
  }

  #wait(index: number): void {
    this.#before = 'film';
    this.#show(this.#around.pictures.preview(index));
    reserveCaption([NO_FACT], ...this.#said(index));
    const bar = el('progress', { max: '1', value: '0', 'aria-label': t('view.loading') });
    this.element.replaceChildren(el('div', { class: 'waiting' }, this.#waiting.element, bar));
  }

  #measure(index: number, fraction: number): void {
    if (this.#waiting.isEmpty) this.#show(this.#around.pictures.preview(index));
    const bar = this.element.querySelector('progress');
    if (bar) bar.value = fraction;
  }

  #obstruct(index: number, state: State & { is: 'limited' | 'failed' }): void {
    const { pictures, onSettled } = this.#around;
    const panel = obstacle(state, { onSpend: () => pictures.spend(index), onRetry: () => pictures.retry(index) });
    this.element.replaceChildren(panel);
    this.#caption(index, []);
    announce(panel.querySelector('h2')?.textContent ?? '');
    onSettled(false);
  }

  /** What the album says of the picture, then how long it stays. */
  #caption(index: number, facts: string[], stays = false): void {
    drawCaption(stays, facts, ...this.#said(index));
  }

  #said(index: number): Node[] {
    const caption = this.#around.pictures.items[index]?.caption;
    return caption ? [el('p', { class: 'said-of-it', dir: 'auto' }, caption)] : [];
  }

  #show(preview: Preview | undefined): void {
    if (!preview) return;
    this.#waiting.preview(preview);
    this.#before = 'preview';
  }

  #end(): void {
    this.#showing.abort();
    this.#showing = new AbortController();
    this.#loupe = undefined;
    this.#drawn = undefined;
    this.#waiting.end();
    this.#waiting = new Waiting();
  }
}
