import type { Point } from './zoom.js';

/** What fingers, a mouse and a wheel mean on the stage. Places are counted from its middle. */
export interface Gestures {
  onPan(by: Point): void;
  onZoom(factor: number, at: Point): void;
  onTap(at: Point): void;
}

/** A pointer that moved less than this was a tap. */
const TAP_PX = 6;
/** Two taps of a finger within this time are one double tap. */
const DOUBLE_TAP_MS = 320;
/** How much one notch of a wheel and one pixel of a track pad's pinch zoom. */
const WHEEL = 0.0016;
const PINCH_WHEEL = 0.01;
const LINE_PX = 16;

/** One pointer drags, two pinch, a wheel zooms; a click of a mouse or a double tap goes near and back. */
export function followPointers(stage: HTMLElement, { onPan, onZoom, onTap }: Gestures): void {
  const down = new Map<number, Point>();
  let travelled = 0;
  let lastTap = -Infinity;

  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    if (down.size === 0) travelled = 0;
    stage.setPointerCapture(event.pointerId);
    down.set(event.pointerId, place(event));
  });

  stage.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = place(event);
    const others = [...down].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    down.set(event.pointerId, now);
    const by = { x: now.x - before.x, y: now.y - before.y };
    travelled += Math.hypot(by.x, by.y);
    const other = others[0];
    if (!other) return onPan(by);
    // Each finger's move counts for half of the way of the middle between them.
    onPan({ x: by.x / 2, y: by.y / 2 });
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    onZoom(distance(now, other) / Math.max(distance(before, other), 1), middle);
  });

  stage.addEventListener('pointerup', (event) => {
    if (!down.delete(event.pointerId) || down.size > 0 || travelled > TAP_PX) return;
    const second = event.timeStamp - lastTap < DOUBLE_TAP_MS;
    lastTap = second ? -Infinity : event.timeStamp;
    // A single tap of a finger asks for the controls; a mouse has its wheel and shows them by moving.
    if (event.pointerType === 'mouse' || second) onTap(place(event));
  });

  stage.addEventListener('pointercancel', (event) => down.delete(event.pointerId));

  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const px = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
      onZoom(Math.exp(-px * (event.ctrlKey ? PINCH_WHEEL : WHEEL)), place(event));
    },
    { passive: false },
  );

  function place({ clientX, clientY }: MouseEvent): Point {
    const { left, top, width, height } = stage.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
