import { PellicleError } from '../errors.js';
import { toBlob } from '../options.js';

/** What these plugins read of a file of Uppy's. */
export interface UppyFileLike {
  /** Uppy's own id of the file. */
  id: string;
  /** Its name, with its extension. */
  name?: string | undefined;
  /** Its length in bytes, or `null` where that is not known. */
  size: number | null;
  /** Whether only Companion has it. */
  isRemote?: boolean | undefined;
  /** A `Blob`, where the browser has it. */
  data?: unknown;
  /** What the page and a person say of it. */
  meta: Record<string, unknown>;
  /** Why it failed, where it did. */
  error?: string | null | undefined;
  /** How far it is. */
  progress: {
    /** When its upload began, in Unix milliseconds. */
    uploadStarted?: number | null | undefined;
    /** Whether it is uploaded. */
    uploadComplete?: boolean | undefined;
  };
}

/** What these plugins ask of Uppy: a part of its own types, which differ between its versions. Every `Uppy` is one. @ignore */
export interface UppyLike {
  on(event: any, listener: (...values: any[]) => void): unknown;
  off(event: any, listener: (...values: any[]) => void): unknown;
  emit(event: any, ...values: any[]): void;
  getFile(id: string): any;
  setFileState(id: string, state: any): void;
  removeFile(id: string): void;
  addUploader(step: any): void;
  removeUploader(step: any): unknown;
  addPreProcessor(step: any): void;
  removePreProcessor(step: any): unknown;
}

/** A step of an upload, for the files with these ids. */
type Step = (fileIDs: string[]) => Promise<void>;

/** Options that every plugin has. @ignore */
interface PluginOptions {
  id?: string;
}

/** What Uppy asks of every plugin, in the shape of its own `BasePlugin`: extending that would need Uppy to be imported. */
export abstract class PellicleUppyPlugin<Options extends PluginOptions> {
  /** What kind of plugin it is to Uppy. */
  abstract type: string;
  /** The Uppy that it was added to, of whatever version. */
  uppy: any;
  /** Its options, as they are now. */
  opts: Options;
  /** Its name in Uppy. */
  id: string;
  /** Uppy wants it. @ignore */
  VERSION = '';
  /** Uppy wants it. @ignore */
  defaultLocale: any = { strings: {} };
  /** Uppy wants it. @ignore */
  i18n: any = (key: string): string => key;
  /** Uppy wants it. @ignore */
  i18nArray: any = (key: string): string[] => [key];

  /** Uppy makes it, in `use()`. @ignore */
  constructor(uppy: UppyLike, opts: Options | undefined, id: string) {
    this.uppy = uppy;
    this.opts = opts ?? ({} as Options);
    this.id = this.opts.id ?? id;
  }

  /** Uppy calls it when the plugin is added. */
  abstract install(): void;
  /** Uppy calls it when the plugin is removed. */
  abstract uninstall(): void;

  /**
   * Changes options for the files that come next.
   *
   * @param options - Those that change.
   */
  setOptions(options: Partial<Options>): void {
    this.opts = { ...this.opts, ...options };
  }

  /** Uppy wants it. @ignore */
  getPluginState(): Record<string, unknown> {
    return {};
  }

  /** Uppy wants it. @ignore */
  setPluginState(): void {}
  /** Uppy wants it. @ignore */
  i18nInit(): void {}
  /** Uppy wants it. @ignore */
  update(): void {}
  /** Uppy wants it. @ignore */
  afterUpdate(): void {}

  /** Uppy wants it. @ignore */
  addTarget(): HTMLElement | null {
    throw new Error('This plugin shows nothing that another could stand in');
  }

  /** Does this with each file at the same time; a file that failed keeps none of the others from going on. @internal */
  protected eachFile(work: (file: UppyFileLike, signal: AbortSignal) => Promise<void>): Step {
    return async (fileIDs) => {
      const files = fileIDs.map((id) => this.uppy.getFile(id) as UppyFileLike | undefined);
      await Promise.all(files.map((file) => file && isToDo(file) && this.#oneFile(file, work)));
    };
  }

  /** Stops when its file is removed or everything is cancelled, and tells Uppy of every other end that is not a good one. */
  async #oneFile(file: UppyFileLike, work: (file: UppyFileLike, signal: AbortSignal) => Promise<void>): Promise<void> {
    const stop = new AbortController();
    const cancelled = (): void => stop.abort();
    const removed = (other: UppyFileLike): void => {
      if (other.id === file.id) stop.abort();
    };
    this.uppy.on('file-removed', removed);
    this.uppy.on('cancel-all', cancelled);
    try {
      await work(file, stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) this.uppy.emit('upload-error', this.uppy.getFile(file.id), error);
    } finally {
      this.uppy.off('file-removed', removed);
      this.uppy.off('cancel-all', cancelled);
    }
  }
}

/** What stands in a file of Uppy's, where the browser has it. @internal */
export function dataOf({ data, isRemote }: UppyFileLike): Blob {
  if (isRemote) throw new PellicleError('file', 'The picture is with Companion and not in this browser, so it cannot be prepared here');
  try {
    return toBlob(data as Blob);
  } catch (cause) {
    throw new PellicleError('file', 'Uppy has lost what stands in this file', { cause });
  }
}

/** What failed before, or is done, is only done again when Uppy is asked to retry it. */
function isToDo({ error, progress }: UppyFileLike): boolean {
  return !error && !progress.uploadComplete;
}
