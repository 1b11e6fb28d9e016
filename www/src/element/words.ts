import { sentence, type Code } from '../sentences.js';
import { directionOf, languageOf, textsIn } from './language.js';

/**
 * Every text that the elements show, in English; other languages stand in `words/`. A page gives texts of its own to
 * `words`, whole or in part; `{name}` stands for the file's name, `{action}` for what a button does to it, and `{count}` for a number.
 */
export const WORDS = {
  choose: 'Choose pictures',
  chooseOne: 'Choose a picture',
  drop: 'or drop them here',
  dropOne: 'or drop it here',
  sealed: 'They are cleaned and sealed in your browser before they leave it.',
  unnamed: 'Picture',
  waiting: 'Waiting',
  decoding: 'Reading…',
  resizing: 'Resizing…',
  encoding: 'Cleaning…',
  sealing: 'Sealing…',
  uploading: 'Sending…',
  downloading: 'Fetching…',
  opening: 'Opening…',
  done: 'Sealed and sent',
  removing: 'Deleting…',
  cancelled: 'Cancelled. Nothing of it was kept.',
  cancel: 'Cancel',
  retry: 'Try again',
  remove: 'Remove',
  copy: 'Copy link',
  copied: 'Copied',
  copyAll: 'Copy all links',
  about: '{action}: {name}',
  required: 'Choose a picture.',
  busy: 'A picture is still on its way.',
  unsent: 'A picture could not be shared. Try it again, or remove it.',
  noConnection: 'Waiting for a connection…',
  kept: 'The picture before it stays.',
  undeleted: 'It is not deleted yet.',
  byHand: 'It is selected: copy it by hand.',
  atMost: 'At most {count} can be chosen here.',
  misconfigured: 'This upload box is not set up correctly. The owner of this site has to mend that before pictures can be shared here.',
  password: 'Password',
  open: 'Open',
  once: 'This picture can be seen only a limited number of times.',
  look: 'Look at it now',
  notAllowed: 'This site may not show pictures of that server.',
  notDeleted: 'This site may not delete pictures of that server. This one goes when it expires.',
};

/** The texts of the elements by their names. `{name}` stands for a file's name, and `{action}` for what a button does. */
export type Words = typeof WORDS;

/** What the elements say about an error; the package's own sentence where `words` has none under the error's code. */
export type ErrorWords = Partial<Record<Code, string>>;

/** What one language has: every text, and a sentence for every code. */
export interface Texts {
  words: Words;
  sentences: Record<Code, string>;
}

/** An element's texts, in the language of the place where it stands; a page may replace any. */
export class Vocabulary {
  readonly #onOthers: () => void;
  #given: Partial<Words> & ErrorWords = {};
  #texts: Texts | undefined;
  #language = 'en';
  #wanted = 'en';

  /** `onOthers` is called when the texts are others than before: what is shown is written anew. */
  constructor(onOthers: () => void) {
    this.#onOthers = onOthers;
  }

  get given(): Partial<Words> & ErrorWords {
    return this.#given;
  }

  set given(words: Partial<Words> & ErrorWords) {
    this.#given = { ...words };
    this.#onOthers();
  }

  /** Speaks the language of the place where this element stands. Until it is loaded, the one before holds. */
  async follow(element: Element): Promise<void> {
    const language = languageOf(element);
    if (language === this.#wanted) return;
    this.#wanted = language;
    try {
      const texts = await textsIn(language);
      // Another language may have been asked for in the meantime.
      if (this.#wanted !== language) return;
      this.#texts = texts;
      this.#language = language;
      this.#onOthers();
    } catch {
      // The file cannot be reached: what was spoken before goes on, until the element is asked again.
      if (this.#wanted === language) this.#wanted = this.#language;
    }
  }

  /**
   * Tells a part of an element which language it speaks and how that is written, where its place does not say so: in a
   * page in Swedish it is English to a screen reader, Arabic runs from right to left in a page that does not, and English
   * from left to right in a page in Hebrew. A page's own texts are in the page's language, and its own `dir` holds.
   */
  mark(part: HTMLElement, element: Element): void {
    const isPages = Object.keys(this.#given).length > 0 && this.#language === 'en';
    if (isPages) part.removeAttribute('lang');
    else part.lang = this.#language;
    if (isPages || element.hasAttribute('dir')) part.removeAttribute('dir');
    else part.dir = directionOf(this.#language);
  }

  say(name: keyof Words): string {
    return this.#given[name] ?? this.#texts?.words[name] ?? WORDS[name];
  }

  /** What a button does, and to which picture: for those who hear it without seeing what is around it. */
  about(action: keyof Words, name: string): string {
    // By functions, because `$&` in a file's name must stay what it is.
    return this.say('about')
      .replace('{action}', () => this.say(action))
      .replace('{name}', () => name);
  }

  error(code: Code): string {
    return this.#given[code as 'cancelled'] ?? this.#texts?.sentences[code] ?? sentence(code);
  }
}
