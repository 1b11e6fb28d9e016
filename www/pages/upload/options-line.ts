import type { Instance, Preset } from 'pellicle';
import { el } from '../shared/dom.js';
import { duration } from '../text/format.js';
import { t } from '../text/text.js';
import { choicesOf, remember, remembered, settle, type Choice, type Chosen } from './choice.js';
import { passwordField } from './password-field.js';

/**
 * The line of options: "Size 2048 px · Quality balanced · Kept 30 days · Views any number · Start at once · Password none". Each value is
 * a native control that looks like the word it shows, so it is changed in place, by touch, keyboard and screen reader
 * alike.
 */
export class OptionsLine {
  readonly #form: HTMLFormElement;
  readonly #chosen = remembered();
  #server: Instance | undefined;
  #drawn = '';

  constructor(form: HTMLFormElement) {
    this.#form = form;
    form.addEventListener('submit', (event) => event.preventDefault());
    this.#draw();
  }

  /** What holds for pictures that are chosen now. */
  get choice(): Choice {
    return settle(this.#chosen, choicesOf(this.#server), this.#server);
  }

  /** The server has said what it allows. What the person chose stays, as far as it does. */
  allow(server: Instance): void {
    this.#server = server;
    this.#draw();
  }

  #draw(): void {
    const choices = choicesOf(this.#server);
    const { choice } = this;
    // Drawn anew only where that shows, so that nobody loses the field they are in.
    const drawing = JSON.stringify([choices, { ...choice, password: '' }]);
    if (drawing === this.#drawn) return;
    this.#drawn = drawing;
    const focused = this.#form.querySelector<HTMLElement>(':focus')?.getAttribute('name');
    const choose = (change: Chosen): void => {
      Object.assign(this.#chosen, change);
      remember(this.#chosen);
    };
    this.#form.replaceChildren(
      select('size', t('options.size'), choices.maxEdge, choice.maxEdge, sizeName, (maxEdge) => choose({ maxEdge })),
      select('quality', t('options.quality'), choices.preset, choice.preset, qualityName, (preset) => choose({ preset })),
      select('kept', t('options.kept'), choices.expiresInSecs, choice.expiresInSecs, duration, (expiresInSecs) =>
        choose({ expiresInSecs }),
      ),
      select('views', t('options.views'), choices.views, choice.views, viewsName, (views) => choose({ views })),
      select('start', t('options.start'), choices.lookFirst, choice.lookFirst, startName, (lookFirst) =>
        choose({ lookFirst }),
      ),
      passwordField(choice.password, (password) => choose({ password })),
    );
    if (focused) this.#form.querySelector<HTMLElement>(`[name="${focused}"]`)?.focus();
  }
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

function qualityName(preset: Preset): string {
  return t(preset === 'smallest' ? 'options.quality.smallest' : 'options.quality.balanced');
}

function viewsName(views: number | undefined): string {
  return views === undefined ? t('options.views.any') : t('options.views.some', { count: views });
}

function startName(lookFirst: boolean): string {
  return t(lookFirst ? 'options.start.look' : 'options.start.now');
}
