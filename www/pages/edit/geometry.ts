import type { Area } from 'pellicle';
import type { Lie, Point, Size } from '../shared/zoom.js';

/**
 * Where things are. Areas are kept in whole pixels of the upright picture before it is turned, as the package takes them;
 * a person sees and moves them in the turned one. Points on the screen are counted from the stage's middle.
 */

/** Quarter turns clockwise. */
export type Turns = 0 | 1 | 2 | 3;

/** Which edges a grip moves: -1 for the left or upper one, 1 for the right or lower one, 0 for neither. */
export interface Grip {
  x: -1 | 0 | 1;
  y: -1 | 0 | 1;
}

/** The turns after so many more, which may be negative. */
export function turnsAfter(turns: Turns, more: number): Turns {
  return ((((turns + more) % 4) + 4) % 4) as Turns;
}

/** A picture's size once it is turned. */
export function turnedSize(size: Size, turns: Turns): Size {
  return turns % 2 === 0 ? size : { width: size.height, height: size.width };
}

/** An area of a picture of this size, where it is once the picture is turned. */
export function turned(area: Area, size: Size, turns: Turns): Area {
  const { x, y, width, height } = area;
  const right = size.width - x - width;
  const below = size.height - y - height;
  switch (turns) {
    case 0:
      return area;
    case 1:
      return { x: below, y: x, width: height, height: width };
    case 2:
      return { x: right, y: below, width, height };
    case 3:
      return { x: y, y: right, width: height, height: width };
  }
}

/** The way back: an area of the turned picture, in pixels of the picture that is not turned and has this size. */
export function unturned(area: Area, size: Size, turns: Turns): Area {
  return turned(area, turnedSize(size, turns), turnsAfter(0, -turns));
}

/** The place in a picture of this size that lies under a point of the screen, in fractions of pixels. */
export function placeAt(point: Point, lie: Lie, size: Size): Point {
  return {
    x: (point.x - lie.x) / lie.scale + size.width / 2,
    y: (point.y - lie.y) / lie.scale + size.height / 2,
  };
}

/** The area that two places span, grown to whole pixels and cut at the picture's edges. It has a pixel at least. */
export function between(a: Point, b: Point, size: Size): Area {
  const span = (one: number, other: number, length: number): [number, number] => {
    const start = clamp(Math.floor(Math.min(one, other)), 0, length - 1);
    return [start, clamp(Math.ceil(Math.max(one, other)), start + 1, length) - start];
  };
  const [x, width] = span(a.x, b.x, size.width);
  const [y, height] = span(a.y, b.y, size.height);
  return { x, y, width, height };
}

/** The area of this size around a place, shifted into the picture where it would stick out. */
export function around(middle: Point, { width, height }: Size, size: Size): Area {
  const across = clamp(Math.round(width), 1, size.width);
  const down = clamp(Math.round(height), 1, size.height);
  return moved({ x: 0, y: 0, width: across, height: down }, { x: middle.x - across / 2, y: middle.y - down / 2 }, size);
}

/** The area somewhere else, as far as the picture reaches. */
export function moved(area: Area, by: Point, size: Size): Area {
  return {
    ...area,
    x: clamp(Math.round(area.x + by.x), 0, size.width - area.width),
    y: clamp(Math.round(area.y + by.y), 0, size.height - area.height),
  };
}

/** The area with the grip's edges moved; one that is pulled past the other stops a pixel before it. */
export function resized(area: Area, grip: Grip, by: Point, size: Size): Area {
  const span = (start: number, length: number, edge: number, way: number, limit: number): [number, number] => {
    const end = start + length;
    if (edge < 0) {
      const at = clamp(Math.round(start + way), 0, end - 1);
      return [at, end - at];
    }
    return [start, edge > 0 ? clamp(Math.round(end + way), start + 1, limit) - start : length];
  };
  const [x, width] = span(area.x, area.width, grip.x, by.x, size.width);
  const [y, height] = span(area.y, area.height, grip.y, by.y, size.height);
  return { x, y, width, height };
}

/**
 * The same in a fixed shape (width to height): a corner keeps the opposite one in its place, an edge keeps the middle of
 * the opposite edge, and the area ends where one of its sides would leave the picture.
 */
export function resizedIn(ratio: number, area: Area, grip: Grip, by: Point, size: Size): Area {
  const wide = area.width + grip.x * by.x;
  const tall = area.height + grip.y * by.y;
  // A corner follows whichever side was pulled farther.
  const wish = grip.x === 0 ? tall * ratio : grip.y === 0 ? wide : Math.max(wide, tall * ratio);
  const fixed = { x: area.x + (area.width * (1 - grip.x)) / 2, y: area.y + (area.height * (1 - grip.y)) / 2 };
  const room = (at: number, way: number, length: number): number =>
    way > 0 ? length - at : way < 0 ? at : 2 * Math.min(at, length - at);
  const most = Math.min(room(fixed.x, grip.x, size.width), room(fixed.y, grip.y, size.height) * ratio);
  const width = clamp(Math.round(clamp(wish, Math.max(1, ratio), most)), 1, size.width);
  const height = clamp(Math.round(width / ratio), 1, size.height);
  return moved(
    { x: 0, y: 0, width, height },
    { x: fixed.x - (width * (1 - grip.x)) / 2, y: fixed.y - (height * (1 - grip.y)) / 2 },
    size,
  );
}

/** The largest area of this shape in the picture, as near as it can be to the middle of another. */
export function largest(ratio: number, near: Area, size: Size): Area {
  const width = Math.min(size.width, size.height * ratio);
  const middle = { x: near.x + near.width / 2, y: near.y + near.height / 2 };
  return around(middle, { width, height: width / ratio }, size);
}

/** The whole picture. */
export function whole({ width, height }: Size): Area {
  return { x: 0, y: 0, width, height };
}

/** Whether two areas are the same. */
export function isSame(a: Area, b: Area): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
