import { byId, button, el } from '../shared/dom.js';
import { t } from '../text/text.js';

/** Says that a rewriter on the way may have shown the link's key to a server. It stays until it was understood. */
export function warnExposed(): void {
  const line = el('div', { class: 'notice', 'data-notice': 'exposed' }, el('p', {}, t('view.exposed')));
  line.append(button(t('view.exposed.ok'), 'small', () => line.remove()));
  byId('notices', HTMLElement).replaceChildren(line);
}
