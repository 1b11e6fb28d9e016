/** How long the server takes the same value for the same look, from the first time that it sees it. */
const WINDOW_MS = 10 * 60 * 1000;

/** The size of a value in bytes: FORMAT's `Pellicle-View`. */
const VALUE_BYTES = 16;

/**
 * The looks that were begun and have not ended, by link, each with the value that it spends its view under.
 *
 * A look that was cut short goes on under its own value, so that trying again spends no other view. The value is made
 * before the server sees it, so none is kept for longer than the server takes it. It opens nothing. @internal
 */
export class Looks {
  readonly #begun = new Map<string, { value: Uint8Array; untilMs: number }>();

  /** The value for a look at this link: that of the one which was cut short, else a new one. */
  begin(link: string, nowMs = Date.now()): Uint8Array {
    for (const [other, { untilMs }] of this.#begun) if (untilMs <= nowMs) this.#begun.delete(other);
    const begun = this.#begun.get(link);
    if (begun) return begun.value;
    const value = crypto.getRandomValues(new Uint8Array(VALUE_BYTES));
    this.#begun.set(link, { value, untilMs: nowMs + WINDOW_MS });
    return value;
  }

  /** The picture came, or the server wants another value: the next look is another one. */
  end(link: string): void {
    this.#begun.delete(link);
  }
}
