import { el } from '../shared/dom.js';

/** One option of a line: its name, and a native list of what it can be. */
export class OptionSelect<T> {
  readonly element: HTMLElement;
  readonly #control: HTMLSelectElement;
  readonly #describe: (value: T) => string;
  #values: readonly T[] = [];

  constructor(name: string, label: string, describe: (value: T) => string, onChange: (value: T) => void) {
    this.#describe = describe;
    this.#control = el('select', { name });
    this.#control.addEventListener('change', () => {
      const { selectedIndex } = this.#control;
      if (selectedIndex >= 0) onChange(this.#values[selectedIndex] as T);
    });
    this.element = el('label', { class: 'option' }, el('span', {}, label), this.#control);
  }

  /** These can be chosen, and this one is. The list is the same one as before: somebody may be looking at it. */
  show(values: readonly T[], present: T): void {
    for (const [i, value] of values.entries()) {
      const words = this.#describe(value);
      const option = this.#control.options[i];
      if (!option) this.#control.append(el('option', {}, words));
      else if (option.text !== words) option.text = words;
    }
    this.#control.length = values.length;
    this.#values = values;
    const index = values.indexOf(present);
    if (this.#control.selectedIndex !== index) this.#control.selectedIndex = index;
  }
}
