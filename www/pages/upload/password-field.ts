import { el } from '../shared/dom.js';
import { showToggle } from '../shared/show-password.js';
import { t } from '../text/text.js';

/** The password in the line of options: empty it says "none", and what was typed can be looked at. */
export function passwordField(onChange: (password: string) => void): HTMLElement {
  const input = el('input', {
    type: 'password',
    name: 'password',
    placeholder: t('options.password.none'),
    // Not "new-password": a browser would offer to keep it, and it belongs to the pictures, not to this site.
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  input.addEventListener('input', () => onChange(input.value));
  const label = el('label', {}, el('span', {}, t('options.password')), input);
  return el('span', { class: 'option' }, label, showToggle(input));
}
