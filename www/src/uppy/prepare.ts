import { nameFor } from '../file-name.js';
import { prepare, type PrepareOptions } from '../prepare.js';
import type { Receipt } from '../receipt.js';
import { tell } from '../tell.js';
import { dataOf, PellicleUppyPlugin, type UppyFileLike, type UppyLike } from './plugin.js';

/** How {@link PelliclePrepare} prepares: as `prepare()` does. */
export interface PelliclePrepareOptions extends Omit<PrepareOptions, 'signal' | 'onProgress'> {
  /** The plugin's name in Uppy. Default: `'PelliclePrepare'`. */
  id?: string;
  /** What Uppy shows meanwhile. Default: `'Removing metadata…'`. */
  message?: string;
  /**
   * Called for each picture, with what was found in its file and left behind.
   *
   * @param file - Uppy's file, which is clean now.
   * @param receipt - As `prepare()` gives it.
   */
  onReceipt?(file: UppyFileLike, receipt: Receipt): void;
}

/**
 * Cleans every picture before any uploader gets it: the file's data becomes what `prepare()` makes of it.
 *
 * It fails closed. From its first moment Uppy holds no original any more but an empty file in its place; where a picture
 * cannot be prepared its file fails, stays empty, and is not uploaded. What is no picture fails too.
 */
export class PelliclePrepare extends PellicleUppyPlugin<PelliclePrepareOptions> {
  /** What kind of plugin it is to Uppy. */
  type = 'modifier';
  /** The originals of what is being prepared or failed, for another try. */
  readonly #originals = new Map<string, Blob>();
  /** What this plugin has put in a file's place: an empty file, or a clean picture. */
  readonly #ours = new WeakSet<Blob>();
  /** Why there is nothing to prepare in the place of these empty files. */
  readonly #lost = new WeakMap<Blob, unknown>();
  readonly #prepareAll = this.eachFile((file, signal) => this.#prepare(file, signal));
  readonly #forget = (file: UppyFileLike): void => void this.#originals.delete(file.id);

  /**
   * Uppy makes it: `uppy.use(PelliclePrepare, options)`.
   *
   * @param uppy - The Uppy that it belongs to.
   * @param opts - Its options.
   */
  constructor(uppy: UppyLike, opts?: PelliclePrepareOptions) {
    super(uppy, opts, 'PelliclePrepare');
  }

  /** Uppy calls it when the plugin is added. */
  install(): void {
    this.uppy.addPreProcessor(this.#prepareAll);
    this.uppy.on('file-removed', this.#forget);
  }

  /** Uppy calls it when the plugin is removed. */
  uninstall(): void {
    this.uppy.removePreProcessor(this.#prepareAll);
    this.uppy.off('file-removed', this.#forget);
    this.#originals.clear();
  }

  async #prepare(file: UppyFileLike, signal: AbortSignal): Promise<void> {
    const original = this.#withhold(file);
    // An upload that failed and is tried again comes here with its picture.
    if (original === undefined) return;
    const { id: _, message = 'Removing metadata…', onReceipt, ...options } = this.opts;
    const show = (value: number): void => {
      this.uppy.emit('preprocess-progress', this.uppy.getFile(file.id), { mode: 'determinate', message, value });
    };
    show(0);
    try {
      const { blob, receipt } = await prepare(original, { ...options, signal, onProgress: ({ fraction }) => show(fraction) });
      if (signal.aborted) return;
      this.#put(file.id, blob);
      this.#originals.delete(file.id);
      tell(() => onReceipt?.(file, receipt));
    } finally {
      if (!signal.aborted) this.uppy.emit('preprocess-complete', this.uppy.getFile(file.id));
    }
  }

  /** Takes the original out of Uppy, and gives it; nothing where the file is clean already. */
  #withhold(file: UppyFileLike): Blob | undefined {
    const data = file.data as Blob;
    if (!file.isRemote && this.#ours.has(data)) {
      const why = this.#lost.get(data);
      if (why) throw why;
      return this.#originals.get(file.id);
    }
    const empty = new Blob([]);
    this.#ours.add(empty);
    try {
      this.#originals.set(file.id, dataOf(file));
    } catch (error) {
      this.#lost.set(empty, error);
      throw error;
    } finally {
      // What only Companion has is no file of that kind any more: an uploader that takes what failed would have it fetched.
      this.uppy.setFileState(file.id, { data: empty, ...(file.isRemote && { isRemote: false, remote: undefined }) });
    }
    return this.#originals.get(file.id);
  }

  /** Puts the clean picture in the file's place. */
  #put(id: string, blob: Blob): void {
    const file = this.uppy.getFile(id) as UppyFileLike;
    const { name, extension } = nameFor(blob.type, file.name ?? '');
    // A person may have given it another name since it was chosen, and that is the one that goes with it.
    const { name: given } = file.meta;
    this.#ours.add(blob);
    this.uppy.setFileState(id, {
      data: blob,
      size: blob.size,
      type: blob.type,
      name,
      extension,
      meta: { ...file.meta, name: typeof given === 'string' ? nameFor(blob.type, given).name : name, type: blob.type },
    });
  }
}
