import type { Point } from '../shared/zoom.js';
import { moved, resized, resizedIn } from './geometry.js';
import type { Session } from './session.js';
import type { Surface } from './surface.js';

/** How far an arrow key moves the picture itself, in pixels of the screen. */
const PAN_PX = 80;
/** How much nearer one press goes. */
export const ZOOM_STEP = 1.5;
/** How far an arrow key moves a box, in hundredths of the picture. */
const STEP = 0.01;

const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What keys do beyond the picture itself. */
export interface Deeds {
  undo(): void;
  redo(): void;
  deleteBox(at: number): void;
  leave(): void;
}

/** Listens in the editor: boxes and the crop's frame are moved where they have the focus, the picture elsewhere. */
export function listenForKeys(dialog: HTMLElement, session: Session, surface: Surface, deeds: Deeds): void {
  dialog.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (!deed(event, event.target)) return;
    event.preventDefault();
  });

  /** Does what the key says, and says whether it said anything. */
  function deed(event: KeyboardEvent, target: Element): boolean {
    const { key } = event;
    if (key === 'Escape') return act(deeds.leave);
    if (event.ctrlKey || event.metaKey) {
      if (key.toLowerCase() === 'z') return act(event.shiftKey ? deeds.redo : deeds.undo);
      return key.toLowerCase() === 'y' && act(deeds.redo);
    }
    const box = surface.boxOf(target);
    const arrow = ARROWS[key];
    if (box !== undefined && (key === 'Delete' || key === 'Backspace')) return act(() => deeds.deleteBox(box));
    if (arrow && box !== undefined) return act(() => nudgeBox(box, arrow, event));
    if (arrow && surface.isFrame(target)) return act(() => nudgeCrop(arrow, event));
    if (event.altKey) return false;
    // The picture moves against the arrow: the arrow says which way one looks.
    if (arrow && target === surface.element) return act(() => surface.pan({ x: -arrow.x * PAN_PX, y: -arrow.y * PAN_PX }));
    if (key === '+' || key === '=') return act(() => surface.zoom(ZOOM_STEP));
    if (key === '-' || key === '_') return act(() => surface.zoom(1 / ZOOM_STEP));
    return key === '0' && act(() => surface.fit());
  }

  function nudgeBox(at: number, arrow: Point, event: KeyboardEvent): void {
    const area = session.covers[at];
    if (!area) return;
    const by = step(arrow, event);
    if (event.shiftKey) session.setCover(at, resized(area, { x: 1, y: 1 }, by, session.size), `resize ${at}`);
    else session.setCover(at, moved(area, by, session.size), `move ${at}`);
    surface.say();
  }

  function nudgeCrop(arrow: Point, event: KeyboardEvent): void {
    const { crop, size, ratio } = session;
    const by = step(arrow, event);
    if (!event.shiftKey) session.setCrop(moved(crop, by, size), 'move crop');
    else if (ratio === undefined) session.setCrop(resized(crop, { x: 1, y: 1 }, by, size), 'resize crop');
    else {
      // Only along the arrow: the other side follows by the shape, so that smaller works as well as larger.
      const way = by.x + by.y * ratio;
      session.setCrop(resizedIn(ratio, crop, { x: 1, y: 1 }, { x: way, y: way / ratio }, size), 'resize crop');
    }
    surface.say();
  }

  /** One hundredth of the picture, or with Alt one pixel. */
  function step(arrow: Point, { altKey }: KeyboardEvent): Point {
    const { width, height } = session.size;
    const px = (length: number): number => (altKey ? 1 : Math.max(1, Math.round(length * STEP)));
    return { x: arrow.x * px(width), y: arrow.y * px(height) };
  }
}

function act(deed: () => void): boolean {
  deed();
  return true;
}
