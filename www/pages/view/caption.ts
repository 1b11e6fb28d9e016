import type { Viewed } from 'pellicle';
import { byId, el } from '../shared/dom.js';
import { until } from '../text/format.js';
import { t } from '../text/text.js';
import { looksLast } from './look-store.js';

/** How long a picture stays, and how often it can be seen. */
export function factsOf({ expires, viewsLeft }: Viewed): string[] {
  const last = viewsLeft === 0;
  return [
    ...(viewsLeft !== null && !last ? [t('view.left', { count: viewsLeft })] : []),
    ...(last ? [t(looksLast ? 'view.last.kept' : 'view.last')] : expires ? [t('view.expires', { when: until(expires) })] : []),
  ];
}

/** Keeps the room of facts like these, so that the picture need not move for them when they are known. */
export function reserveCaption(facts: string[], ...before: Node[]): void {
  const line = byId('caption', HTMLElement);
  line.replaceChildren(...before, ...facts.map((fact) => el('span', { class: 'fact reserved' }, fact)));
}

/** The line below the picture. One that stays does not step back with the controls. */
export function drawCaption(stays: boolean, facts: string[], ...before: Node[]): void {
  const line = byId('caption', HTMLElement);
  line.toggleAttribute('data-stays', stays);
  line.replaceChildren(...before, ...facts.map((fact) => el('span', { class: 'fact' }, fact)));
}
