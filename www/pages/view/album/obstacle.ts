import { button, el } from '../../shared/dom.js';
import { t } from '../../text/text.js';
import { isPassing, wordsFor } from '../dead-end.js';
import type { State } from './pictures.js';

/** What stands between a person and a picture, and what they can do about it. */
export function obstacle(
  state: State & { is: 'limited' | 'failed' },
  { onSpend, onRetry }: { onSpend(): void; onRetry(): void },
): HTMLElement {
  if (state.is === 'limited') {
    const count = state.left;
    const go = button(t('view.ask.go'), 'loud', onSpend);
    return panel(t('view.ask', { count }), t('view.ask.text', { count }), go);
  }
  const { title, sentence } = wordsFor(state);
  return panel(title, sentence, ...(isPassing(state.code) ? [button(t('view.retry'), 'loud', onRetry)] : []));
}

function panel(title: string, sentence: string, ...choices: Node[]): HTMLElement {
  const heading = el('h2', { tabindex: '-1' }, title);
  const row = choices.length > 0 ? [el('div', { class: 'choices' }, ...choices)] : [];
  return el('section', { class: 'panel corners' }, heading, el('p', {}, sentence), ...row);
}
