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

/** What this page knows, whether it is kept elsewhere or not: a store may be full, or lose what it was given. */
const memory = new Map<string, string>();

/**
 * The looks that were begun, each with the value that it spends its view under.
 *
 * A look that was cut short goes on under its own value, so that trying again spends no other view. The value is made
 * before the server sees it, and is let go no later than the server lets go of it. It opens nothing, and neither the key nor
 * a password is kept with it. @internal
 */
export class Looks {
  /** With a store a look lasts for all of its ten minutes, in every page that has the store; without, until the picture came. */
  constructor(readonly store?: LookStore) {}

  /** The value for a look at this link: that of the one which was cut short, else a new one. */
  begin(link: string, nowMs = Date.now()): Uint8Array {
    const begun = this.#begun(link, nowMs);
    if (begun) return begun;
    for (const [key, text] of [...memory]) if (!read(text, nowMs)) memory.delete(key);
    const value = crypto.getRandomValues(new Uint8Array(VALUE_BYTES));
    const key = keyOf(link);
    // What names no picture leads to no request.
    if (key === undefined) return value;
    const text = `${nowMs + WINDOW_MS} ${hex(value)}`;
    memory.set(key, text);
    attempt(() => this.store?.setItem(key, text));
    return value;
  }

  /** The value of a look that lasts still, which nobody has to agree to again. */
  going(link: string, nowMs = Date.now()): Uint8Array | undefined {
    return this.store && this.#begun(link, nowMs);
  }

  /** The picture came: where looks do not last, the next one is another. */
  end(link: string): void {
    if (!this.store) this.#drop(keyOf(link));
  }

  /** The server wants another value than this. A request that showed none says nothing of any. */
  refused(link: string, value: Uint8Array | undefined, nowMs = Date.now()): void {
    const begun = this.#begun(link, nowMs);
    if (value && begun && hex(begun) === hex(value)) this.#drop(keyOf(link));
  }

  #begun(link: string, nowMs: number): Uint8Array | undefined {
    const key = keyOf(link);
    if (key === undefined) return undefined;
    const kept = memory.get(key) ?? attempt(() => this.store?.getItem(key));
    if (!kept) return undefined;
    const value = read(kept, nowMs);
    if (!value) this.#drop(key);
    return value;
  }

  #drop(key: string | undefined): void {
    if (key === undefined) return;
    memory.delete(key);
    attempt(() => this.store?.removeItem(key));
  }
}

/** The address without the key, which is kept nowhere: of anything else nothing is kept. */
function keyOf(link: string): string | undefined {
  const [, origin, path] = /^(https?:\/\/[^/?#]+)(\/i\/[1-9A-HJ-NP-Za-km-z]{16})(?![1-9A-HJ-NP-Za-km-z])/i.exec(link.trim()) ?? [];
  return origin && path && `pellicle-look ${origin.toLowerCase()}${path}`;
}

/** The value in a text, where it holds still. */
function read(text: string, nowMs: number): Uint8Array | undefined {
  const [, untilMs, digits] = /^(\d+) ([\da-f]{32})$/.exec(text) ?? [];
  if (digits === undefined || Number(untilMs) <= nowMs) return undefined;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A store may refuse, as where a browser lets pages keep nothing. Then the look is kept in the page. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
