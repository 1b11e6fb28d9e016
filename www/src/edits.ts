import { PellicleError } from './errors.js';

/** A part of a picture, in pixels from its upper left. */
export interface Area {
  /** Pixels left of it. */
  x: number;
  /** Pixels above it. */
  y: number;
  /** Pixels across, from 1. */
  width: number;
  /** Pixels down, from 1. */
  height: number;
}

/**
 * What is done to a picture before it is shared. Areas are in pixels of the picture before any of this: upright, in its own
 * size, which is `receipt.input` of {@link prepare}. Whoever lets a person draw them shows what `prepare` makes, and scales:
 * an `<img>` of the file may have another size, from a JPEG's resolution, and be turned otherwise.
 */
export interface Edits {
  /** Degrees clockwise: 0, 90, 180 or 270. It is done last. Default: 0. */
  rotate?: 0 | 90 | 180 | 270;
  /**
   * All that is left of it. It may lose up to three pixels on a side, where the file stores colours for several pixels at
   * once, and never gains one. Default: everything.
   */
  crop?: Area;
  /**
   * Covered in black, before anything is resized or encoded: nothing of what was there is left. Default: none.
   */
  covers?: Area[];
}

/** The most areas that may be covered. */
const MAX_COVERS = 1000;

/** Edits as they cross to Rust: quarter turns, and four numbers for each area. @internal */
export interface PlainEdits {
  quarterTurns: number;
  crop: Uint32Array | undefined;
  covers: Uint32Array;
}

/** The edits among the options of `prepare` and `share`. @internal */
export function editsIn(options: { edits?: Edits | undefined }): PlainEdits | undefined {
  const stray = ['rotate', 'crop', 'cover', 'covers'].find((name) => name in options);
  if (stray !== undefined) throw new PellicleError('bad-option', `${stray} has no meaning beside edits, but in it`);
  return toEdits(options.edits);
}

/** Edits, where anything is done at all. Whether areas lie in the picture is known once it has been read. @internal */
export function toEdits(edits: Edits | undefined): PlainEdits | undefined {
  if (edits === undefined) return undefined;
  if (typeof edits !== 'object' || edits === null || Array.isArray(edits)) {
    throw new PellicleError('bad-option', 'edits is an object of rotate, crop and covers');
  }
  const { rotate = 0, crop, covers = [], ...others } = edits;
  // Under a name that means nothing here, what was to be covered would be shared uncovered.
  const [other] = Object.keys(others);
  if (other !== undefined) throw new PellicleError('bad-option', `edits has rotate, crop and covers, and no ${other}`);
  if (![0, 90, 180, 270].includes(rotate)) throw new PellicleError('bad-option', 'rotate is 0, 90, 180 or 270');
  if (!Array.isArray(covers) || covers.length > MAX_COVERS) {
    throw new PellicleError('bad-option', `covers is a list of at most ${MAX_COVERS} areas`);
  }
  return {
    quarterTurns: rotate / 90,
    crop: crop === undefined ? undefined : Uint32Array.from(toNumbers(crop)),
    covers: Uint32Array.from(covers.flatMap(toNumbers)),
  };
}

function toNumbers(area: Area): number[] {
  const { x, y, width, height } = Object(area) as Area;
  const numbers = [x, y, width, height];
  const fits = (number: number, at: number) => Number.isInteger(number) && number >= (at < 2 ? 0 : 1) && number <= 0xffff;
  if (numbers.every(fits)) return numbers;
  throw new PellicleError('bad-option', 'an area is { x, y, width, height } in whole pixels');
}
