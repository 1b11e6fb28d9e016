import { announce } from '../shared/announce.js';
import { copyText } from '../shared/clipboard.js';
import { button, byId, el } from '../shared/dom.js';
import { whenAtRest } from '../shared/hand.js';
import { percent } from '../text/format.js';
import { t } from '../text/text.js';
import type { Album } from './album.js';
import { isHopeless } from './fault.js';
import type { Job, State } from './job.js';
import { say } from './link-row.js';
import { totalOf } from './total.js';

/** What is on the page, as far as it is handled all at once. */
export interface All {
  jobs: readonly Job[];
  albums(): Iterable<Album>;
  /** Whether the head of this album, where it is handled, is in the window. */
  isInSight(album: Album): boolean;
  /** Shows it, wherever one has scrolled to. */
  show(album: Album): void;
  /** So many pixels at the window's end are covered by the place where all are handled. */
  onCovered(endPx: number): void;
}

/**
 * The one place where all pictures are handled: how far they are, and what can be done with several of them. It stays in
 * sight while their list is longer than the window, and is there when there is more than one picture to say something of.
 */
export class Together {
  readonly #place = byId('together', HTMLElement);
  readonly #words = el('p', {});
  readonly #bar = el('progress', { max: '1', value: '0', 'aria-label': t('total.progress') });
  readonly #sendAll = button(t('list.send-all'), 'small loud', () => this.#startAll('ready'));
  readonly #copyAll = button(t('list.copy-all'), 'small loud', () => void this.#copyLinks());
  readonly #again = button(t('list.again'), 'small', () => this.#startAll('failed', 'cancelled'));
  readonly #toAlbum = button(t('total.album'), 'small', () => this.#showAlbum());
  readonly #cancelAll = button(t('total.cancel'), 'small', () => {
    for (const job of this.#all.jobs) job.cancel();
  });
  readonly #all: All;
  #isDrawing = false;

  constructor(all: All) {
    this.#all = all;
    const actions = [this.#sendAll, this.#copyAll, this.#again, this.#toAlbum, this.#cancelAll];
    this.#place.append(this.#words, el('div', { class: 'actions' }, ...actions), this.#bar);
    new ResizeObserver(() => this.#cover()).observe(this.#place);
    // In a low window it covers nothing, and is as high as before.
    addEventListener('resize', () => this.#cover());
  }

  /** What a key turns to, or is shown, is never behind it: how high it is depends on what it offers, in which words. */
  #cover(): void {
    const isStuck = getComputedStyle(this.#place).position === 'sticky';
    const endPx = isStuck ? Math.ceil(this.#place.getBoundingClientRect().height) : 0;
    document.documentElement.style.setProperty('--covered-end', `${endPx}px`);
    this.#all.onCovered(endPx);
  }

  /** Something changed. Drawn at most once a frame: hundreds of pictures say something every moment. */
  note(): void {
    if (this.#isDrawing) return;
    whenAtRest(this, () => {
      this.#isDrawing = true;
      requestAnimationFrame(() => {
        this.#isDrawing = false;
        this.#draw();
      });
    });
  }

  #draw(): void {
    const hadFocus = this.#place.contains(document.activeElement);
    const { count, done, working, fraction } = totalOf(this.#all.jobs);
    const links = this.#linked().length;
    this.#sendAll.hidden = this.#startable(['ready']).length < 2;
    this.#copyAll.hidden = links < 2;
    this.#again.hidden = this.#startable(['failed', 'cancelled']).length < 2;
    this.#cancelAll.hidden = working === 0;
    const album = this.#album();
    this.#toAlbum.hidden = album === undefined || this.#all.isInSight(album);
    const offers = [this.#sendAll, this.#copyAll, this.#again, this.#cancelAll];
    this.#place.hidden = count < 2 || (album === undefined && offers.every(({ hidden }) => hidden));
    this.#bar.hidden = working === 0;
    this.#bar.value = fraction;
    const words = working > 0 ? t('total.words', { done, count, percent: percent(fraction) }) : t('total.rest', { done, count });
    if (this.#words.textContent !== words) this.#words.textContent = words;
    document.body.toggleAttribute('data-several', links > 1);
    if (hadFocus && !this.#place.contains(document.activeElement)) this.#focusNext();
    else if (hadFocus && (document.activeElement as HTMLElement).hidden) this.#focusNext();
  }

  /** What was pressed is gone with what it was for. */
  #focusNext(): void {
    const next = this.#place.hidden ? undefined : this.#place.querySelector<HTMLElement>('button:not([hidden])');
    (next ?? byId('heading', HTMLElement)).focus();
  }

  /** Starts every picture that is in one of these states and may get somewhere; albums have a button of their own. */
  #startAll(...states: State['is'][]): void {
    for (const job of this.#startable(states)) void job.start();
  }

  #startable(states: State['is'][]): Job[] {
    return this.#all.jobs.filter(
      ({ state, inAlbum }) => !inAlbum && states.includes(state.is) && !(state.is === 'failed' && isHopeless(state.fault)),
    );
  }

  /** The album that something is to be done with first: made, or else passed on. */
  #album(): Album | undefined {
    const albums = [...this.#all.albums()];
    return albums.find(({ state }) => state.is === 'asking' || state.is === 'failed') ?? albums.find(({ state }) => state.is === 'done');
  }

  #showAlbum(): void {
    const album = this.#album();
    if (album) this.#all.show(album);
  }

  /** What has a link to pass on: albums, and pictures that are in none. */
  #linked(): { one: Album | Job; link: string }[] {
    return [...this.#all.albums(), ...this.#all.jobs.filter(({ inAlbum }) => !inAlbum)].flatMap((one) =>
      one.state.is === 'done' ? [{ one, link: one.state.shared.link }] : [],
    );
  }

  async #copyLinks(): Promise<void> {
    const linked = this.#linked();
    const links = linked.map(({ link }) => link);
    if (!(await copyText(links.join('\n')))) return this.#offerByHand(links);
    for (const { one } of linked) one.linkKept = true;
    say(this.#copyAll, t('list.copied-all', { count: links.length }), t('list.copy-all'));
  }

  /** Lays the links out and selects them, where the browser lets no page copy. */
  #offerByHand(links: string[]): void {
    const area = el('textarea', { class: 'all-links', rows: String(Math.min(links.length * 2, 6)), readonly: true, dir: 'ltr', 'aria-label': t('list.copy-all') });
    area.value = links.join('\n');
    this.#place.querySelector('.all-by-hand')?.remove();
    this.#place.append(el('div', { class: 'all-by-hand' }, el('p', {}, t('done.copy-by-hand')), area));
    area.select();
    area.focus();
    announce(t('done.copy-by-hand'));
  }
}
