import { followPointers } from './pointers.js';
import { bounded, closest, fitScale, fitted, isTiny, zoomed, type Lie, type Point, type Size } from '../shared/zoom.js';

/** A short pull turns the page too where the finger left quickly. */
const QUICK_PX = 24;
const QUICK_PX_PER_MS = 0.35;

/** Looks at a picture from near and far. It holds how the picture lies, and draws it. */
export class Loupe {
  #lie: Lie;
  #isFitted = true;
  readonly #stage: HTMLElement;
  readonly #print: HTMLElement;
  readonly #picture: Size;
  /** Called whenever the picture lies differently. */
  onChange: () => void = () => {};
  /** Called when the whole picture was drawn aside far enough: 1 towards the line's end. There is none by default. */
  onSwipe: ((step: 1 | -1) => void) | undefined;

  constructor(stage: HTMLElement, print: HTMLElement, picture: Size, signal: AbortSignal) {
    this.#stage = stage;
    this.#print = print;
    this.#picture = picture;
    this.#lie = fitted(this.#size, picture);
    // A turned phone or another window: what was fitted is fitted again.
    const watch = new ResizeObserver(() => this.#lay(this.#isFitted ? fitted(this.#size, picture) : this.#lie));
    watch.observe(stage);
    signal.addEventListener('abort', () => watch.disconnect());
    followPointers(stage, {
      onPan: (by) => this.pan(by),
      onPull: (px) => this.#pull(px),
      onRelease: (px, pxPerMs) => this.#release(px, pxPerMs),
      onZoom: (factor, at) => this.zoom(factor, at),
      onTap: (at) => this.toggle(at),
    });
    this.#draw();
  }

  /** How large the picture is shown, where 1 is its own size. */
  get scale(): number {
    return this.#lie.scale;
  }

  get isFitted(): boolean {
    return this.#isFitted;
  }

  zoom(factor: number, at: Point = { x: 0, y: 0 }): void {
    this.#lay(zoomed(this.#lie, factor, at, this.#size, this.#picture));
  }

  pan(by: Point): void {
    this.#lay({ ...this.#lie, x: this.#lie.x + by.x, y: this.#lie.y + by.y });
  }

  fit(): void {
    this.#lay(fitted(this.#size, this.#picture));
  }

  /** From the whole picture to its own size at one place (or twice as near, where that is no nearer; a tiny one as near as it comes), and back. */
  toggle(at: Point): void {
    if (!this.#isFitted) this.fit();
    else if (isTiny(this.#size, this.#picture)) this.zoom(closest(this.#size, this.#picture) / this.#lie.scale);
    else this.zoom(Math.max(1 / this.#lie.scale, 2), at);
  }

  /** A picture that fits follows the finger sideways, as a page does that is about to be turned. */
  #pull(px: number): void {
    if (!this.onSwipe || !this.#isFitted) return;
    this.#stage.dataset.pulled = '';
    this.#print.style.setProperty('--x', `${px}px`);
  }

  #release(px: number, pxPerMs: number): void {
    if (!('pulled' in this.#stage.dataset)) return;
    delete this.#stage.dataset.pulled;
    const isFar = Math.abs(px) > this.#stage.clientWidth / 4;
    const isQuick = Math.abs(px) > QUICK_PX && px * pxPerMs > 0 && Math.abs(pxPerMs) > QUICK_PX_PER_MS;
    // What is not turned lies where it lay; the style sheet takes it there.
    this.#draw();
    const towards = getComputedStyle(this.#stage).direction === 'rtl' ? 1 : -1;
    if (isFar || isQuick) this.onSwipe?.(px > 0 === towards > 0 ? 1 : -1);
  }

  get #size(): Size {
    return { width: this.#stage.clientWidth, height: this.#stage.clientHeight };
  }

  #lay(lie: Lie): void {
    this.#lie = bounded(lie, this.#size, this.#picture);
    this.#isFitted = this.#lie.scale <= fitScale(this.#size, this.#picture) + 1e-6;
    this.#draw();
    this.onChange();
  }

  #draw(): void {
    const { scale, x, y } = this.#lie;
    const set = (name: string, px: number): void => this.#print.style.setProperty(name, `${px}px`);
    set('--width', this.#picture.width * scale);
    set('--height', this.#picture.height * scale);
    set('--x', x);
    set('--y', y);
    this.#stage.toggleAttribute('data-near', !this.#isFitted);
  }
}
