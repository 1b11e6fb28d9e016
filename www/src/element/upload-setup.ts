import type { PellicleError } from '../errors.js';
import type { Code } from '../sentences.js';
import type { ShareOptions } from '../share.js';
import { tell } from './events.js';
import { OPTIONS, settingsOf, type Settings } from './upload-settings.js';

/** What stands in the console already: each setting with each value once, however many boxes a page has. */
const said = new Set<string>();

/** The codes whose reason only whoever made the page, or runs the server, can mend. */
const OWNERS: ReadonlySet<Code> = new Set<Code>(['server-error', 'internal']);

/** What follows from a setting that means nothing. */
const CLOSED = 'Until that is mended, it takes no pictures.';

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
    say(`<${this.element.localName}>: ${withoutStop(answer.detail)}. ${CLOSED}`);
  }

  /** What failed for a reason that lies with the page or its server, and that visitors are told nothing of. */
  explain({ code, detail }: PellicleError): void {
    if (OWNERS.has(code)) say(`<${this.element.localName}>: ${withoutStop(detail)}.`);
  }

  #tell(): void {
    this.#timer = undefined;
    // When it comes into a document, it is asked again.
    if (!this.element.isConnected) return;
    const { faults, maxFiles } = this.settings;
    // Without `multiple` nobody would see before the second picture that it takes one.
    if (Number.isFinite(maxFiles) && maxFiles > 1 && !this.element.hasAttribute('multiple')) {
      say(`<${this.element.localName} max-files="${maxFiles}">: without multiple, it takes one picture.`, 'warn');
    }
    const told = this.#told;
    this.#told = faults.map(({ detail }) => detail);
    for (const error of faults.filter(({ detail }) => !told.includes(detail))) {
      say(`${error.detail}. ${CLOSED}`);
      tell(this.element, 'pellicle-error', { error });
      this.onTold();
    }
  }
}

/** Tells whoever made the page, once. */
function say(sentences: string, level: 'warn' | 'error' = 'error'): void {
  if (said.has(sentences)) return;
  said.add(sentences);
  console[level](sentences);
}

/** A server ends its sentences as it likes. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
