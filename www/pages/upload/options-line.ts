import { el } from '../shared/dom.js';
import { duration } from '../text/format.js';
import { t } from '../text/text.js';
import { remember, type Choice, type Choices } from './choice.js';
import { passwordField } from './password-field.js';

/**
 * The line of options: "Size 2048 px · Kept 30 days · Views any number · Password none". Each value is a native control
 * that looks like the word it shows, so it is changed in place, by touch, keyboard and screen reader alike.
 * It writes into `choice`, which is read when pictures are chosen.
 */
export function drawOptions(form: HTMLFormElement, choices: Choices, choice: Choice): void {
  const changed = (): void => remember(choice);
  form.replaceChildren(
    select('size', t('options.size'), choices.maxEdge, choice.maxEdge, sizeName, (value) => {
      choice.maxEdge = value;
      changed();
    }),
    select('kept', t('options.kept'), choices.expiresInSecs, choice.expiresInSecs, duration, (value) => {
      choice.expiresInSecs = value;
      changed();
    }),
    select('views', t('options.views'), choices.views, choice.views, viewsName, (value) => {
      choice.views = value;
      changed();
    }),
    passwordField(choice.password, (password) => {
      choice.password = password;
    }),
  );
  form.addEventListener('submit', (event) => event.preventDefault());
}

function select<T>(
  name: string,
  label: string,
  values: T[],
  present: T,
  describe: (value: T) => string,
  onChange: (value: T) => void,
): HTMLElement {
  const control = el('select', { name });
  for (const value of values) {
    const option = el('option', {}, describe(value));
    option.selected = value === present;
    control.append(option);
  }
  control.addEventListener('change', () => {
    const value = values[control.selectedIndex];
    if (control.selectedIndex >= 0) onChange(value as T);
  });
  return el('label', { class: 'option' }, el('span', {}, label), control);
}

function sizeName(maxEdge: number | 'full'): string {
  // Not grouped: "2048 px" is how people know this number, "2,048 px" is not.
  return maxEdge === 'full' ? t('options.size.full') : t('options.size.px', { px: String(maxEdge) });
}

function viewsName(views: number | undefined): string {
  return views === undefined ? t('options.views.any') : t('options.views.some', { count: views });
}
