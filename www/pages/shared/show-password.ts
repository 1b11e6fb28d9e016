import { t } from '../text/text.js';
import { button } from './dom.js';

/** A word beside a password's field that shows what was typed, and hides it again. There is none while it is empty. */
export function showToggle(input: HTMLInputElement): HTMLButtonElement {
  const toggle = button(t('password.show'), 'plain', () => {
    const hide = input.type === 'text';
    input.type = hide ? 'password' : 'text';
    toggle.textContent = t(hide ? 'password.show' : 'password.hide');
  });
  const fit = (): void => {
    toggle.hidden = input.value === '';
  };
  input.addEventListener('input', fit);
  fit();
  return toggle;
}
