import { cancelled, PellicleError } from './errors.js';
import type { Stage } from './progress.js';
import type { Job, Kind, Output, PreviewGiven } from './protocol.js';
import { tell } from './tell.js';

/** What a caller adds to a job. */
export interface RunOptions {
  signal?: AbortSignal | undefined;
  onStage?: ((stage: Stage, loaded: number, total: number) => void) | undefined;
  /** Called at most once, with the preview of a picture that is still on its way. */
  onPreview?: ((preview: PreviewGiven) => void) | undefined;
  /** Called with what the job gave where it was done before it heard that it was cancelled. */
  onLate?: ((output: Output) => void) | undefined;
}

let lastId = 0;

/** What decodes or derives from a password, so that it computes for long. */
const HEAVY: ReadonlySet<Kind> = new Set<Kind>(['prepare', 'share', 'shareAlbum', 'view', 'viewAlbum', 'viewLink', 'viewItem']);

/** One job on its way through the pool, settled exactly once. */
export class Task {
  readonly id = ++lastId;
  /** Whether it is answered by the network or at once, so that it need not wait behind pictures. */
  readonly light: boolean;
  readonly promise: Promise<Output>;
  /** Called when the caller's signal is aborted before the task has settled. */
  onCancel: () => void = () => {};

  #resolve!: (output: Output) => void;
  #reject!: (error: PellicleError) => void;
  #settled = false;

  constructor(
    readonly job: Job,
    readonly options: RunOptions = {},
  ) {
    this.light = !HEAVY.has(job.kind);
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (options.signal?.aborted) this.reject(cancelled(options.signal));
    else options.signal?.addEventListener('abort', this.#onAbort);
  }

  /** Whether it is over, so that no worker need look at it. */
  get settled(): boolean {
    return this.#settled;
  }

  report(stage: Stage, loaded: number, total: number): void {
    this.#call(() => this.options.onStage?.(stage, loaded, total));
  }

  show(preview: PreviewGiven): void {
    this.#call(() => this.options.onPreview?.(preview));
  }

  resolve(output: Output): void {
    if (this.#settle()) this.#resolve(output);
    else this.options.onLate?.(output);
  }

  reject(error: PellicleError): void {
    if (this.#settle()) this.#reject(error);
  }

  #call(listener: () => void): void {
    if (!this.#settled) tell(listener);
  }

  #onAbort = (): void => {
    if (this.#settled) return;
    this.reject(cancelled(this.options.signal));
    this.onCancel();
  };

  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    // A signal may live as long as the page; it must not keep every picture's task alive.
    this.options.signal?.removeEventListener('abort', this.#onAbort);
    return true;
  }
}
