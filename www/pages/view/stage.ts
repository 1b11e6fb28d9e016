import { PellicleError, type Viewed } from 'pellicle';
import { el } from '../shared/dom.js';
import { t } from '../text/text.js';
import { Motion } from './motion.js';

/** A picture that can be looked at, before it lies anywhere. */
export interface Staged {
  /** Goes into the page. */
  stage: HTMLElement;
  print: HTMLElement;
  image: HTMLImageElement;
  /** Where it moves: what holds it still. */
  motion: Motion | undefined;
  /** Where the picture is in memory. It goes when the signal says so. */
  url: string;
}

/** What lay there before the picture: nothing that was waited for, a closed film, or the picture's preview. */
export type Before = 'nothing' | 'film' | 'preview';

/** Decodes a picture and lays it on a stage, under a film that lifts where it has just come. */
export async function setStage(viewed: Viewed, label: string, before: Before, signal: AbortSignal): Promise<Staged> {
  const url = URL.createObjectURL(viewed.blob);
  signal.addEventListener('abort', () => URL.revokeObjectURL(url));
  const image = el('img', { src: url, alt: viewed.alt || t('view.no-alt'), draggable: 'false' });
  try {
    await image.decode();
  } catch (cause) {
    throw new PellicleError('type-mismatch', 'The browser cannot show this picture', { cause });
  }
  const print = el('div', { class: 'print' }, image);
  const motion = await Motion.of(print, viewed.blob);
  if (before !== 'nothing') {
    const film = el('div', { class: 'lifting', 'data-over': before, 'aria-hidden': 'true' });
    film.addEventListener('animationend', () => film.remove());
    print.append(film);
  }
  const stage = el('div', { class: 'stage', tabindex: '0', role: 'group', 'aria-label': label }, print);
  return { stage, print, image, motion, url };
}
