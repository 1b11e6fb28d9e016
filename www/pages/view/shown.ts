import type { Viewed } from 'pellicle';
import { announce } from '../shared/announce.js';
import { el } from '../shared/dom.js';
import { t } from '../text/text.js';
import { factsOf, drawCaption } from './caption.js';
import { drawControls } from './controls.js';
import { saveName } from '../shared/save-name.js';
import { Loupe } from './loupe.js';
import type { Place } from './place.js';
import { type Before, setStage } from './stage.js';

/** Shows the opened picture: fitted, under a film that lifts. It goes, with its memory, when the signal says so. */
export async function showPicture(place: Place, viewed: Viewed, id: string, before: Before, signal: AbortSignal): Promise<void> {
  const { stage, print, image, motion, url } = await setStage(viewed, t('view.stage'), before, signal);
  if (signal.aborted) return;
  place.show('shown', el('h1', { class: 'visually-hidden' }, t('view.heading')), stage);

  const loupe = new Loupe(stage, print, { width: image.naturalWidth, height: image.naturalHeight }, signal);
  drawControls(loupe, { url, name: saveName(viewed, id), isLast: viewed.viewsLeft === 0 }, motion, signal);
  drawCaption(viewed.viewsLeft === 0, [t('view.opened'), ...factsOf(viewed)]);
  // Whoever typed a password goes on from the picture; all others have their focus where it was.
  if (place.hadFocus) stage.focus({ preventScroll: true, focusVisible: place.byKeys });
  announce(t('view.shown'));
}
