import type { PellicleError } from '../errors.js';
import type { Progress } from '../progress.js';
import type { Shared } from '../share.js';
import type { Viewed } from '../view.js';

/**
 * What `<pellicle-upload>` and `<pellicle-picture>` tell their page. Every event bubbles and crosses shadow roots;
 * `pellicle-accept` alone can be cancelled.
 */
export interface PellicleEvents {
  /** A file was chosen. `preventDefault()` turns it away before anything is done with it. */
  'pellicle-accept': CustomEvent<{
    /** What was chosen. */
    file: File;
  }>;
  /** A picture is a step further. */
  'pellicle-progress': CustomEvent<{
    /** What was chosen. */
    file: File;
    /** The stage, and how much of the whole is done. */
    progress: Progress;
  }>;
  /** A picture is on the server: `detail` is what `share()` gives, such as `link` and `deleteToken`, and the file. */
  'pellicle-shared': CustomEvent<
    {
      /** What was chosen. */
      file: File;
    } & Shared
  >;
  /** A person took a shared picture back, or put another in its place, and it is deleted. */
  'pellicle-removed': CustomEvent<{
    /** What was chosen. */
    file: File;
    /** The link, which leads nowhere now. */
    link: string;
  }>;
  /** A picture could not be shared, deleted or shown, or a `<pellicle-upload>` has a setting that it cannot have. */
  'pellicle-error': CustomEvent<{
    /** What was chosen, where a picture was being shared. */
    file?: File;
    /** Why. */
    error: PellicleError;
  }>;
  /** The picture of a `<pellicle-picture>` is shown. */
  'pellicle-shown': CustomEvent<Viewed>;
}

declare global {
  interface HTMLElementEventMap extends PellicleEvents {}
}

/** Tells the page; `false` where it cancelled. */
export function tell<Name extends keyof PellicleEvents>(
  element: HTMLElement,
  name: Name,
  detail: PellicleEvents[Name]['detail'],
): boolean {
  const cancelable = name === 'pellicle-accept';
  return element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
}
