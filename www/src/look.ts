import { run } from './engine.js';
import { PellicleError } from './errors.js';
import { Looks, type LookStore } from './looks.js';
import { type Preview, toPreview } from './preview.js';
import { meter, type Progress } from './progress.js';
import type { Jobs } from './protocol.js';

/** What every look has in common, at a picture's link, an album's, or an item of one. */

/** How something is looked at. */
export interface LookOptions {
  /**
   * Whether looking may use up one of a limited number of views. Default: no, and such a picture rejects with
   * `view-limited` and the views that are left, so that one can ask first. A look that was cut short goes on when it is
   * asked for again on the same page within 10 minutes, and uses up no other view.
   */
  spendView?: boolean;
  /**
   * Where a look that uses up a view is remembered for its 10 minutes, such as `sessionStorage`: the same look then goes on
   * after the page was loaded anew, without `spendView`, and does so when the picture had come already. What is kept is
   * the address without its key, and a random value that opens nothing. Default: in memory, until the picture has come.
   */
  lookStore?: LookStore;
  /** Stops the download. The promise rejects with the code `cancelled` at once. */
  signal?: AbortSignal;
  /**
   * Called at every step, and as bytes come. What it throws is reported as an error of the page.
   *
   * @param progress - The stage, and how much of the whole is done.
   */
  onProgress?(progress: Progress): void;
}

/** How a picture is looked at, which may have a preview. */
export interface PictureOptions extends LookOptions {
  /**
   * Called at most once, with the preview of a picture that is still on its way: as soon as its first 16,520 bytes have
   * come, without another request. Small, transparent, moving and view-limited pictures have none.
   *
   * @param preview - What to show until the picture is there.
   */
  onPreview?(preview: Preview): void;
}

type Looking = 'view' | 'viewAlbum' | 'viewLink' | 'viewItem';

/**
 * Runs a job that may spend a view, under the value of the look that `name` stands for. A link that turned out to lead to
 * the other kind is still the same look, so that asking for that kind spends no other view. @internal
 */
export async function look<K extends Looking>(
  kind: K,
  name: string,
  input: Omit<Jobs[K]['takes'], 'viewValue' | 'wantsPreview'>,
  options: PictureOptions,
): Promise<Jobs[K]['gives']> {
  const { signal, onProgress, spendView = false, lookStore } = options;
  const looks = new Looks(lookStore);
  const viewValue = spendView ? looks.begin(name) : looks.going(name);
  try {
    const takes = { ...input, viewValue, wantsPreview: options.onPreview !== undefined } as Jobs[K]['takes'];
    const onStage = onProgress && meter('view', (progress) => options.onProgress?.(progress));
    const gives = await run(kind, takes, { signal, onStage, onPreview: (given) => options.onPreview?.(toPreview(given)) });
    looks.end(name);
    return gives;
  } catch (error) {
    if (error instanceof PellicleError && error.code === 'view-limited') looks.refused(name, viewValue);
    throw error;
  }
}

/** An instant from the server's Unix seconds. @internal */
export function toDate(unixSecs: number | null): Date | null {
  return unixSecs === null ? null : new Date(unixSecs * 1000);
}
