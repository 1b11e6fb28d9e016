import { between, moved, resized, resizedIn, type Grip } from './geometry.js';
import type { Stroke } from './gestures.js';
import type { Session } from './session.js';
import type { Surface } from './surface.js';

/** A box with a side shorter than this was not meant to be one: something outside the picture was dragged. */
const THINNEST_PX = 2;

let strokes = 0;

/** What a pointer begins that goes down on this part of the surface, in the hand of the present tool. */
export function strokeOn(surface: Surface, session: Session, target: Element, start: { x: number; y: number }): Stroke | undefined {
  const grip = surface.gripOf(target);
  const at = surface.boxOf(target);
  if (session.tool === 'cover') return at === undefined ? drawing(surface, session, start) : reshaping(at);
  if (session.tool === 'crop' && surface.isFrame(target)) return framing();
  return undefined;

  /** Moves or resizes a box. */
  function reshaping(at: number): Stroke {
    const area = session.covers[at];
    session.select(at);
    return stroke((by, run) => {
      if (area) session.setCover(at, grip ? resized(area, grip, by, session.size) : moved(area, by, session.size), run);
    });
  }

  /** Moves or resizes the crop. */
  function framing(): Stroke {
    const area = session.crop;
    const pulled = (grip: Grip, by: { x: number; y: number }) =>
      session.ratio === undefined
        ? resized(area, grip, by, session.size)
        : resizedIn(session.ratio, area, grip, by, session.size);
    return stroke((by, run) => session.setCrop(grip ? pulled(grip, by) : moved(area, by, session.size), run));
  }

  function stroke(act: (by: { x: number; y: number }, run: string) => void): Stroke {
    const before = session.history;
    const run = `stroke ${++strokes}`;
    const from = surface.placeAt(start);
    return {
      move: (to) => {
        const now = surface.placeAt(to);
        act({ x: now.x - from.x, y: now.y - from.y }, run);
      },
      end: () => {
        surface.focusWorkedOn();
        surface.say();
      },
      cancel: () => session.restore(before),
    };
  }
}

/** A new box, from where the pointer went down. */
function drawing(surface: Surface, session: Session, start: { x: number; y: number }): Stroke {
  const before = session.history;
  const run = `stroke ${++strokes}`;
  const from = surface.placeAt(start);
  let at: number | undefined;
  const cancel = (): void => session.restore(before);
  return {
    move: (to) => {
      const area = between(from, surface.placeAt(to), session.size);
      if (at === undefined) at = session.addCover(area, run);
      else session.setCover(at, area, run);
    },
    end: () => {
      const area = at === undefined ? undefined : session.covers[at];
      if (!area || area.width < THINNEST_PX || area.height < THINNEST_PX) return cancel();
      surface.focusWorkedOn();
      surface.say();
    },
    cancel,
  };
}
