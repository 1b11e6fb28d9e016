import { sentence, type Code } from '../sentences.js';

/**
 * Every text that the elements show, in English. A page in another language gives its own to `words`, whole or in part;
 * `{name}` stands for the file's name.
 */
export const WORDS = {
  choose: 'Choose pictures',
  chooseOne: 'Choose a picture',
  drop: 'or drop them here',
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
  about: '{action}: {name}',
  required: 'Choose a picture.',
  busy: 'A picture is still on its way.',
  password: 'Password',
  open: 'Open',
  once: 'This picture can be seen only a limited number of times.',
  look: 'Look at it now',
};

/** The texts of the elements by their names. */
export type Words = typeof WORDS;

/** What the elements say about an error; the package's own sentence where `words` has none under the error's code. */
export type ErrorWords = Partial<Record<Code, string>>;

/** The elements' texts, of which a page may replace any. */
export class Vocabulary {
  #words: Partial<Words> & ErrorWords = {};

  get given(): Partial<Words> & ErrorWords {
    return this.#words;
  }

  set given(words: Partial<Words> & ErrorWords) {
    this.#words = { ...words };
  }

  say(name: keyof Words): string {
    return this.#words[name] ?? WORDS[name];
  }

  /** What a button does, and to which picture: for those who hear it without seeing what is around it. */
  about(action: keyof Words, name: string): string {
    // By functions, because `$&` in a file's name must stay what it is.
    return this.say('about')
      .replace('{action}', () => this.say(action))
      .replace('{name}', () => name);
  }

  error(code: Code): string {
    return this.#words[code as 'cancelled'] ?? sentence(code);
  }
}
