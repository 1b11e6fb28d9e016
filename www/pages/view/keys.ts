import type { Point } from '../shared/zoom.js';

/** What keys do while a picture is shown. */
export interface Deeds {
  nearer(): void;
  farther(): void;
  fit(): void;
  full(): void;
  still(): void;
  save(): void;
  pan(by: Point): void;
}

/** How far an arrow key moves a picture, in pixels. */
const STEP_PX = 80;

/** Listens for plus, minus, 0, f, m, d, the arrows and Escape until the signal ends. */
export function listenForKeys(deeds: Deeds, signal: AbortSignal): void {
  const byKey: Record<string, () => void> = {
    '+': deeds.nearer,
    '=': deeds.nearer,
    '-': deeds.farther,
    _: deeds.farther,
    '0': deeds.fit,
    Escape: deeds.fit,
    f: deeds.full,
    m: deeds.still,
    d: deeds.save,
    // The picture moves against the arrow: the arrow says which way one looks.
    ArrowLeft: () => deeds.pan({ x: STEP_PX, y: 0 }),
    ArrowRight: () => deeds.pan({ x: -STEP_PX, y: 0 }),
    ArrowUp: () => deeds.pan({ x: 0, y: STEP_PX }),
    ArrowDown: () => deeds.pan({ x: 0, y: -STEP_PX }),
  };
  addEventListener(
    'keydown',
    (event) => {
      // Keys with a modifier are the browser's own: Ctrl+plus zooms the page, Ctrl+D keeps it.
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
      const deed = byKey[event.key] ?? byKey[event.key.toLowerCase()];
      if (!deed) return;
      event.preventDefault();
      deed();
    },
    { signal },
  );
}
