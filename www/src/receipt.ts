/** What a file was and what was made of it: the same JSON that `pellicle prepare --receipt` prints. */
export interface Receipt {
  /** The file that was given. */
  input: Dimensions;
  /** The picture that was made of it. */
  output: Dimensions;
  /** What was found in the file and left behind, most telling first. */
  removed: Removed[];
  /** What was done to the pixels. */
  changed: Change[];
  /**
   * What had to be kept: by original mode besides the pixels, so that the picture looks the same, and the size of an
   * animation that was asked to be smaller. It is not there when that is nothing.
   */
  kept?: Kept[];
}

/** A file's type and size. */
export interface Dimensions {
  /** A media type, such as `image/jpeg`. */
  type: string;
  /** The file's length in bytes. */
  bytes: number;
  /** Pixels across, as the picture is shown. */
  width: number;
  /** Pixels down, as the picture is shown. */
  height: number;
}

/** One class of metadata that was found and left behind. */
export interface Removed {
  /** What it was. */
  class: RemovedClass;
  /** How many there were, where that can be counted. */
  count?: number;
  /** How many bytes it took, where nothing else is known of it. */
  bytes?: number;
}

/**
 * What can be found in a picture besides the picture. The list is closed: a page has a sentence for every one.
 *
 * - `location`: where it was taken or what place it shows
 * - `camera`: the camera or phone and its settings; `lens`; `serial-number`: of one camera, one lens or one picture
 * - `date`: when it was taken or changed
 * - `author`: who made it, how to reach them, and their rights
 * - `caption`: a title, a description or keywords; `comment`; `text`: under a key that is not known
 * - `software`: the programs that it passed through; `editing-history`: identifiers and steps of editing
 * - `thumbnail`: a small picture of it, which may show what was cropped later; `hidden-picture`: a whole further picture
 * - `video`: that of a motion photo; `depth-map`; `gain-map`: the brighter half of an HDR photo
 * - `content-credentials`: a signed history; `ai-prompt`: what an image generator was asked for
 * - `color-profile`: with its names and dates; the colours were converted
 * - `trailing-data`: bytes behind the picture's end
 * - `unknown`: anything else
 */
export type RemovedClass =
  | 'location'
  | 'camera'
  | 'lens'
  | 'serial-number'
  | 'date'
  | 'author'
  | 'caption'
  | 'comment'
  | 'software'
  | 'thumbnail'
  | 'hidden-picture'
  | 'video'
  | 'depth-map'
  | 'gain-map'
  | 'content-credentials'
  | 'ai-prompt'
  | 'color-profile'
  | 'editing-history'
  | 'trailing-data'
  | 'text'
  | 'unknown';

/**
 * What can be done to a picture's pixels. The list is closed too.
 *
 * - `rotated`: turned or mirrored upright, as the file asked
 * - `turned`, `cropped`, `covered`: as `edits` asked
 * - `resized`: made smaller
 * - `converted-to-srgb`: its colours were those of another profile
 * - `reduced-to-8-bit`: it had more bits for each colour
 * - `converted`: it is of another type than the file was
 */
export type Change = 'rotated' | 'turned' | 'cropped' | 'covered' | 'resized' | 'converted-to-srgb' | 'reduced-to-8-bit' | 'converted';

/**
 * What can be kept besides the pixels: numbers that say how to show them; and an animation's size, because it would have
 * no fewer bytes if it were smaller, or has so many pixels that it would take too long. The list is closed too.
 *
 * - `orientation`: how the picture is turned
 * - `color-profile`: what its colours mean, without names, texts and dates
 * - `size-for-bytes`, `size-for-time`: the size of an animation that was asked to be smaller
 */
export type Kept = 'orientation' | 'color-profile' | 'size-for-bytes' | 'size-for-time';
