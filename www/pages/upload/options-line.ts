import type { Instance, Preset } from 'pellicle';
import { el } from '../shared/dom.js';
import { duration } from '../text/format.js';
import { t } from '../text/text.js';
import { choicesOf, remember, remembered, settle, type Choice, type Choices, type Chosen } from './choice.js';
import { optionSelect } from './option-select.js';
import { passwordField } from './password-field.js';

/** The longest side, or the file's own pixels: to a person both are the picture's size. */
type Size = number | 'full' | 'original';

/**
 * The line of options: "Size 2048 px · Kept 30 days · Views any number · Links one each · Password none", and the rest
 * folded behind "More", which says what stands there and is not as it is by default. Each value is a native control that
 * looks like the word it shows, so it is changed in place, by touch, keyboard and screen reader alike.
 */
export class OptionsLine {
  readonly #form: HTMLFormElement;
  readonly #chosen = remembered();
  readonly #onChange: (choice: Choice) => void;
  #server: Instance | undefined;
  #drawn = '';

  constructor(form: HTMLFormElement, onChange: (choice: Choice) => void = () => {}) {
    this.#form = form;
    this.#onChange = onChange;
    form.addEventListener('submit', (event) => event.preventDefault());
    this.#draw();
  }

  /** What holds for pictures that are chosen now. */
  get choice(): Choice {
    return settle(this.#chosen, choicesOf(this.#server), this.#server);
  }

  /** What can be chosen now. */
  get choices(): Choices {
    return choicesOf(this.#server);
  }

  /** The server has said what it allows. What the person chose stays, as far as it does. */
  allow(server: Instance): void {
    this.#server = server;
    this.#draw();
  }

  #draw(): void {
    const { choice, choices } = this;
    // Drawn anew only where that shows, so that nobody loses the field they are in.
    const drawing = JSON.stringify([choices, { ...choice, password: '' }]);
    if (drawing === this.#drawn) return;
    this.#drawn = drawing;
    const focused = this.#form.querySelector<HTMLElement>(':focus');
    const again = focused?.localName === 'summary' ? 'summary' : `[name="${focused?.getAttribute('name')}"]`;
    const wasOpen = this.#form.querySelector('details')?.open ?? false;
    const choose = (change: Chosen): void => {
      Object.assign(this.#chosen, change);
      remember(this.#chosen);
      this.#onChange(this.choice);
      // What is folded, and what no longer makes a difference, is said anew.
      if (!('password' in change)) this.#draw();
    };
    const quality = optionSelect('quality', t('options.quality'), choices.preset, choice.preset, qualityName, (preset) =>
      choose({ preset }),
    );
    // Pixels that stay as they are have no quality to choose.
    quality.hidden = choice.original;
    const size: Size = choice.original ? 'original' : choice.maxEdge;
    const summary = el('summary', {}, t('options.more'), ...folded(choice));
    this.#form.replaceChildren(
      optionSelect('size', t('options.size'), [...choices.maxEdge, 'original'] as Size[], size, sizeName, (size) =>
        choose(size === 'original' ? { original: true } : { maxEdge: size, original: false }),
      ),
      optionSelect('kept', t('options.kept'), choices.expiresInSecs, choice.expiresInSecs, duration, (expiresInSecs) =>
        choose({ expiresInSecs }),
      ),
      optionSelect('views', t('options.views'), choices.views, choice.views, viewsName, (views) => choose({ views })),
      optionSelect('links', t('options.links'), choices.album, choice.album, linksName, (album) => choose({ album })),
      passwordField(choice.password, (password) => choose({ password })),
      el(
        'details',
        { class: 'more', open: wasOpen },
        summary,
        el(
          'div',
          { class: 'rest' },
          quality,
          optionSelect('start', t('options.start'), choices.lookFirst, choice.lookFirst, startName, (lookFirst) =>
            choose({ lookFirst }),
          ),
        ),
        el('p', { class: 'option-note' }, t('options.remembered')),
      ),
      ...(choice.original ? [el('p', { class: 'option-note' }, t('options.size.original.why'))] : []),
    );
    if (focused) this.#form.querySelector<HTMLElement>(again)?.focus();
  }
}

/** What is folded away and not as it is by default: nobody should have to unfold it to know. */
function folded({ preset, lookFirst, original }: Choice): (Node | string)[] {
  const said = [
    ...(preset === 'balanced' || original ? [] : [t('options.more.quality', { value: qualityName(preset) })]),
    ...(lookFirst ? [t('options.more.start', { value: startName(lookFirst) })] : []),
  ];
  return said.flatMap((words) => [' ', el('span', { class: 'folded' }, words)]);
}

function sizeName(size: Size): string {
  if (size === 'original') return t('options.size.original');
  // Not grouped: "2048 px" is how people know this number, "2,048 px" is not.
  return size === 'full' ? t('options.size.full') : t('options.size.px', { px: String(size) });
}

function qualityName(preset: Preset): string {
  return t(preset === 'smallest' ? 'options.quality.smallest' : 'options.quality.balanced');
}

function viewsName(views: number | undefined): string {
  return views === undefined ? t('options.views.any') : t('options.views.some', { count: views });
}

function linksName(album: boolean): string {
  return t(album ? 'options.links.album' : 'options.links.each');
}

function startName(lookFirst: boolean): string {
  return t(lookFirst ? 'options.start.look' : 'options.start.now');
}
