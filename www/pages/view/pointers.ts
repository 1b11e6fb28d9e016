import { followWheel, pinch, placeOn } from '../shared/pinch.js';
import type { Point } from '../shared/zoom.js';

/** What fingers, a mouse and a wheel mean on the stage. Places are counted from its middle. */
export interface Gestures {
  onPan(by: Point): void;
  /** How far one pointer alone has come sideways since it came down, and how quickly it went when it left. */
  onPull(px: number): void;
  onRelease(px: number, pxPerMs: number): void;
  onZoom(factor: number, at: Point): void;
  onTap(at: Point): void;
}

/** A pointer that moved less than this was a tap. */
const TAP_PX = 6;
/** Two taps of a finger within this time are one double tap. */
const DOUBLE_TAP_MS = 320;
/** A finger that has not moved for this long before it left was at rest. */
const REST_MS = 100;

/** One pointer drags, two pinch, a wheel zooms; a click or a double click of a mouse, or a double tap, goes near and back. */
export function followPointers(stage: HTMLElement, { onPan, onPull, onRelease, onZoom, onTap }: Gestures): void {
  const down = new Map<number, Point>();
  let travelled = 0;
  /** How far the one pointer came, and its speed of late; nothing once a second one joined it. */
  let pulled: { px: number; pxPerMs: number; atMs: number } | undefined;
  let lastTap = -Infinity;
  /** How many clicks of a mouse follow one another, by what its owner calls a double click. */
  let clicks = 0;

  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    if (down.size === 0) travelled = 0;
    pulled = down.size === 0 ? { px: 0, pxPerMs: 0, atMs: event.timeStamp } : release();
    stage.setPointerCapture(event.pointerId);
    down.set(event.pointerId, placeOn(stage, event));
  });

  // It comes right after the pointer's own event, which counts nothing.
  stage.addEventListener('mousedown', ({ detail }) => (clicks = detail));

  stage.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = placeOn(stage, event);
    const others = [...down].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    down.set(event.pointerId, now);
    const by = { x: now.x - before.x, y: now.y - before.y };
    travelled += Math.hypot(by.x, by.y);
    const other = others[0];
    if (!other) {
      onPan(by);
      return pull(by.x, event.timeStamp);
    }
    const { by: half, factor, at } = pinch(before, now, other);
    onPan(half);
    onZoom(factor, at);
  });

  stage.addEventListener('pointerup', (event) => {
    pulled = release(event.timeStamp);
    if (!down.delete(event.pointerId) || down.size > 0 || travelled > TAP_PX) return;
    // The first click has done it already, and the second would only undo it.
    if (event.pointerType === 'mouse') return clicks % 2 === 0 && clicks > 0 ? undefined : onTap(placeOn(stage, event));
    const second = event.timeStamp - lastTap < DOUBLE_TAP_MS;
    lastTap = second ? -Infinity : event.timeStamp;
    // A single tap of a finger asks for the controls.
    if (second) onTap(placeOn(stage, event));
  });

  stage.addEventListener('pointercancel', (event) => {
    pulled = release();
    down.delete(event.pointerId);
  });

  followWheel(stage, onZoom);

  function pull(px: number, nowMs: number): void {
    if (!pulled) return;
    const pxPerMs = px / Math.max(nowMs - pulled.atMs, 1);
    pulled = { px: pulled.px + px, pxPerMs: (pulled.pxPerMs + pxPerMs) / 2, atMs: nowMs };
    if (travelled > TAP_PX) onPull(pulled.px);
  }

  /** Lets the picture go. A finger that rested before it left was in no hurry, and one that was called off meant nothing. */
  function release(nowMs?: number): undefined {
    if (!pulled) return;
    const { px, pxPerMs, atMs } = pulled;
    if (nowMs === undefined) onRelease(0, 0);
    else onRelease(px, nowMs - atMs > REST_MS ? 0 : pxPerMs);
  }
}
