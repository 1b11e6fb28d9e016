import { languages } from './languages.js';
import { messages as english, type Calendar, type Language, type Message } from './messages.en.js';

/** The name of a sentence. */
export type Key = keyof typeof english;

/** What stands in the places of a sentence: numbers are written the reader's way, texts as they are. */
export type Values = Record<string, string | number>;

let words: Language['messages'] = english;
let ownCalendar: Calendar | undefined;
let language = 'en';

/** Every language that there is. */
export const LANGUAGES: readonly string[] = ['en', ...languages.keys()].sort();

/** Written from right to left. */
const LEFTWARDS: readonly string[] = ['ar', 'fa', 'he', 'ur'];

/**
 * Where browsers do not know how a language writes its numbers and forms its plurals, the language that does both alike. The
 * few that know something of it know no plurals.
 */
const NEAREST: Record<string, string> = { oc: 'fr' };

/**
 * The language that the page speaks, for `Intl`, or what stands in for it. Its region is the reader's own, so that
 * 22/12 and 12/22 stay apart.
 */
export function locale(): string {
  return NEAREST[language] ?? navigator.languages.find((tag) => base(tag) === language) ?? language;
}

/** The days and spans of the language, where browsers do not know them. */
export function calendar(): Calendar | undefined {
  return ownCalendar;
}

/**
 * Loads the language that was chosen, else the first of the reader's that exists, and writes it into the page. It comes
 * before all others here.
 */
export async function loadLanguage(chosen: string | null = null): Promise<void> {
  const wanted = [...(chosen === null ? [] : [chosen]), ...navigator.languages.map(base)];
  const found = wanted.find((tag) => LANGUAGES.includes(tag)) ?? 'en';
  // A language that does not arrive leaves the page in English, which is in it already.
  const loaded = await languages.get(found)?.().catch(() => undefined);
  if (!loaded) return;
  words = loaded.messages;
  ownCalendar = loaded.calendar;
  language = found;
  document.documentElement.lang = found;
  document.documentElement.dir = LEFTWARDS.includes(found) ? 'rtl' : 'ltr';
  translate(document);
}

/** The language that the page speaks. */
export function spoken(): string {
  return language;
}

/** The sentence of that name. Where it has plural forms, `count` chooses among them. */
export function t(key: Key, values: Values = {}): string {
  return write(words[key] ?? english[key], values);
}

/** The sentence of a name that is only known at run time, or nothing where there is none. */
export function maybe(key: string, values: Values = {}): string | undefined {
  return Object.hasOwn(english, key) ? t(key as Key, values) : undefined;
}

/** Puts what belongs there into the places of a sentence, in the form that `count` asks for. */
export function write(message: Message, values: Values): string {
  const form =
    typeof message === 'string'
      ? message
      : (message[new Intl.PluralRules(locale()).select(Number(values.count))] ?? message.other);
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? value.toLocaleString(locale()) : apart(value);
  });
}

/** Sets a name, an address or a size apart from a sentence that runs the other way, so that neither reorders the other. */
function apart(value: string): string {
  return LEFTWARDS.includes(language) ? `\u2068${value}\u2069` : value;
}

/** Puts this language over the English that the static page was built with. */
function translate(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-t]')) {
    element.textContent = maybe(element.dataset.t ?? '') ?? element.textContent;
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-t-label]')) {
    element.ariaLabel = maybe(element.dataset.tLabel ?? '') ?? element.ariaLabel;
  }
}

function base(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}
