import { el } from '../shared/dom.js';

/** One option of a line: its name, and a native list of what it can be. */
export function optionSelect<T>(
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
