import { PellicleError } from './errors.js';
import { type Limits, Station, type WorkerLike } from './station.js';
import type { Task } from './task.js';

/** What a pool is made of. */
export interface PoolOptions {
  /** How many workers there are at most. */
  size: number;
  /** Starts a worker; it is called when one is needed, and again after one was thrown away. */
  start: () => WorkerLike;
  limits?: Partial<Limits>;
}

/**
 * The limits that pages run under: a picture has 30 s; a cancelled upload has time to be taken back, which is three
 * requests at most; and an instance that a 12-megapixel photo leaves at 37 MiB may grow to seven times that.
 */
const LIMITS: Limits = { workMs: 30_000, graceMs: 10_000, heapBytes: 256 * 1024 * 1024 };

/**
 * Hands tasks to workers, in the order in which they came, one at a time to each.
 *
 * A worker that crashed, took too long, grew too large or was cancelled while it computed is thrown away;
 * its place is free, and the next task starts a new one.
 */
export class Pool {
  readonly #size: number;
  readonly #start: () => WorkerLike;
  readonly #limits: Limits;
  readonly #stations = new Set<Station>();
  #idle: Station[] = [];
  #queue: Task[] = [];

  constructor({ size, start, limits = {} }: PoolOptions) {
    this.#size = size;
    this.#start = start;
    this.#limits = { ...LIMITS, ...limits };
  }

  /** Gives the task to a worker as soon as one is free. The task's promise tells how it went. */
  add(task: Task): void {
    if (task.settled || this.#take(task)) return;
    task.onCancel = () => {
      this.#queue = this.#queue.filter((waiting) => waiting !== task);
    };
    task.report('waiting', 0, 1);
    const firstHeavy = task.light ? this.#queue.findIndex((waiting) => !waiting.light) : -1;
    this.#queue.splice(firstHeavy < 0 ? this.#queue.length : firstHeavy, 0, task);
  }

  /** Starts a worker before there is anything to do, so that the first picture need not wait for it. */
  warm(): void {
    if (this.#stations.size === 0) this.#idle.push(this.#open());
  }

  /** Ends every worker; what they were doing, and what waits, rejects as cancelled. */
  close(): void {
    for (const task of this.#queue.splice(0)) task.reject(new PellicleError('cancelled', 'The pool was closed'));
    for (const station of [...this.#stations]) station.end();
  }

  #take(task: Task): boolean {
    // Deleting a picture or reading a link must not wait for four uploads: such a task may open one worker more.
    const room = this.#stations.size < this.#size + (task.light ? 1 : 0);
    let station = this.#idle.pop();
    try {
      if (!station && room) station = this.#open();
    } catch (error) {
      const detail = 'The worker could not be started: is its address allowed by the Content-Security-Policy?';
      task.reject(error instanceof PellicleError ? error : new PellicleError('internal', detail, { cause: error }));
      return true;
    }
    station?.run(task);
    return station !== undefined;
  }

  #open(): Station {
    const station = new Station(this.#start(), this.#limits, (free, fit) => this.#onFree(free, fit));
    this.#stations.add(station);
    return station;
  }

  #onFree(station: Station, fit: boolean): void {
    // A worker beyond the size is there for light tasks alone.
    const spare = this.#stations.size > this.#size && !this.#queue[0]?.light;
    if (fit && spare) return station.end();
    if (fit) this.#idle.push(station);
    else {
      this.#stations.delete(station);
      this.#idle = this.#idle.filter((idle) => idle !== station);
    }
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      if (this.#take(next)) continue;
      this.#queue.unshift(next);
      break;
    }
  }
}
