import { PellicleError, type Code } from 'pellicle/plain';
import type { AlbumItem, Found, ParsedLink, Preview, PreviewItemOptions, Progress, Viewed, ViewItemOptions, ViewOptions } from 'pellicle';
import { byWebCrypto } from './by-webcrypto.js';

/** How far a look is. `stretching` is the work of a password where it takes so long that it has to be said. */
export type Step = Omit<Progress, 'stage'> & { stage: Progress['stage'] | 'stretching' };

type With<Options> = Omit<Options, 'onProgress'> & { onProgress?(step: Step): void };

/** What opens links, albums and pictures for this page. */
export interface Reader {
  parseLink(text: string): Promise<ParsedLink>;
  viewLink(link: string, options?: With<ViewOptions>): Promise<Found>;
  previewItem(item: AlbumItem, options?: PreviewItemOptions): Promise<Preview | null>;
  viewItem(item: AlbumItem, options?: With<ViewItemOptions>): Promise<Viewed>;
}

/** What is worth another try, which the module makes: it waits, asks again, and goes on where it was cut. */
const PASSING: ReadonlySet<Code> = new Set(['offline', 'rate-limited', 'incident', 'server-error']);

let starting: Promise<Reader | undefined> | undefined;

/** The reader that runs the module, fetched by the first who wants it; nothing where it does not start. */
function module(): Promise<Reader | undefined> {
  starting ??= import('./by-module.js')
    .then(({ startModule }) => startModule())
    .catch(() => {
      // It may be there when it is asked for again: the network comes and goes.
      starting = undefined;
      return undefined;
    });
  return starting;
}

/**
 * Opens by WebCrypto, which is there at once, and turns to the module for the rest: a password, and a network that fails.
 * The module is a hundred times as large, so that on a slow line a picture is seen long before it would have come. Where it
 * does not start (WebAssembly is off or missing, or something on the way lets no module through), WebCrypto does everything.
 */
const quickly: Reader = {
  parseLink: (text) => byWebCrypto.parseLink(text),
  viewLink: async (link, options = {}) => {
    // In the module it takes a moment, and seconds in a script.
    if (options.password) return ((await module()) ?? byWebCrypto).viewLink(link, options);
    try {
      return await patiently((reader) => reader.viewLink(link, options));
    } catch (error) {
      // It comes while the password is typed.
      if (error instanceof PellicleError && error.code === 'password-needed') void module();
      throw error;
    }
  },
  previewItem: (item, options) => patiently((reader) => reader.previewItem(item, options)),
  viewItem: (item, options) => patiently((reader) => reader.viewItem(item, options)),
};

async function patiently<T>(look: (reader: Reader) => Promise<T>): Promise<T> {
  try {
    return await look(byWebCrypto);
  } catch (error) {
    if (!(error instanceof PellicleError) || !PASSING.has(error.code)) throw error;
    const reader = await module();
    if (!reader) throw error;
    return look(reader);
  }
}

/** Over plain http a browser has no WebCrypto, and the module does everything. */
const byModule: Reader = {
  parseLink: async (text) => (await present()).parseLink(text),
  viewLink: async (link, options) => (await present()).viewLink(link, options),
  previewItem: async (item, options) => (await present()).previewItem(item, options),
  viewItem: async (item, options) => (await present()).viewItem(item, options),
};

async function present(): Promise<Reader> {
  return (await import('./by-module.js')).startModule();
}

/** What opens links in this browser. */
export const reader: Reader = globalThis.crypto?.subtle ? quickly : byModule;
