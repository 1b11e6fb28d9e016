import { PellicleError } from '../errors.js';

/** What these plugins read of a file of Uppy's. */
export interface UppyFileLike {
  id: string;
  name?: string | undefined;
  size: number | null;
  isRemote?: boolean | undefined;
  data?: unknown;
  meta: Record<string, unknown>;
  error?: string | null | undefined;
  progress: { uploadStarted?: number | null | undefined; uploadComplete?: boolean | undefined };
}

/** What these plugins ask of Uppy: a part of its own types, which differ between its versions. */
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

/** What Uppy asks of every plugin, in the shape of its own `BasePlugin`: extending that would need Uppy to be imported. */
export abstract class PellicleUppyPlugin<Options extends { id?: string }> {
  abstract type: string;
  /** Whatever version of Uppy it is. */
  uppy: any;
  opts: Options;
  id: string;
  VERSION = '';
  defaultLocale: any = { strings: {} };
  i18n: any = (key: string): string => key;
  i18nArray: any = (key: string): string[] => [key];

  constructor(uppy: UppyLike, opts: Options | undefined, id: string) {
    this.uppy = uppy;
    this.opts = opts ?? ({} as Options);
    this.id = this.opts.id ?? id;
  }

  abstract install(): void;
  abstract uninstall(): void;

  setOptions(options: Partial<Options>): void {
    this.opts = { ...this.opts, ...options };
  }

  getPluginState(): Record<string, unknown> {
    return {};
  }

  setPluginState(): void {}
  i18nInit(): void {}
  update(): void {}
  afterUpdate(): void {}

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
  if (!(data instanceof Blob)) throw new PellicleError('file', 'Uppy has lost what stands in this file');
  return data;
}

/** What failed before, or is done, is only done again when Uppy is asked to retry it. */
function isToDo({ error, progress }: UppyFileLike): boolean {
  return !error && !progress.uploadComplete;
}
