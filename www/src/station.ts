import { fromFailure, PellicleError } from './errors.js';
import type { Stage } from './progress.js';
import type { FromWorker, ToWorker } from './protocol.js';
import type { Task } from './task.js';

/** As much of a `Worker` as is used, so that a test can stand in for one. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** When a worker is given up. */
export interface Limits {
  /** How long a job may compute, in milliseconds; time on the network does not count. */
  workMs: number;
  /** How long a worker may take to stop after it was told to, in milliseconds. */
  graceMs: number;
  /** How large an instance may have grown, in bytes: WebAssembly memory never shrinks, only a new instance is small again. */
  heapBytes: number;
}

/** The stages in which a worker waits for the network, and so hears a message. */
const LISTENING: ReadonlySet<Stage> = new Set<Stage>(['uploading', 'downloading']);

/** One worker, and the one task that it has at most. */
export class Station {
  #task: Task | undefined;
  #listening = false;
  #workTimer: ReturnType<typeof setTimeout> | undefined;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly worker: WorkerLike,
    readonly limits: Limits,
    /** Called when the task is over; `fit` says whether the worker can take another, and otherwise it has been ended. */
    readonly onFree: (station: Station, fit: boolean) => void,
  ) {
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onmessageerror = () => this.#discard(new PellicleError('internal', 'A message could not be read'));
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.#discard(new PellicleError('internal', `The worker failed: ${event.message ?? 'it could not be loaded'}`));
    };
  }

  run(task: Task): void {
    this.#task = task;
    task.onCancel = () => this.#cancel(task);
    this.#setListening(task.light);
    try {
      this.worker.postMessage({ is: 'job', id: task.id, job: task.job });
    } catch (error) {
      // Something in the options cannot be cloned, such as a file of a kind that the browser does not know.
      task.reject(new PellicleError('bad-option', 'An option cannot be sent to a worker', { cause: error }));
      this.#free(true);
    }
  }

  end(): void {
    this.#discard(new PellicleError('cancelled', 'The pool was closed'));
  }

  #hear(message: FromWorker): void {
    if (message.is === 'crashed') return this.#discard(fromFailure(message.failure));
    const task = this.#task;
    // The module that the first worker loaded was heard by whoever told it to.
    if (message.is === 'loaded' || task === undefined || message.id !== task.id) return;
    if (message.is === 'progress') {
      this.#setListening(LISTENING.has(message.stage));
      task.report(message.stage, message.loaded, message.total);
      return;
    }
    if (message.is === 'preview') return task.show(message.preview);
    if (message.is === 'done') task.resolve(message.output);
    else task.reject(fromFailure(message.failure));
    this.#free(message.heapBytes <= this.limits.heapBytes);
  }

  #cancel(task: Task): void {
    if (task !== this.#task) return;
    // A worker that computes hears nothing until it is done; ending it is the only way to stop it.
    if (!this.#listening) return this.#discard();
    this.worker.postMessage({ is: 'cancel', id: task.id });
    this.#graceTimer = setTimeout(() => this.#discard(), this.limits.graceMs);
  }

  /** Starts or stops the clock of the work limit. Stages that follow each other share one clock. */
  #setListening(listening: boolean): void {
    this.#listening = listening;
    if (listening) {
      clearTimeout(this.#workTimer);
      this.#workTimer = undefined;
    } else {
      this.#workTimer ??= setTimeout(() => this.#discard(new PellicleError('timed-out')), this.limits.workMs);
    }
  }

  #discard(error?: PellicleError): void {
    if (error) this.#task?.reject(error);
    this.#free(false);
  }

  #free(fit: boolean): void {
    clearTimeout(this.#workTimer);
    clearTimeout(this.#graceTimer);
    this.#workTimer = this.#graceTimer = undefined;
    this.#task = undefined;
    if (!fit) {
      this.worker.onmessage = this.worker.onmessageerror = this.worker.onerror = null;
      this.worker.terminate();
    }
    this.onFree(this, fit);
  }
}
