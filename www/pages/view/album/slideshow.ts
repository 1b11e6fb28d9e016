import { keepAwake } from './wake.js';

/** How long each picture is looked at, from when it can be seen. */
const SHOWN_MS = 5000;

/** What the slideshow is told, and whom it tells. */
export interface Showing {
  onTurn(): void;
  onChange(isPlaying: boolean): void;
  /** Input that already means something here, and does not stop the slideshow by being input. */
  isOwnInput(event: Event): boolean;
}

/** Turns the pictures by itself, until somebody does anything. It keeps the screen awake meanwhile. */
export class Slideshow {
  readonly #showing: Showing;
  #playing: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How many in a row could not be shown: where all cannot, it ends. */
  #skipped = 0;
  /** Whether the open picture can be seen, once that is known. */
  #hasPicture: boolean | undefined;

  constructor(showing: Showing) {
    this.#showing = showing;
  }

  get isPlaying(): boolean {
    return this.#playing !== undefined;
  }

  toggle(): void {
    if (this.isPlaying) this.stop();
    else this.start();
  }

  start(): void {
    if (this.isPlaying) return;
    const playing = new AbortController();
    this.#playing = playing;
    this.#skipped = 0;
    this.#showing.onChange(true);
    keepAwake(playing.signal);
    const stop = (event: Event): void => {
      if (!this.#showing.isOwnInput(event)) this.stop();
    };
    // What started it is still on its way to the window, and must not end it.
    setTimeout(() => {
      for (const sign of ['pointerdown', 'keydown', 'wheel']) {
        addEventListener(sign, stop, { signal: playing.signal, passive: true, capture: true });
      }
    });
    document.addEventListener('visibilitychange', () => document.hidden && this.stop(), { signal: playing.signal });
    if (this.#hasPicture !== undefined) this.#wait(this.#hasPicture ? SHOWN_MS : 0);
  }

  stop(): void {
    if (!this.#playing) return;
    clearTimeout(this.#timer);
    this.#playing.abort();
    this.#playing = undefined;
    this.#showing.onChange(false);
  }

  /** Another picture was turned to, which may still have to come. */
  turned(): void {
    clearTimeout(this.#timer);
    this.#hasPicture = undefined;
  }

  /** A picture can be seen, or cannot: that one is passed over. */
  settled(hasPicture: boolean, count: number): void {
    this.#hasPicture = hasPicture;
    if (!this.isPlaying) return;
    this.#skipped = hasPicture ? 0 : this.#skipped + 1;
    if (this.#skipped >= count) this.stop();
    else this.#wait(hasPicture ? SHOWN_MS : 0);
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.isPlaying && this.#showing.onTurn(), ms);
  }
}
