import { start } from './engine.js';
import { cancelled, PellicleError } from './errors.js';
import type { PictureOptions } from './look.js';
import type { FetchOptions } from './plain/fetched.js';
import { meter } from './progress.js';
import type { Code } from './sentences.js';

/** What is worth another try, which the module makes: it waits, asks again, and goes on where it was cut. */
const PASSING: ReadonlySet<Code> = new Set(['offline', 'rate-limited']);

/** So long the module may take to come where something else failed before. The connection that it comes by may be what fails. */
const MAX_WAIT_MS = 20_000;

/**
 * Opens by WebCrypto, which is there at once, and turns to the module for the rest: a password, and a network that fails.
 * The module is forty times as large, so that on a slow line a picture is seen long before it would have come; and where it
 * does not start, what has no password is opened all the same. Over plain http there is no WebCrypto. @internal
 */
export async function quickly<T>(
  { password, signal }: { password?: string; signal?: AbortSignal },
  byWebCrypto: () => Promise<T>,
  byModule: () => Promise<T>,
): Promise<T> {
  if (password || !globalThis.crypto?.subtle) return byModule();
  try {
    const found = await byWebCrypto();
    if (signal?.aborted) throw cancelled(signal);
    return found;
  } catch (error) {
    if (!(error instanceof PellicleError) || !PASSING.has(error.code)) throw error;
    const isThere = await hasModule(signal);
    if (signal?.aborted) throw cancelled(signal);
    if (!isThere) throw error;
    return byModule();
  }
}

/** Whether the module is there, or comes in time. */
function hasModule(signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isThere: boolean): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', none);
      resolve(isThere);
    };
    const none = (): void => end(false);
    const timer = setTimeout(none, MAX_WAIT_MS);
    signal?.addEventListener('abort', none);
    start().then(() => end(true), none);
  });
}

/** The same options, whose preview is told once, whichever way it comes. @internal */
export function previewedOnce<T extends PictureOptions>(options: T): T {
  const { onPreview } = options;
  if (!onPreview) return options;
  let told = false;
  return {
    ...options,
    onPreview: (preview) => {
      if (told) return;
      told = true;
      options.onPreview?.(preview);
    },
  };
}

/** The options of the plain reader that are the same for whoever looks. @internal */
export function toFetch(options: PictureOptions): FetchOptions {
  const { spendView, lookStore, signal } = options;
  const onStage = meter('view', (progress) => options.onProgress?.(progress));
  return {
    spendView,
    lookStore,
    signal,
    onBytes: (loaded, total) => onStage('downloading', loaded, total),
    onPreview: options.onPreview && ((preview) => options.onPreview?.(preview)),
  };
}
