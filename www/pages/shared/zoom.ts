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

/** The closest look: four screen pixels for one of the picture's, or more where it is small. */
const CLOSEST = 4;

/** The scale at which the whole picture is seen. It is never shown larger than it is by itself. */
export function fitScale(stage: Size, picture: Size): number {
  return Math.min(1, stage.width / picture.width, stage.height / picture.height);
}

/** The whole picture in the middle. */
export function fitted(stage: Size, picture: Size): Lie {
  return { scale: fitScale(stage, picture), x: 0, y: 0 };
}

/** The same lie within its bounds: no smaller than fitted, no gap at an edge where there is picture to fill it. */
export function bounded(lie: Lie, stage: Size, picture: Size): Lie {
  const scale = clamp(lie.scale, fitScale(stage, picture), CLOSEST);
  const room = (length: number, space: number): number => Math.max(0, (length * scale - space) / 2);
  const across = room(picture.width, stage.width);
  const down = room(picture.height, stage.height);
  return { scale, x: clamp(lie.x, -across, across), y: clamp(lie.y, -down, down) };
}

/** Nearer or farther by a factor, with what lies under `at` (counted from the stage's middle) staying there. */
export function zoomed(lie: Lie, factor: number, at: Point, stage: Size, picture: Size): Lie {
  const scale = clamp(lie.scale * factor, fitScale(stage, picture), CLOSEST);
  const grown = scale / lie.scale;
  return bounded({ scale, x: at.x - (at.x - lie.x) * grown, y: at.y - (at.y - lie.y) * grown }, stage, picture);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
