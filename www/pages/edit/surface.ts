import type { Area } from 'pellicle';
import { el } from '../shared/dom.js';
import { t } from '../text/text.js';
import { bounded, fitScale, fitted, zoomed, type Lie, type Point, type Size } from '../shared/zoom.js';
import { placeAt, type Grip } from './geometry.js';
import { followStrokes } from './gestures.js';
import type { Session } from './session.js';
import type { Source } from './source.js';
import { strokeOn } from './strokes.js';
import { boxLabel, cropLabel } from './words.js';

/** Room around a fitted picture, so that the grips at its edges can be taken hold of. */
const MARGIN_PX = 18;

/** A picture whose shorter side has less than this is fitted larger than it is: the grips at its edges would hide it. */
const LEAST_PX = 100;

const GRIPS: Grip[] = ([-1, 0, 1] as const).flatMap((y) => ([-1, 0, 1] as const).map((x) => ({ x, y }))).filter(({ x, y }) => x || y);

/** The picture with its boxes and its crop: it holds how it lies, draws what the session says, and takes pointers. */
export class Surface {
  readonly element: HTMLElement;
  /** Called whenever the picture lies differently. */
  onLie: () => void = () => {};
  /** Takes back a stroke that is under way, and says whether there was one. */
  readonly dropStroke: () => boolean;
  readonly #session: Session;
  readonly #announce: (sentence: string) => void;
  readonly #print = el('div', { class: 'edit-print' });
  readonly #hole = el('div', { class: 'edit-hole' });
  readonly #frame = el('div', { class: 'edit-frame', role: 'group', 'aria-describedby': 'edit-frame-keys' }, ...grips());
  readonly #boxes: HTMLElement[] = [];
  #lie: Lie = { scale: 1, x: 0, y: 0 };
  #isFitted = true;
  #drawnSize = '';

