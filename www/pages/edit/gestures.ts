import { followWheel, pinch, placeOn } from '../shared/pinch.js';
import type { Point } from '../shared/zoom.js';

/** What one pointer does from where it goes down to where it leaves. Places are counted from the stage's middle. */
export interface Stroke {
  move(to: Point): void;
  end(): void;
  /** As if it had never begun: a second finger came, or the system took the pointer away. */
  cancel(): void;
}

/** What is done on the stage. */
export interface Gestures {
  /** A stroke that begins here, or nothing where the picture itself is moved. */
  begin(at: Point, target: Element): Stroke | undefined;
  onPan(by: Point): void;
  onZoom(factor: number, at: Point): void;
  /** Pressed and let go without moving. */
  onTap(target: Element): void;
}

/** A pointer that moved less than this was only pressed. */
const STILL_PX = 4;
const MIDDLE_BUTTON = 1;

/** One pointer draws or pans, two only ever pan and pinch, the middle button pans, a wheel zooms. Gives what ends a stroke. */
export function followStrokes(stage: HTMLElement, { begin, onPan, onZoom, onTap }: Gestures): () => boolean {
  const down = new Map<number, Point>();
  let stroke: Stroke | undefined;
  let travelled = 0;
  let pinched = false;

  const drop = (): boolean => {
    const was = stroke !== undefined && travelled >= STILL_PX;
    stroke?.cancel();
    stroke = undefined;
    return was;
  };

  stage.addEventListener('pointerdown', (event) => {
    const middle = event.button === MIDDLE_BUTTON;
    if ((event.button !== 0 && !middle) || !(event.target instanceof Element)) return;
    // The middle button's own scrolling would start besides.
    if (middle) event.preventDefault();
    const at = placeOn(stage, event);
    stage.setPointerCapture(event.pointerId);
    if (down.size === 0) {
      travelled = 0;
      pinched = false;
      stroke = middle ? undefined : begin(at, event.target);
    } else {
      pinched = true;
      drop();
    }
    down.set(event.pointerId, at);
  });

  stage.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = placeOn(stage, event);
    down.set(event.pointerId, now);
    const by = { x: now.x - before.x, y: now.y - before.y };
    travelled += Math.hypot(by.x, by.y);
    if (down.size === 1) {
      if (!stroke) return onPan(by);
      if (travelled >= STILL_PX) stroke.move(now);
      return;
    }
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1] ?? now;
    const { by: half, factor, at } = pinch(before, now, other);
    onPan(half);
    onZoom(factor, at);
  });

  stage.addEventListener('pointerup', (event) => {
    if (!down.delete(event.pointerId) || down.size > 0) return;
    const ended = stroke;
    stroke = undefined;
    if (travelled >= STILL_PX) ended?.end();
    else if (!pinched && event.target instanceof Element) onTap(elementUnder(event) ?? event.target);
  });

  stage.addEventListener('pointercancel', (event) => {
    if (down.delete(event.pointerId)) drop();
  });

  followWheel(stage, onZoom);

  return drop;
}

/** A captured pointer's events have the stage as their target, wherever it is. */
function elementUnder({ clientX, clientY }: MouseEvent): Element | null {
  return document.elementFromPoint(clientX, clientY);
}
