import type { Texts } from './words.js';

/**
 * The languages that the elements speak besides English: each is a file of its own, loaded when an element needs it. The
 * paths are literals, because bundlers look for those.
 */
const FILES: Record<string, () => Promise<Texts>> = {
  ar: () => import('./words/ar.js'),
  de: () => import('./words/de.js'),
  es: () => import('./words/es.js'),
  fr: () => import('./words/fr.js'),
  it: () => import('./words/it.js'),
  ja: () => import('./words/ja.js'),
  nl: () => import('./words/nl.js'),
  oc: () => import('./words/oc.js'),
  pl: () => import('./words/pl.js'),
  pt: () => import('./words/pt.js'),
};

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar']);

/**
 * The language of an element's texts: that of its own `lang`, else of the nearest ancestor that has one, also across
 * shadow roots; English where it is none that there is.
 */
export function languageOf(element: Element): string {
  for (let at: Element | undefined = element; at; ) {
    const tagged: Element | null = at.closest('[lang]');
    if (tagged) return spokenFor(tagged.getAttribute('lang') ?? '');
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return 'en';
}

/** The texts of a language that {@link languageOf} gave; none for English, which is always there. */
export async function textsIn(language: string): Promise<Texts | undefined> {
  return FILES[language]?.();
}

/** How a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
}

/** `fr-CA` is said in French, and `sv`, for which there are no texts, in English. */
function spokenFor(tag: string): string {
  const base = tag.split('-')[0]?.toLowerCase() ?? '';
  return Object.hasOwn(FILES, base) ? base : 'en';
}
