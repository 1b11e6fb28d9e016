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
  'pellicle-accept': CustomEvent<{ file: File }>;
  /** A picture is a step further. */
  'pellicle-progress': CustomEvent<{ file: File; progress: Progress }>;
  /** A picture is on the server: its link, its delete token, its receipt. */
  'pellicle-shared': CustomEvent<{ file: File } & Shared>;
  /** A person took a shared picture back, and it is deleted. */
  'pellicle-removed': CustomEvent<{ file: File; link: string }>;
  /** A picture could not be shared, deleted or shown. `file` is there where one was being shared. */
  'pellicle-error': CustomEvent<{ file?: File; error: PellicleError }>;
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
