import { button, el } from '../shared/dom.js';
import { t } from '../text/text.js';

/** The password in the line of options: empty it says "none", and what was typed can be looked at. */
export function passwordField(present: string, onChange: (password: string) => void): HTMLElement {
  const input = el('input', {
    type: 'password',
    name: 'password',
    placeholder: t('options.password.none'),
    // Not "new-password": a browser would offer to keep it, and it belongs to the pictures, not to this site.
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  input.value = present;
  const toggle = button(t('options.password.show'), 'plain', () => {
    const hidden = input.type === 'text';
    input.type = hidden ? 'password' : 'text';
    toggle.textContent = t(hidden ? 'options.password.show' : 'options.password.hide');
  });
  toggle.hidden = present === '';
  input.addEventListener('input', () => {
    toggle.hidden = input.value === '';
    onChange(input.value);
  });
  return el('span', { class: 'option' }, el('label', {}, el('span', {}, t('options.password')), input), toggle);
}
