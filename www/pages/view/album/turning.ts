import { button, el } from '../../shared/dom.js';
import { t } from '../../text/text.js';

/** What a person can do beside looking at the one picture. */
export interface Turns {
  step(by: 1 | -1): void;
  /** To the first picture, or to the last. */
  end(of: 'first' | 'last'): void;
  play(): void;
  close(): void;
}

/** The bar below the picture: back to the grid, one back, one forward, and by itself. */
export class TurnBar {
  readonly element: HTMLElement;
  readonly #position = el('span', { class: 'position', dir: 'auto' });
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #play: HTMLButtonElement;

  constructor(turns: Turns) {
    const back = button(t('full.back'), 'quiet', turns.close);
    this.#previous = arrow('‹', t('full.previous'), () => turns.step(-1));
    this.#next = arrow('›', t('full.next'), () => turns.step(1));
    this.#play = button(t('full.play'), 'quiet', turns.play);
    const pages = el('div', { class: 'pages', role: 'group' }, this.#previous, this.#position, this.#next);
    this.element = el('div', { class: 'turn', role: 'toolbar', 'aria-label': t('full.turn') }, back, pages, this.#play);
  }

  /** At an end its button says so and stays, so that whoever pressed it keeps their place. */
  show(index: number, count: number): void {
    this.#position.textContent = t('full.position', { number: index + 1, count });
    this.#previous.setAttribute('aria-disabled', String(index === 0));
    this.#next.setAttribute('aria-disabled', String(index === count - 1));
    this.#play.hidden = count < 2;
  }

  playing(isPlaying: boolean): void {
    this.#play.textContent = t(isPlaying ? 'full.pause' : 'full.play');
  }

  /** Whether this is the button that stops the pictures from turning by themselves, which it does on its own. */
  isPlayButton(target: EventTarget | null): boolean {
    return target === this.#play;
  }
}

/** Arrows, Home and End, page keys, the space bar and Escape, until the signal ends. */
export function listenForTurns(turns: Turns, isFitted: () => boolean, signal: AbortSignal): void {
  const forward = (): 1 | -1 => (document.documentElement.dir === 'rtl' ? -1 : 1);
  const byKey: Record<string, () => void> = {
    ArrowRight: () => turns.step(forward()),
    ArrowLeft: () => turns.step(forward() === 1 ? -1 : 1),
    PageDown: () => turns.step(1),
    PageUp: () => turns.step(-1),
    Home: () => turns.end('first'),
    End: () => turns.end('last'),
    Escape: turns.close,
    ' ': turns.play,
  };
  addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === ' ' && !isPlayKey(event)) return;
      // What is looked at from near is moved by arrows, and let go by Escape.
      if (!isFitted() && (event.key.startsWith('Arrow') || event.key === 'Escape')) return;
      const deed = byKey[event.key];
      if (!deed) return;
      event.preventDefault();
      deed();
    },
    { signal },
  );
}

/** Whether this is the space bar where it presses nothing else. */
export function isPlayKey(event: Event): boolean {
  const presses = event.target instanceof Element && event.target.closest('button, a') !== null;
  return event instanceof KeyboardEvent && event.key === ' ' && !presses;
}

function arrow(sign: string, label: string, onClick: () => void): HTMLButtonElement {
  const element = button('', 'quiet arrow', onClick);
  // The sign turns with the direction of writing, which letters would not.
  element.append(el('span', { 'aria-hidden': 'true' }, sign));
  element.ariaLabel = label;
  element.title = label;
  return element;
}
