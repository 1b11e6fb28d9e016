import { el } from '../../shared/dom.js';
import { t } from '../../text/text.js';
import type { Pictures } from './pictures.js';
import { Tile } from './tile.js';

/** What is a screen and a half away has time to come before it is seen; what is farther holds no memory. */
const NEAR = '150% 0px';

/** The pictures in the album's order: those in sight are fetched first, then those that are near. */
export class Grid {
  readonly element: HTMLUListElement;
  readonly #pictures: Pictures;
  readonly #tiles: Tile[];
  readonly #near = new Set<number>();

  constructor(pictures: Pictures, onOpen: (index: number) => void, signal: AbortSignal) {
    this.#pictures = pictures;
    const count = pictures.items.length;
    this.#tiles = pictures.items.map(
      ({ caption }, index) =>
        new Tile({
          number: index + 1,
          count,
          caption,
          onOpen: () => onOpen(index),
          onRetry: () => pictures.retry(index),
          onSpoilt: () => pictures.spoil(index),
        }),
    );
    // Safari takes a list without bullets for no list, unless it is told.
    this.element = el('ul', { class: 'grid', role: 'list', 'aria-label': t('album.list') });
    this.element.append(...this.#tiles.map(({ element }) => element));
    pictures.watch((index) => this.#draw(index));
    this.#follow(NEAR, (index, isNear) => {
      if (isNear) this.#near.add(index);
      else this.#near.delete(index);
      pictures.want('near', index, isNear);
      this.#draw(index);
    }, signal);
    this.#follow('0px', (index, inSight) => pictures.want('sight', index, inSight), signal);
    signal.addEventListener('abort', () => this.#tiles.forEach((tile) => tile.end()));
  }

  /** Brings one into sight and gives it the focus. */
  focus(index: number, focusVisible: boolean): void {
    const tile = this.#tiles[index];
    tile?.element.scrollIntoView({ block: 'nearest' });
    tile?.focus({ preventScroll: true, focusVisible } as FocusOptions);
  }

  #draw(index: number): void {
    this.#tiles[index]?.show(this.#pictures.state(index), this.#pictures.preview(index), this.#near.has(index));
  }

  #follow(rootMargin: string, tell: (index: number, inside: boolean) => void, signal: AbortSignal): void {
    const indices = new Map<Element, number>(this.#tiles.map(({ element }, index) => [element, index]));
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) tell(indices.get(target) ?? 0, isIntersecting);
      },
      { rootMargin },
    );
    for (const { element } of this.#tiles) observer.observe(element);
    signal.addEventListener('abort', () => observer.disconnect());
  }
}
