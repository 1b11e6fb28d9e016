import { announce } from '../shared/announce.js';
import { el } from '../shared/dom.js';
import { duration, until } from '../text/format.js';
import { t } from '../text/text.js';
import { faultOf, titleOf } from './fault.js';

/**
 * "kept until 22 December", where the date can be changed in place to a span from now. `change` asks the server and gives
 * the new instant; what it throws is said beside it, and the date stays what it was.
 */
export function expirySelect(expires: Date, choices: readonly number[], change: (secs: number) => Promise<Date>): HTMLElement {
  let present = expires;
  const select = el('select', { 'aria-label': t('expiry.label') });
  const complaint = el('span', { class: 'fault', role: 'alert' });
  const draw = (): void => {
    const spans = choices.map((secs) => el('option', {}, t('expiry.from-now', { span: duration(secs) })));
    select.replaceChildren(el('option', {}, until(present)), ...spans);
    select.selectedIndex = 0;
  };
  select.addEventListener('change', async () => {
    const secs = choices[select.selectedIndex - 1];
    if (secs === undefined) return;
    complaint.textContent = '';
    // Not disabled: that would take the focus from whoever is on it.
    select.ariaBusy = 'true';
    try {
      present = await change(secs);
      announce(t('expiry.changed', { when: until(present) }));
    } catch (error) {
      complaint.textContent = ` ${t('expiry.failed', { reason: titleOf(faultOf(error)) })}`;
    }
    select.ariaBusy = null;
    draw();
  });
  draw();
  return el('span', { class: 'fact expiry' }, `${t('expiry.until')} `, select, complaint);
}
