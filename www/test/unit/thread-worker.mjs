import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A worker that really is another thread, with as much of a browser's `Worker` as the pool uses. */
export class ThreadWorker {
  onmessage = null;
  onmessageerror = null;
  onerror = null;
  #thread;

  constructor(url) {
    this.#thread = new Worker(url);
    this.ended = once(this.#thread, 'exit');
    this.#thread.on('message', (data) => this.onmessage?.({ data }));
    this.#thread.on('error', ({ message }) => this.onerror?.({ message }));
  }

  postMessage(message) {
    this.#thread.postMessage(message);
  }

  terminate() {
    void this.#thread.terminate();
  }
}
