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
  bar.replaceChildren(el('div', { class: 'zoom', role: 'group' }, farther, fit, nearer), still, full, save);
  bar.hidden = false;

  loupe.onChange = () => {
    fit.textContent = percent(loupe.scale);
    fit.ariaLabel = t('view.fit', { scale: percent(loupe.scale) });
    farther.disabled = fit.disabled = loupe.isFitted;
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

/** Takes the controls away: there is no picture for them. */
export function hideControls(): void {
  const bar = byId('controls', HTMLElement);
  bar.hidden = true;
  bar.replaceChildren();
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
