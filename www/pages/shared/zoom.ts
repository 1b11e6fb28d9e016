/** A width and a height in pixels, or a place counted from a middle. */
export interface Size {
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}

/** How a picture lies on the stage: its scale, and how far its middle is from the stage's. */
export interface Lie extends Point {
  scale: number;
}

/** The closest look: four screen pixels for one of the picture's. */
const CLOSEST = 4;
/** Or as near as makes it fill this part of the stage, where it is so small that this is nearer. */
const FILLED = 0.5;

/** The scale at which the whole picture is seen. It is never shown larger than `largest`, which is its own size. */
export function fitScale(stage: Size, picture: Size, largest = 1): number {
  return Math.min(largest, stage.width / picture.width, stage.height / picture.height);
}

/** The closest look that there is at a picture: a tiny one comes nearer, so that something is seen of it. */
export function closest(stage: Size, picture: Size, largest = 1): number {
  return Math.max(CLOSEST, FILLED * fitScale(stage, picture, Infinity), fitScale(stage, picture, largest));
}

/** Whether so little is seen of a picture at four times its size that it comes nearer than that. */
export function isTiny(stage: Size, picture: Size): boolean {
  return closest(stage, picture) > CLOSEST;
}

/** The whole picture in the middle. */
export function fitted(stage: Size, picture: Size, largest = 1): Lie {
  return { scale: fitScale(stage, picture, largest), x: 0, y: 0 };
}

/** The same lie within its bounds: no smaller than fitted, no gap at an edge where there is picture to fill it. */
export function bounded(lie: Lie, stage: Size, picture: Size, largest = 1): Lie {
  const scale = clamp(lie.scale, fitScale(stage, picture, largest), closest(stage, picture, largest));
  const room = (length: number, space: number): number => Math.max(0, (length * scale - space) / 2);
  const across = room(picture.width, stage.width);
  const down = room(picture.height, stage.height);
  return { scale, x: clamp(lie.x, -across, across), y: clamp(lie.y, -down, down) };
}

/** Nearer or farther by a factor, with what lies under `at` (counted from the stage's middle) staying there. */
export function zoomed(lie: Lie, factor: number, at: Point, stage: Size, picture: Size, largest = 1): Lie {
  const scale = clamp(lie.scale * factor, fitScale(stage, picture, largest), closest(stage, picture, largest));
  const grown = scale / lie.scale;
  return bounded({ scale, x: at.x - (at.x - lie.x) * grown, y: at.y - (at.y - lie.y) * grown }, stage, picture, largest);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
