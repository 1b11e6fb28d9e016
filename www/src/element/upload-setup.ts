import type { PellicleError } from '../errors.js';
import type { ShareOptions } from '../share.js';
import { tell } from './events.js';
import { OPTIONS, settingsOf, type Settings } from './upload-settings.js';

/** What stands in the console already: each setting with each value once, however many boxes a page has. */
const said = new Set<string>();

/** What a `<pellicle-upload>` is set to, and who is told where that means nothing. */
export class Setup {
  settings: Settings;
  #answer: PellicleError | undefined;
  #told: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onTold` is called when the page has been told. */
  constructor(
    readonly element: HTMLElement,
    readonly onTold: () => void,
  ) {
    this.settings = settingsOf(element);
  }

  /** Why the box can share nothing, if it cannot. */
  get fault(): PellicleError | null {
    return this.settings.faults[0] ?? this.#answer ?? null;
  }

  /** Reads the attributes anew. What a server answered about those before is no longer known to hold. */
  read(): void {
    this.settings = settingsOf(this.element);
    this.#answer = undefined;
    this.tellSoon();
  }

  /** Tells the page what it has not heard: not at once, so that a script of its that stands after this one can listen by then. */
  tellSoon(): void {
    this.#timer ??= setTimeout(() => this.#tell());
  }

  /**
   * A server has limits of its own, and answered that a setting is beyond them: no other picture would fare better, unless
   * the settings are others by now than those that the picture was sent under.
   */
  refuse(answer: PellicleError, sentUnder: ShareOptions): void {
    const { options } = this.settings;
    if (OPTIONS.some((name) => options[name] !== sentUnder[name])) return;
    this.#answer = answer;
    say(`<${this.element.localName}>: ${answer.detail}`);
  }

  #tell(): void {
    this.#timer = undefined;
    // When it comes into a document, it is asked again.
    if (!this.element.isConnected) return;
    const { faults } = this.settings;
    const told = this.#told;
    this.#told = faults.map(({ detail }) => detail);
    for (const error of faults.filter(({ detail }) => !told.includes(detail))) {
      say(error.detail);
      tell(this.element, 'pellicle-error', { error });
      this.onTold();
    }
  }
}

/** Tells whoever made the page, once. */
function say(sentence: string): void {
  if (said.has(sentence)) return;
  said.add(sentence);
  console.error(`${sentence}. Until that is mended, it takes no pictures.`);
}
