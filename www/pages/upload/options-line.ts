import type { Instance, Preset } from 'pellicle';
import { el } from '../shared/dom.js';
import { duration } from '../text/format.js';
import { t } from '../text/text.js';
import { choicesOf, remember, remembered, settle, type Choice, type Choices, type Chosen } from './choice.js';
import { OptionSelect } from './option-select.js';
import { passwordField } from './password-field.js';

/** The longest side, or the file's own pixels: to a person both are the picture's size. */
type Size = number | 'full' | 'original';

/**
 * The line of options: "Size 2048 px · Kept 30 days · Views any number · Links one each · Password none", and the rest
 * folded behind "More", which says what stands there and is not as it is by default. Each value is a native control that
 * looks like the word it shows, so it is changed in place, by touch, keyboard and screen reader alike.
 */
export class OptionsLine {
  readonly #chosen = remembered();
  #server: Instance | undefined;
  readonly #size = new OptionSelect<Size>('size', t('options.size'), sizeName, (size) =>
    this.#choose(size === 'original' ? { original: true } : { maxEdge: size, original: false }),
  );
  readonly #kept = new OptionSelect('kept', t('options.kept'), duration, (expiresInSecs) => this.#choose({ expiresInSecs }));
  readonly #views = new OptionSelect('views', t('options.views'), viewsName, (views) => this.#choose({ views }));
  readonly #links = new OptionSelect('links', t('options.links'), linksName, (album) => this.#choose({ album }));
  readonly #quality = new OptionSelect('quality', t('options.quality'), qualityName, (preset) => this.#choose({ preset }));
  readonly #start = new OptionSelect('start', t('options.start'), startName, (lookFirst) => this.#choose({ lookFirst }));
  readonly #folded = [el('span', { class: 'folded' }), el('span', { class: 'folded' })];
  readonly #whyOriginal = el('p', { class: 'option-note' }, t('options.size.original.why'));

  constructor(form: HTMLFormElement) {
    form.addEventListener('submit', (event) => event.preventDefault());
    const summary = el('summary', {}, t('options.more'), ...this.#folded.flatMap((said) => [' ', said]));
    const rest = el('div', { class: 'rest' }, this.#quality.element, this.#start.element);
    form.replaceChildren(
      this.#size.element,
      this.#kept.element,
      this.#views.element,
      this.#links.element,
      passwordField((password) => Object.assign(this.#chosen, { password })),
      el('details', { class: 'more' }, summary, rest, el('p', { class: 'option-note' }, t('options.remembered'))),
      this.#whyOriginal,
    );
    this.#show();
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
    this.#show();
  }

  #choose(change: Chosen): void {
    Object.assign(this.#chosen, change);
    remember(this.#chosen);
    this.#show();
  }

  /** The controls stay the same ones: somebody may have a finger on one when the server answers. */
  #show(): void {
    const { choice, choices } = this;
    this.#size.show([...choices.maxEdge, 'original'], choice.original ? 'original' : choice.maxEdge);
    this.#kept.show(choices.expiresInSecs, choice.expiresInSecs);
    this.#views.show(choices.views, choice.views);
    this.#links.show(choices.album, choice.album);
    this.#quality.show(choices.preset, choice.preset);
    this.#start.show(choices.lookFirst, choice.lookFirst);
    // Pixels that stay as they are have no quality to choose.
    this.#quality.element.hidden = choice.original;
    this.#whyOriginal.hidden = !choice.original;
    for (const [i, words] of folded(choice).entries()) {
      const said = this.#folded[i] as HTMLElement;
      said.hidden = words === '';
      if (said.textContent !== words) said.textContent = words;
    }
  }
}

/** What is folded away and not as it is by default, or nothing: nobody should have to unfold it to know. */
function folded({ preset, lookFirst, original }: Choice): [quality: string, start: string] {
  return [
    preset === 'balanced' || original ? '' : t('options.more.quality', { value: qualityName(preset) }),
    lookFirst ? t('options.more.start', { value: startName(lookFirst) }) : '',
  ];
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
