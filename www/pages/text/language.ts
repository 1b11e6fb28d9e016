import { el } from '../shared/dom.js';
import { LANGUAGES, loadLanguage, spoken } from './text.js';

/** Where the choice is kept: a language, and nothing that tells of anybody. */
const KEY = 'pellicle.language';

/** Loads the language that was chosen in this browser, else the reader's own. */
export function loadChosenLanguage(): Promise<void> {
  return loadLanguage(remembered());
}

/** Fills the list of languages, each by its own name. Another choice loads the page anew, which asks first where anything would be lost. */
export function offerLanguages(select: HTMLSelectElement): void {
  select.append(...LANGUAGES.map((tag) => el('option', { value: tag, lang: tag }, nameOf(tag))));
  select.value = spoken();
  select.addEventListener('change', () => {
    remember(select.value);
    location.reload();
  });
}

/** The name that a language has for itself, such as `Français`. */
function nameOf(tag: string): string {
  // Few systems know what Occitan calls itself.
  const name = tag === 'oc' ? 'occitan' : (new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag);
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Without storage the reader's own language holds.
    return null;
  }
}

function remember(tag: string): void {
  try {
    localStorage.setItem(KEY, tag);
  } catch {
    // Then it holds until the page is loaded anew, which is at once; there is no other place for it.
  }
}
