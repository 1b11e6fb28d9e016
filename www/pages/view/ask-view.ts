import { button } from '../shared/dom.js';
import { t } from '../text/text.js';
import type { Place } from './place.js';

/** Asks before a view is used up. Until then the server has been asked for nothing that counts. */
export function askToSpend(place: Place, viewsLeft: number): Promise<{ spendView: true }> {
  return new Promise((resolve) => {
    const go = button(t('view.ask.go'), 'loud', () => resolve({ spendView: true }));
    place.say('asking', t('view.ask', { count: viewsLeft }), t('view.ask.text', { count: viewsLeft }), go);
  });
}
