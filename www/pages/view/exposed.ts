import { byId, button, el } from '../shared/dom.js';
import { t } from '../text/text.js';

/** Says that a rewriter on the way may have shown the link's key to a server. It stays until it was understood. */
export function warnExposed(): void {
  const line = el('div', { class: 'notice', 'data-notice': 'exposed' }, el('p', {}, t('view.exposed')));
  const understood = button(t('view.exposed.ok'), 'small', () => {
    line.remove();
    // Whoever pressed it goes on from what the page is about.
    byId('place', HTMLElement).querySelector<HTMLElement>('.stage, input, .loud, h1[tabindex]')?.focus();
  });
  line.append(understood);
  byId('notices', HTMLElement).replaceChildren(line);
}
