/** How long the server takes the same value for the same look, from the first time that it sees it. */
const WINDOW_MS = 10 * 60 * 1000;

/** The size of a value in bytes: FORMAT's `Pellicle-View`. */
const VALUE_BYTES = 16;

/** A place for short texts, of which `sessionStorage` is one. */
export interface LookStore {
  /**
   * Gives what is kept.
   *
   * @param key - What it is kept under.
   * @returns It, or `null` where nothing is.
   */
  getItem(key: string): string | null;
  /**
   * Keeps a text.
   *
   * @param key - What it is kept under.
   * @param value - The text.
   */
  setItem(key: string, value: string): void;
  /**
   * Lets go of what is kept.
   *
   * @param key - What it is kept under.
   */
  removeItem(key: string): void;
}

class Memory implements LookStore {
  readonly #texts = new Map<string, string>();
  getItem(key: string): string | null {
    return this.#texts.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#texts.set(key, value);
  }
  removeItem(key: string): void {
    this.#texts.delete(key);
  }
}

/**
 * The looks that were begun, each with the value that it spends its view under.
 *
 * A look that was cut short goes on under its own value, so that trying again spends no other view. The value is made
 * before the server sees it, so none is kept for longer than the server takes it. It opens nothing, and neither the key
 * nor a password is kept with it. @internal
 */
export class Looks {
  readonly #store: LookStore;
  /** Whether a look lasts for all of its ten minutes, in every page that has the store, rather than until the picture came. */
  readonly #lasting: boolean;

  constructor(store?: LookStore) {
    this.#store = store ?? new Memory();
    this.#lasting = store !== undefined;
  }

  /** The value for a look at this link: that of the one which was cut short, else a new one. */
  begin(link: string, nowMs = Date.now()): Uint8Array {
    const begun = this.#begun(link, nowMs);
    if (begun) return begun;
    const value = crypto.getRandomValues(new Uint8Array(VALUE_BYTES));
    const digits = Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
    this.#store.setItem(keyOf(link), `${nowMs + WINDOW_MS} ${digits}`);
    return value;
  }

  /** The value of a look that lasts still, which nobody has to agree to again. */
  going(link: string, nowMs = Date.now()): Uint8Array | undefined {
    return this.#lasting ? this.#begun(link, nowMs) : undefined;
  }

  /** The picture came: where looks do not last, the next one is another. */
  end(link: string): void {
    if (!this.#lasting) this.refused(link);
  }

  /** The server wants another value. */
  refused(link: string): void {
    this.#store.removeItem(keyOf(link));
  }

  #begun(link: string, nowMs: number): Uint8Array | undefined {
    const [, untilMs, digits] = /^(\d+) ([\da-f]{32})$/.exec(this.#store.getItem(keyOf(link)) ?? '') ?? [];
    if (digits === undefined || Number(untilMs) <= nowMs) return undefined;
    return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
}

/** Looks that last for as long as this module is loaded, of which most pages need no others. @internal */
const inMemory = new Looks();

/** The looks that are kept in a store, or those of this page. @internal */
export function looksIn(store: LookStore | undefined): Looks {
  return store ? new Looks(store) : inMemory;
}

/** The address without the key, which is kept nowhere. A rewriter may have written `#` as an escape. */
function keyOf(link: string): string {
  return `pellicle-look ${link.trim().split(/[#%?]/, 1)[0]}`;
}
