import { run } from './engine.js';
import { PellicleError } from './errors.js';
import { Looks } from './looks.js';
import { toPassword } from './options.js';
import { meter, type Progress } from './progress.js';

/** How a picture is looked at. */
export interface ViewOptions {
  /** The password, where the picture has one. */
  password?: string;
  /**
   * Whether looking may use up one of a limited number of views. Default: no, and such a picture rejects with
   * `view-limited` and the views that are left, so that one can ask first. A look that was cut short goes on when it is
   * asked for again on the same page within 10 minutes, and uses up no other view.
   */
  spendView?: boolean;
  /** Stops the download. The promise rejects with the code `cancelled` at once. */
  signal?: AbortSignal;
  /** Called at every step. */
  onProgress?(progress: Progress): void;
}

/** An opened picture: as whoever sealed it made it, so show it and do nothing else with it unprepared. */
export interface Viewed {
  /** The encoded picture, with its type. */
  blob: Blob;
  /** The media type: one of JPEG, PNG, WebP, GIF and AVIF, never a document. */
  type: string;
  /** Pixels across, as the sealed picture says: a hint for layout. */
  width: number;
  /** Pixels down, as the sealed picture says: a hint for layout. */
  height: number;
  /** The description, to be shown as text only. */
  alt: string | null;
  /** A name that is safe to save the picture under, where its uploader gave one. */
  name: string | null;
  /** When the server deletes the picture, or `null` when it did not say. */
  expires: Date | null;
  /** How many views are left after this one, or `null` where they are not limited. */
  viewsLeft: number | null;
}

const looks = new Looks();

/**
 * Downloads the picture of a link and opens it.
 *
 * @param link - The whole link. One that a mail program rewrote (`%23` for `#`) is repaired.
 * @throws {@link PellicleError} `link-damaged` before any request; `password-needed`, `wrong-key`, `view-limited`;
 * `not-found`, `gone`, `removed`, `incident`, `offline`; or what is wrong with the sealed bytes: `truncated`,
 * `not-pellicle`, `unsupported-version`, `unreportable`, `corrupt`, `bad-manifest`, `bad-padding`, `type-mismatch`.
 *
 * @example
 * ```ts
 * const { blob, alt } = await view(location.href);
 * image.src = URL.createObjectURL(blob);
 * image.alt = alt ?? '';
 * ```
 */
export async function view(link: string, options: ViewOptions = {}): Promise<Viewed> {
  const { signal, onProgress, spendView = false } = options;
  const text = String(link);
  const password = toPassword(options.password);
  try {
    const { bytes, type, expires, ...rest } = await run(
      'view',
      { link: text, password, viewValue: spendView ? looks.begin(text) : undefined },
      { signal, onStage: onProgress && meter('view', (progress) => options.onProgress?.(progress)) },
    );
    looks.end(text);
    return { ...rest, type, blob: new Blob([bytes], { type }), expires: expires === null ? null : new Date(expires * 1000) };
  } catch (error) {
    if (error instanceof PellicleError && error.code === 'view-limited') looks.end(text);
    throw error;
  }
}
