import { editsIn, type Edits } from './edits.js';
import { run } from './engine.js';
import { toBlob, toMaxEdge, toOptions, toOriginal, toPreset, type Preset } from './options.js';
import { meter, type Progress } from './progress.js';
import type { Receipt } from './receipt.js';

/** How a picture is prepared. */
export interface PrepareOptions {
  /** The longest side in pixels, from 1 to 65535, or `'full'`; nothing is ever enlarged. Default: 2048. */
  maxEdge?: number | 'full';
  /**
   * Keeps the pixels bit for bit, at their size whatever `maxEdge` says: only the file around them is written anew.
   * What has to stay of metadata, so that the picture looks the same, is in the receipt's `kept`. Default: `false`.
   */
  original?: boolean;
  /** What a JPEG is optimised for: `'smallest'` has about a quarter fewer bytes, looks nearly the same and takes longer. Default: `'balanced'`. */
  preset?: Preset;
  /** Turns, cuts and covers the picture; with any of them `original` is off. Default: nothing is done. */
  edits?: Edits;
  /** Stops the work. The promise rejects with the code `cancelled` at once. */
  signal?: AbortSignal;
  /**
   * Called at every step, and as bytes move. What it throws is reported as an error of the page, and does not stop the picture.
   *
   * @param progress - The stage, and how much of the whole is done.
   */
  onProgress?(progress: Progress): void;
}

/** A clean picture. */
export interface Prepared {
  /** The encoded picture, with its type. */
  blob: Blob;
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** What was found in the file and left behind. */
  receipt: Receipt;
}

/**
 * Makes a clean picture of a file: decoded, turned upright, converted to sRGB, resized and encoded anew, without any
 * metadata; or, with `original`, and of an animation that need not be smaller, the same pixels in a file that is written
 * anew. Nothing leaves the browser.
 *
 * @param file - A JPEG, PNG, WebP, GIF, AVIF, HEIC or JPEG XL of up to 50 MiB and 100 million pixels, known by its content and not by its name.
 * The last three need a decoder: the browser's, or for HEIC the module that `init` names. With `original`, HEIC and JPEG XL are refused.
 * @param options - How it is prepared. Default: at most 2048 pixels long, and nothing is done to it besides.
 * @returns The clean picture, and what was left behind.
 * @throws {@link PellicleError} `unsupported`, `malformed`, `too-large`, `timed-out` after 30 s of work,
 * `out-of-memory`, `cancelled`, `file`, `bad-option`. The file itself is never given back.
 *
 * @example
 * ```ts
 * const { blob, receipt } = await prepare(file, { maxEdge: 1024 });
 * console.log(receipt.removed.map((found) => found.class)); // ['location', 'camera', 'date']
 * ```
 */
export async function prepare(file: Blob, options: PrepareOptions = {}): Promise<Prepared> {
  const { signal, onProgress } = toOptions(options);
  const { bytes, type, width, height, receipt } = await run(
    'prepare',
    {
      file: toBlob(file),
      maxEdge: toMaxEdge(options.maxEdge),
      original: toOriginal(options.original),
      preset: toPreset(options.preset),
      edits: editsIn(options),
    },
    { signal, onStage: onProgress && meter('prepare', (progress) => options.onProgress?.(progress)) },
  );
  return { blob: new Blob([bytes], { type }), width, height, receipt };
}
