import type { Point } from './zoom.js';

/** How much one notch of a wheel and one pixel of a track pad's pinch zoom. */
const WHEEL = 0.0016;
const PINCH_WHEEL = 0.01;
const LINE_PX = 16;

/** Where something happens on a stage. */
export function placeOn(stage: Element, { clientX, clientY }: MouseEvent): Point {
  const { left, top, width, height } = stage.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}

/** What one finger's move from `before` to `now` means while another one rests: how far the picture goes, and how near it comes. */
export function pinch(before: Point, now: Point, other: Point): { by: Point; factor: number; at: Point } {
  return {
    // Each finger's move counts for half of the way of the middle between them.
    by: { x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 },
    factor: distance(now, other) / Math.max(distance(before, other), 1),
    at: { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 },
  };
}

/** A wheel, and a pinch on a track pad, come nearer to where the pointer is. */
export function followWheel(stage: HTMLElement, onZoom: (factor: number, at: Point) => void): void {
  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const px = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
      onZoom(Math.exp(-px * (event.ctrlKey ? PINCH_WHEEL : WHEEL)), placeOn(stage, event));
    },
    { passive: false },
  );
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
