/** What is kept with an entry of the browser's history: which picture was open. The address, with its key, never changes. */
interface Entry {
  picture: number;
}

/** So long a step back takes at most, in a browser that takes it. */
const LOST_MS = 1000;

/**
 * Which picture is open, as the browser's history has it: the button "back" closes it, and a page that is loaded anew comes
 * back to it.
 */
export class Pages {
  readonly #count: number;
  readonly #on: { onOpen(index: number): void; onClose(from: number): void };
  #at: number | undefined;
  /** The way back was begun, and the browser has not yet gone it. */
  #isClosing = false;

  constructor(count: number, on: { onOpen(index: number): void; onClose(from: number): void }, signal: AbortSignal) {
    this.#count = count;
    this.#on = on;
    // The browser knows only how far down a page was whose grid is not there any more.
    history.scrollRestoration = 'manual';
    addEventListener('popstate', ({ state }) => this.#follow(state), { signal });
  }

  /** The open picture. */
  get at(): number | undefined {
    return this.#at;
  }

  open(index: number): void {
    if (this.#at !== undefined) return this.turn(index);
    history.pushState({ picture: index } satisfies Entry, '');
    this.#go(index);
  }

  /** Another picture takes the place of the open one: one step back still leads to the grid. */
  turn(index: number): void {
    // The entry that it would take the place of is being left.
    if (this.#isClosing) return;
    try {
      history.replaceState({ picture: index } satisfies Entry, '');
    } catch {
      // Safari takes no more than a hundred of these in half a minute. The picture is turned to all the same.
    }
    this.#go(index);
  }

  close(): void {
    // Twice would be one step more: out of the album.
    if (this.#at === undefined || this.#isClosing) return;
    this.#isClosing = true;
    history.back();
    // A browser that was asked too often for one more step takes none, and says nothing of it.
    setTimeout(() => (this.#isClosing = false), LOST_MS);
  }

  /** Opens what the page's own entry says, after it was loaded anew. */
  resume(): void {
    this.#follow(history.state);
  }

  #follow(state: unknown): void {
    this.#isClosing = false;
    const index = (state as Partial<Entry> | null)?.picture;
    if (typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < this.#count) return this.#go(index);
    const from = this.#at;
    this.#at = undefined;
    if (from !== undefined) this.#on.onClose(from);
  }

  #go(index: number): void {
    this.#at = index;
    this.#on.onOpen(index);
  }
}
