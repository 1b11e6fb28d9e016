import { button, byId, el } from '../shared/dom.js';
import { percent } from '../text/format.js';
import { t } from '../text/text.js';
import { listenForKeys } from './keys.js';
import type { Loupe } from './loupe.js';
import type { Motion } from './motion.js';

/** What saving the picture needs. */
export interface Saving {
  url: string;
  name: string;
  /** Whether it is the thing to do next, because it may be the last time. */
  isLast: boolean;
}

/** How much nearer one press goes. */
const STEP = 1.5;

/** Draws the controls of the picture into the bar above it, and binds the keys that do the same. */
export function drawControls(loupe: Loupe, { url, name, isLast }: Saving, motion: Motion | undefined, signal: AbortSignal): void {
  const farther = control('−', t('view.out'), () => loupe.zoom(1 / STEP));
  const fit = button('', 'quiet', () => loupe.fit());
  const nearer = control('+', t('view.in'), () => loupe.zoom(STEP));
  const full = button(t('view.full'), 'quiet full', toggleFull);
  full.hidden = !document.fullscreenEnabled;
  const save = el('a', { class: isLast ? 'button loud' : 'button quiet', href: url, download: name }, t('view.download'));
  const still = button('', 'quiet', hold);
  still.hidden = !motion;
  const bar = byId('controls', HTMLElement);
  const focused = controlsOf(bar).indexOf(document.activeElement as HTMLElement);
  bar.replaceChildren(el('div', { class: 'zoom', role: 'group' }, farther, fit, nearer), still, full, save);
  bar.hidden = false;
  // Whoever saves one picture after the other keeps their place among what can be done.
  if (focused >= 0) {
    controlsOf(bar)[focused]?.focus({ preventScroll: true });
    if (!bar.contains(document.activeElement)) save.focus({ preventScroll: true });
  }

  loupe.onChange = () => {
    fit.textContent = percent(loupe.scale);
    fit.ariaLabel = t('view.fit', { scale: percent(loupe.scale) });
    // Not disabled: that would take the focus from whoever has just pressed it. Farther than fitted is nowhere.
    farther.ariaDisabled = fit.ariaDisabled = String(loupe.isFitted);
  };
  loupe.onChange();

  function nameStill(): void {
    still.textContent = t(motion?.isHeld ? 'view.move' : 'view.still');
  }
  function hold(): void {
    motion?.toggle();
    nameStill();
  }
  nameStill();

  listenForKeys(
    {
      nearer: () => loupe.zoom(STEP),
      farther: () => loupe.zoom(1 / STEP),
      fit: () => loupe.fit(),
      full: toggleFull,
      still: hold,
      save: () => save.click(),
      pan: (by) => loupe.pan(by),
    },
    signal,
  );
}

/** Takes the controls away: there is no picture for them. Says whether one of them had the focus, which is lost with it. */
export function hideControls(): boolean {
  const bar = byId('controls', HTMLElement);
  const hadFocus = bar.contains(document.activeElement);
  bar.hidden = true;
  bar.replaceChildren();
  return hadFocus;
}

function controlsOf(bar: HTMLElement): HTMLElement[] {
  return [...bar.querySelectorAll<HTMLElement>('button, a')];
}

function control(sign: string, label: string, onClick: () => void): HTMLButtonElement {
  const element = button(sign, 'quiet', onClick);
  element.ariaLabel = label;
  element.title = label;
  return element;
}

function toggleFull(): void {
  // A refusal (an embedded page, a browser's setting) leaves everything as it is, which says enough.
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  done.catch(() => {});
}
