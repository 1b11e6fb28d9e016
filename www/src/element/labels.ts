/** What is written where, so that it can be written anew when the words change. */
export class Labels {
  #writers: (() => void)[] = [];

  /** Writes now, and again whenever the words change. */
  keep(write: () => void): void {
    write();
    this.#writers.push(write);
  }

  /** Forgets what is no longer shown. */
  clear(): void {
    this.#writers = [];
  }

  /** The words are others now. */
  renew(): void {
    for (const write of this.#writers) write();
  }
}
