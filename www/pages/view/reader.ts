import {
  init,
  parseLink,
  PellicleError,
  previewItem,
  viewItem,
  viewLink,
  type AlbumItem,
  type Code,
  type Found,
  type ParsedLink,
  type Preview,
  type PreviewItemOptions,
  type Progress,
  type Viewed,
  type ViewItemOptions,
  type ViewOptions,
} from 'pellicle';
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
const PASSING: ReadonlySet<Code> = new Set(['offline', 'rate-limited']);

/** So long the module may take to come where something else failed before. The connection that it comes by may be what fails. */
const MAX_WAIT_MS = 20_000;

/** Opens by the module, in workers. It needs no WebCrypto, stretches a password in a moment, and has patience with a network. */
const byModule: Reader = { parseLink, viewLink, previewItem, viewItem };

/** The module, once it is there; nothing where it does not start, or does not come in time. */
function module(signal?: AbortSignal): Promise<Reader | undefined> {
  return new Promise((resolve) => {
    const none = (): void => resolve(undefined);
    init().then(() => resolve(byModule), none);
    setTimeout(none, MAX_WAIT_MS);
    signal?.addEventListener('abort', none);
  });
}

/**
 * Opens by WebCrypto, which is there at once, and turns to the module for the rest: a password, and a network that fails.
 * The module is forty times as large, so that on a slow line a picture is seen long before it would have come. Where it does
 * not start (WebAssembly is off or missing, or something on the way lets no module through), WebCrypto does everything.
 */
const quickly: Reader = {
  parseLink: (text) => byWebCrypto.parseLink(text),
  viewLink: async (link, options = {}) => {
    // In the module it takes a moment, and seconds in a script.
    if (options.password) return ((await module(options.signal)) ?? byWebCrypto).viewLink(link, options);
    try {
      return await patiently((reader) => reader.viewLink(link, options), options.signal);
    } catch (error) {
      // It comes while the password is typed.
      if (error instanceof PellicleError && error.code === 'password-needed') void module();
      throw error;
    }
  },
  previewItem: (item, options = {}) => patiently((reader) => reader.previewItem(item, options), options.signal),
  viewItem: (item, options = {}) => patiently((reader) => reader.viewItem(item, options), options.signal),
};

async function patiently<T>(look: (reader: Reader) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await look(byWebCrypto);
  } catch (error) {
    if (!(error instanceof PellicleError) || !PASSING.has(error.code)) throw error;
    const reader = await module(signal);
    if (!reader || signal?.aborted) throw error;
    return look(reader);
  }
}

/** What opens links in this browser. Over plain http it has no WebCrypto, and the module does everything. */
export const reader: Reader = globalThis.crypto?.subtle ? quickly : byModule;
