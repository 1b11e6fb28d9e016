import { PellicleError, type Viewed } from 'pellicle';
import { announce } from '../shared/announce.js';
import { byId, el } from '../shared/dom.js';
import { until } from '../text/format.js';
import { t } from '../text/text.js';
import { drawControls } from './controls.js';
import { saveName } from './save-name.js';
import { Loupe } from './loupe.js';
import type { Place } from './place.js';

/** Shows the opened picture: fitted, under a film that lifts. It goes, with its memory, when the signal says so. */
export async function showPicture(place: Place, viewed: Viewed, id: string, signal: AbortSignal): Promise<void> {
  const url = URL.createObjectURL(viewed.blob);
  signal.addEventListener('abort', () => URL.revokeObjectURL(url));
  const image = el('img', { src: url, alt: viewed.alt || t('view.no-alt'), draggable: 'false' });
  try {
    await image.decode();
  } catch (cause) {
    throw new PellicleError('type-mismatch', 'The browser cannot show this picture', { cause });
  }
  if (signal.aborted) return;

  const film = el('div', { class: 'lifting', 'aria-hidden': 'true' });
  const print = el('div', { class: 'print' }, image, film);
  film.addEventListener('animationend', () => film.remove());
  const stage = el('div', { class: 'stage', tabindex: '0', role: 'group', 'aria-label': t('view.stage') }, print);
  place.show('shown', el('h1', { class: 'visually-hidden' }, t('view.heading')), stage);

  const loupe = new Loupe(stage, print, { width: image.naturalWidth, height: image.naturalHeight }, signal);
  drawControls(loupe, { url, name: saveName(viewed, id) }, signal);
  caption(viewed);
  // Whoever typed a password goes on from the picture; all others have their focus where it was.
  if (place.hadFocus) stage.focus({ preventScroll: true, focusVisible: place.byKeys });
  announce(t('view.shown'));
}

/** The line below the picture: how it came here, how long it stays, and how often it can be seen. */
function caption({ expires, viewsLeft }: Viewed): void {
  const last = viewsLeft === 0;
  const facts = [
    t('view.opened'),
    ...(viewsLeft !== null && !last ? [t('view.left', { count: viewsLeft })] : []),
    ...(last ? [t('view.last')] : expires ? [t('view.expires', { when: until(expires) })] : []),
  ];
  const line = byId('caption', HTMLElement);
  line.toggleAttribute('data-stays', last);
  line.replaceChildren(...facts.map((fact) => el('span', { class: 'fact' }, fact)));
}
