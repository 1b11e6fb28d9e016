import { nameFor } from '../file-name.js';
import { prepare, type PrepareOptions } from '../prepare.js';
import type { Receipt } from '../receipt.js';
import { tell } from '../tell.js';
import { explain } from './explain.js';

/** How {@link pelliclePrepare} prepares: as `prepare()` does. */
export interface PelliclePreparePluginOptions extends Omit<PrepareOptions, 'signal' | 'onProgress'> {
  /** What is said of a file that cannot be prepared, above the sentence that says why. Default: `'Not added'`. */
  label?: string;
  /**
   * Called for each picture, with what was found in its file and left behind.
   *
   * @param file - The original, as it was chosen.
   * @param receipt - As `prepare()` gives it.
   */
  onReceipt?(file: Blob, receipt: Receipt): void;
}

/**
 * What FilePond's `registerPlugin` takes.
 *
 * @param pond - What FilePond has for plugins.
 */
export type FilePondPlugin = (pond: {
  /** @ignore */
  addFilter(key: string, filter: (file: Blob) => Promise<File>): void;
}) => {
  /** It adds no option to FilePond's. */
  options: Record<string, never>;
};

/**
 * A plugin for FilePond that cleans every picture as it is added: the pond gets what `prepare()` makes of it.
 *
 * It fails closed: what cannot be prepared, and what is no picture, is not added, so that neither a server nor a form nor
 * another plugin finds an original in the pond.
 *
 * @param options - As for `prepare()`, and what a person is told.
 * @returns What goes to `FilePond.registerPlugin`. Registered once, it holds for every pond of the page.
 *
 * @example
 * ```ts
 * FilePond.registerPlugin(pelliclePrepare({ maxEdge: 2048 }));
 * FilePond.create(input, { server: '/upload' });
 * ```
 */
export function pelliclePrepare(options: PelliclePreparePluginOptions = {}): FilePondPlugin {
  const { label = 'Not added', onReceipt, ...prepareOptions } = options;
  return ({ addFilter }) => {
    addFilter('LOAD_FILE', async (file) => {
      try {
        const { blob, receipt } = await prepare(file, prepareOptions);
        tell(() => onReceipt?.(file, receipt));
        // Its date is now: that of the original says when the picture was taken.
        return new File([blob], nameFor(blob.type, (file as Partial<File>).name ?? '').name, { type: blob.type });
      } catch (fault) {
        throw { status: { main: label, sub: explain(fault) } };
      }
    });
    return { options: {} };
  };
}
