import { share, type Shared, type ShareOptions } from '../share.js';
import { dataOf, PellicleUppyPlugin, type UppyFileLike, type UppyLike } from './plugin.js';

/** How {@link PellicleUpload} shares: as `share()` does, and for each file as it may say itself. */
export interface PellicleUploadOptions extends Omit<ShareOptions, 'signal' | 'onProgress'> {
  /** The plugin's name in Uppy. Default: `'PellicleUpload'`. */
  id?: string;
  /**
   * Options that hold for this file alone, such as `(file) => ({ alt: file.meta.caption })`. Default: none.
   *
   * @param file - Uppy's file.
   */
  forFile?(file: UppyFileLike): Omit<ShareOptions, 'signal' | 'onProgress'>;
}

/** What stands in `response.body` of a file that was uploaded. */
export interface PellicleUploadBody extends Omit<Shared, 'expires'> {
  /** When the server deletes the picture, as Unix milliseconds, or `null` when it did not say. */
  expires: number | null;
  /** Uppy wants to keep more here. @ignore */
  [key: string]: unknown;
}

/**
 * An uploader for Uppy: every picture is prepared, sealed and uploaded by `share()`, and its `uploadURL` is the link.
 *
 * A file that is removed, and every file when all are cancelled, stops on its way and is taken back from the server.
 * What failed can be retried. There is no pause: a connection that broke is waited for.
 */
export class PellicleUpload extends PellicleUppyPlugin<PellicleUploadOptions> {
  /** What kind of plugin it is to Uppy. */
  type = 'uploader';
  readonly #upload = this.eachFile((file, signal) => this.#share(file, signal));

  /**
   * Uppy makes it: `uppy.use(PellicleUpload, options)`.
   *
   * @param uppy - The Uppy that it belongs to.
   * @param opts - Its options.
   */
  constructor(uppy: UppyLike, opts?: PellicleUploadOptions) {
    super(uppy, opts, 'PellicleUpload');
  }

  /** Uppy calls it when the plugin is added. */
  install(): void {
    this.uppy.addUploader(this.#upload);
  }

  /** Uppy calls it when the plugin is removed. */
  uninstall(): void {
    this.uppy.removeUploader(this.#upload);
  }

  async #share(file: UppyFileLike, signal: AbortSignal): Promise<void> {
    const { id: _, forFile, ...options } = this.opts;
    const started = Date.now();
    const bytes = file.size ?? 0;
    this.uppy.emit('upload-start', [file]);
    const shared = await share(dataOf(file), {
      ...options,
      ...forFile?.(file),
      signal,
      onProgress: ({ fraction }) => {
        const progress = { uploadStarted: started, bytesUploaded: fraction * bytes, bytesTotal: bytes };
        this.uppy.emit('upload-progress', this.uppy.getFile(file.id), progress);
      },
    });
    const body: PellicleUploadBody = { ...shared, expires: shared.expires?.getTime() ?? null };
    this.uppy.emit('upload-success', this.uppy.getFile(file.id), { status: 200, body, uploadURL: shared.link });
  }
}