  constructor(source: Source, session: Session, announce: (sentence: string) => void, signal: AbortSignal) {
    this.#session = session;
    this.#announce = announce;
    const image = el('img', { src: source.url, alt: '', draggable: 'false' });
    const shade = el('div', { class: 'edit-shade' }, this.#hole);
    this.#print.append(image, shade, this.#frame);
    this.element = el('div', { class: 'edit-stage', role: 'application', tabindex: '0', 'aria-label': t('edit.stage') }, this.#print);
    this.element.append(
      el('p', { id: 'edit-box-keys', hidden: true }, t('edit.box.keys')),
      el('p', { id: 'edit-frame-keys', hidden: true }, t('edit.frame.keys')),
    );
    this.dropStroke = followStrokes(this.element, {
      begin: (at, target) => strokeOn(this, session, target, at),
      onPan: (by) => this.pan(by),
      onZoom: (factor, at) => this.zoom(factor, at),
      onTap: (target) => {
        session.select(session.tool === 'cover' ? this.boxOf(target) : undefined);
        this.focusWorkedOn();
      },
    });
    this.element.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element)) return;
      const at = this.boxOf(target);
      if (at === undefined) return;
      session.select(at);
      this.#reveal(session.covers[at]);
    });
    // A turned phone or another window: what was fitted is fitted again.
    const watch = new ResizeObserver(() => (this.#isFitted ? this.fit() : this.#lay(this.#lie)));
    watch.observe(this.element);
    signal.addEventListener('abort', () => watch.disconnect());
  }

  get scale(): number {
    return this.#lie.scale;
  }

  get isFitted(): boolean {
    return this.#isFitted;
  }

  zoom(factor: number, at: Point = { x: 0, y: 0 }): void {
    this.#lay(zoomed(this.#lie, factor, at, this.#room, this.#session.size, this.#largest));
  }

  pan(by: Point): void {
    this.#lay({ ...this.#lie, x: this.#lie.x + by.x, y: this.#lie.y + by.y });
  }

  fit(): void {
    this.#lay(fitted(this.#room, this.#session.size, this.#largest));
  }

  /** The place in the picture under a point that is counted from the stage's middle. */
  placeAt(point: Point): Point {
    return placeAt(point, this.#lie, this.#session.size);
  }

  /** How much of the picture is seen, in its own pixels. */
  get seen(): Size {
    const { width, height } = this.#session.size;
    const { scale } = this.#lie;
    return { width: Math.min(width, this.#room.width / scale), height: Math.min(height, this.#room.height / scale) };
  }

  /** Which box this is or belongs to. */
  boxOf(target: Element): number | undefined {
    const box = target.closest<HTMLElement>('.edit-box');
    return box ? this.#boxes.indexOf(box) : undefined;
  }

  gripOf(target: Element): Grip | undefined {
    const grip = target.closest<HTMLElement>('.edit-grip');
    return GRIPS.find(({ x, y }) => grip?.dataset.grip === `${x} ${y}`);
  }

  isFrame(target: Element): boolean {
    return this.#frame.contains(target);
  }

  /** Puts the keyboard where the pointer was: on the chosen box, or on the crop's frame. */
  focusWorkedOn(): void {
    const { tool, selected } = this.#session;
    const worked = tool === 'crop' ? this.#frame : selected === undefined ? undefined : this.#boxes[selected];
    worked?.focus({ preventScroll: true });
  }

  /** Says where the box or the crop is now that is being worked on. */
  say(): void {
    const { tool, selected, covers, crop } = this.#session;
    const area = selected === undefined ? undefined : covers[selected];
    if (tool === 'crop') this.#announce(cropLabel(crop));
    else if (selected !== undefined && area) this.#announce(boxLabel(selected, area));
  }

  /** Draws what the session says. */
  draw(): void {
    const { size, crop, covers, tool, selected, draft } = this.#session;
    const drawn = `${size.width} × ${size.height}, ${draft.turns}`;
    if (drawn !== this.#drawnSize) {
      this.#drawnSize = drawn;
      this.#print.dataset.turns = String(draft.turns);
      if (this.element.isConnected) this.fit();
    }
    this.element.dataset.tool = tool;
    lay(this.#hole, crop, size);
    lay(this.#frame, crop, size);
    this.#frame.tabIndex = tool === 'crop' ? 0 : -1;
    this.#frame.ariaLabel = cropLabel(crop);
    // Boxes keep their elements, so that nobody loses the one they are on.
    while (this.#boxes.length > covers.length) this.#remove(this.#boxes.pop());
    while (this.#boxes.length < covers.length) this.#boxes.push(this.#print.insertBefore(box(), this.#frame));
    covers.forEach((cover, at) => {
      const box = this.#boxes[at];
      if (!box) return;
      lay(box, cover, size);
      box.ariaLabel = boxLabel(at, cover);
      box.tabIndex = tool === 'cover' ? 0 : -1;
      box.toggleAttribute('data-selected', at === selected);
    });
  }

  #remove(box: HTMLElement | undefined): void {
    const hadFocus = box !== undefined && document.activeElement === box;
    box?.remove();
    if (hadFocus) (this.#boxes.at(-1) ?? this.element).focus({ preventScroll: true });
  }

  /** Brings an area into view, where somebody came to it by keyboard. */
  #reveal(area: Area | undefined): void {
    if (!area) return;
    const { size } = this.#session;
    const { scale, x, y } = this.#lie;
    const middle = { x: (area.x + area.width / 2 - size.width / 2) * scale, y: (area.y + area.height / 2 - size.height / 2) * scale };
    const isSeen = Math.abs(middle.x + x) < this.#room.width / 2 && Math.abs(middle.y + y) < this.#room.height / 2;
    if (!isSeen) this.#lay({ scale, x: -middle.x, y: -middle.y });
  }

  get #room(): Size {
    const { clientWidth, clientHeight } = this.element;
    return { width: Math.max(1, clientWidth - 2 * MARGIN_PX), height: Math.max(1, clientHeight - 2 * MARGIN_PX) };
  }

  /** The largest scale at which it is fitted. */
  get #largest(): number {
    const { width, height } = this.#session.size;
    return Math.max(1, LEAST_PX / Math.min(width, height));
  }

  #lay(lie: Lie): void {
    const { size } = this.#session;
    this.#lie = bounded(lie, this.#room, size, this.#largest);
    this.#isFitted = this.#lie.scale <= fitScale(this.#room, size, this.#largest) + 1e-6;
    const { scale, x, y } = this.#lie;
    const set = (name: string, px: number): void => this.#print.style.setProperty(name, `${px}px`);
    set('--width', size.width * scale);
    set('--height', size.height * scale);
    set('--x', x);
    set('--y', y);
    this.element.toggleAttribute('data-near', !this.#isFitted);
    this.onLie();
  }
}

function box(): HTMLElement {
  return el('div', { class: 'edit-box', role: 'group', 'aria-describedby': 'edit-box-keys' }, ...grips());
}

function grips(): HTMLElement[] {
  return GRIPS.map(({ x, y }) => el('span', { class: 'edit-grip', 'data-grip': `${x} ${y}` }));
}

/** Puts an element over an area, in hundredths of the picture, so that it stays there at every scale. */
function lay(element: HTMLElement, area: Area, size: Size): void {
  const set = (name: string, part: number, of: number): void => element.style.setProperty(name, `${(100 * part) / of}%`);
  set('--left', area.x, size.width);
  set('--top', area.y, size.height);
  set('--across', area.width, size.width);
  set('--down', area.height, size.height);
}
