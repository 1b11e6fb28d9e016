import { PellicleError } from '../errors.js';
import { toMaxEdge, toOrigin, toPreset, toSecs, toViews, type Preset } from '../options.js';
import type { ShareOptions } from '../share.js';

/** How each attribute is read. What none can have throws, by the rule of the option that it becomes. */
const READERS = {
  server: (text: string) => ({ server: toOrigin(text) }),
  'max-edge': (text: string) => ({ maxEdge: toMaxEdge(text === 'full' ? text : wholeOf(text)) }),
  preset: (text: string) => ({ preset: toPreset(text as Preset) }),
  'expires-in': (text: string) => ({ expiresIn: toSecs(/^[0-9]+$/.test(text) ? Number(text) : text) }),
  views: (text: string) => ({ views: toViews(wholeOf(text)) }),
  'max-files': (text: string) => ({ maxFiles: toMaxFiles(wholeOf(text)) }),
} as const;

/** The attributes whose values may mean nothing. */
export const SETTINGS = Object.keys(READERS) as (keyof typeof READERS)[];

/** The options that come of them. */
export const OPTIONS = ['server', 'maxEdge', 'preset', 'expiresIn', 'views'] as const satisfies (keyof ShareOptions)[];

/** What an element's attributes say. */
export interface Settings {
  options: ShareOptions;
  maxFiles: number;
  /** Every attribute with a value that it cannot have, named in its `detail`, for whoever wrote it. */
  faults: PellicleError[];
}

/** Reads the attributes. Of one that means nothing there is no default: pictures would be kept longer than somebody promised. */
export function settingsOf(element: Element): Settings {
  const read: ShareOptions & { maxFiles?: number } = {};
  const faults: PellicleError[] = [];
  for (const name of SETTINGS) {
    const text = element.getAttribute(name);
    // Without a server it is the page's own origin, which a page that was opened as a file has not.
    if (text === null && name !== 'server') continue;
    try {
      Object.assign(read, name === 'server' ? READERS.server(text ?? location.origin) : READERS[name](text ?? ''));
    } catch (error) {
      // There, options are named as in a program.
      const rule = (error as PellicleError).detail.replace(/^\w+/, name);
      const given = text === null ? `without ${name}` : `${name}=${JSON.stringify(text)}`;
      faults.push(new PellicleError('bad-option', `<${element.localName} ${given}>: ${rule}`));
    }
  }
  const { maxFiles = Infinity, ...options } = read;
  return { options, maxFiles, faults };
}

/** What is no whole number is none at all, though `Number` would read something. */
function wholeOf(text: string): number {
  return /^[0-9]+$/.test(text) ? Number(text) : NaN;
}

function toMaxFiles(most: number): number {
  if (Number.isSafeInteger(most) && most > 0) return most;
  throw new PellicleError('bad-option', 'maxFiles is a whole number from 1');
}
