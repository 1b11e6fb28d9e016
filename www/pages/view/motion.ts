import { stillOf } from '../shared/still.js';

/** A picture that moves, which can be held still at its first frame (WCAG 2.2, 2.2.2). */
export class Motion {
  readonly #print: HTMLElement;
  readonly #still: HTMLElement;

  private constructor(print: HTMLElement, still: HTMLElement) {
    this.#print = print;
    this.#still = still;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.toggle();
  }

  /** That of the picture on this print; nothing where it does not move, or its frame cannot be had alone. */
  static async of(print: HTMLElement, blob: Blob): Promise<Motion | undefined> {
    const still = await stillOf(blob).catch(() => undefined);
    return still && new Motion(print, still);
  }

  get isHeld(): boolean {
    return this.#still.parentNode !== null;
  }

  /** Holds it still, or lets it move. What says what it shows stays below. */
  toggle(): void {
    if (this.isHeld) this.#still.remove();
    else this.#print.querySelector('img')?.after(this.#still);
  }
}
