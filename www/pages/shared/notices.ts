import { t, type Key } from '../text/text.js';
import { byId, el } from './dom.js';
import { whenAtRest } from './hand.js';

/**
 * Shows or hides one of the notices at the top of the page. They are announced as they come, and as all of the page stands
 * below them, they come and go while nobody presses anything.
 */
export function notice(key: Key, shown: boolean): void {
  whenAtRest(`notice ${key}`, () => {
    const list = byId('notices', HTMLElement);
    const present = list.querySelector(`[data-notice="${key}"]`);
    if (!shown) present?.remove();
    else if (!present) list.append(el('p', { class: 'notice', 'data-notice': key }, t(key)));
  });
}

/** Keeps the notices about the connection true, and calls back when it returns. */
export function watchConnection(onBack: () => void): void {
  notice('notice.insecure', !isSecureContext);
  notice('notice.offline', !navigator.onLine);
  addEventListener('offline', () => notice('notice.offline', true));
  addEventListener('online', () => {
    notice('notice.offline', false);
    onBack();
  });
}
