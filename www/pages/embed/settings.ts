import { LANGUAGES } from '../text/text.js';
import { colourOf, type Rgb, type Scheme } from './accent.js';

/** Attributes of the upload element that a frame's address may set. `server` is not among them: it is this one. */
const VALUES = ['max-edge', 'preset', 'expires-in', 'views', 'max-files'] as const;

/** Those that are there or not, as in HTML. */
const SWITCHES = ['original', 'multiple'] as const;

/** What else it may say: whom to tell, and how the frame looks. */
const OTHERS = ['origin', 'lang', 'color-scheme', 'accent'] as const;

const SCHEMES: readonly string[] = ['light', 'dark', 'auto'];

/** What a frame's address says: whom to tell, how it looks, and how pictures are shared. */
export interface Settings {
  /** The origin of the page around, or nothing where that is no origin. */
  origin: string | undefined;
  /** The language of the page around, where it is one that there is. */
  language: string | undefined;
  /** Light or dark whatever the reader's system prefers, or as that. */
  scheme: Scheme | 'auto';
  /** A colour of the page's own, in place of Pellicle's. */
  accent: Rgb | undefined;
  attributes: [name: string, value: string][];
  /** What its author should hear of, in English: each is left out, and the frame goes on without it. */
  faults: string[];
}

/**
 * Reads the query of a frame's address, such as `?origin=https://blog.example&multiple&expires-in=7d`. What pictures are
 * shared under goes to the element as it is, which takes none under a value that it does not understand; what only
 * concerns looks stays as it would be without.
 */
export function settingsOf(query: string): Settings {
  const parameters = new URLSearchParams(query);
  const faults: string[] = [];
  const values = VALUES.flatMap((name): Settings['attributes'] => {
    const value = parameters.get(name);
    return value === null ? [] : [[name, value]];
  });
  // In an address many would write `multiple=false`, and mean it.
  const switches = SWITCHES.filter((name) => ![null, 'false', '0'].includes(parameters.get(name))).map((name): [string, string] => [name, '']);

  const origin = originOf(parameters.get('origin') ?? '');
  if (!origin) faults.push(`origin is that of the page around: its scheme and host, with no slash at the end; here it is "${parameters.get('origin') ?? ''}"`);

  const scheme = parameters.get('color-scheme') ?? 'auto';
  const isScheme = SCHEMES.includes(scheme);
  if (!isScheme) faults.push(`color-scheme is light, dark or auto; here it is "${scheme}"`);

  const given = parameters.get('accent');
  const accent = colourOf(given ?? '');
  if (given !== null && !accent) faults.push(`accent is a colour of six hexadecimal digits such as c8401f, without a #, which would end the address; here it is "${given}"`);

  const known: readonly string[] = [...VALUES, ...SWITCHES, ...OTHERS];
  for (const name of new Set(parameters.keys())) if (!known.includes(name)) faults.push(`"${name}" is nothing that it knows; it knows ${known.join(', ')}`);

  return {
    origin,
    language: languageOf(parameters.get('lang') ?? ''),
    scheme: isScheme ? (scheme as Scheme | 'auto') : 'auto',
    accent,
    attributes: [...values, ...switches],
    faults,
  };
}

/** An origin exactly as it is written: what is more than an origin, or less, is a mistake that would tell nobody. */
function originOf(text: string): string | undefined {
  try {
    const { origin, protocol } = new URL(text);
    return origin === text && (protocol === 'https:' || protocol === 'http:') ? text : undefined;
  } catch {
    return undefined;
  }
}

/** `fr-CA` is said in French. A language that there is none of is no mistake: a page may always say its own. */
function languageOf(tag: string): string | undefined {
  const base = tag.split('-')[0]?.toLowerCase() ?? '';
  return LANGUAGES.includes(base) ? base : undefined;
}
