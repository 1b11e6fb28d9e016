import { type Code, isCode, sentence } from './sentences.js';

/** An error as it crosses from the worker: plain data, because a structured clone drops a class. @internal */
export interface Failure {
  code: string;
  message: string;
  viewsLeft?: number | undefined;
  item?: number | undefined;
  goneBecause?: string | undefined;
}

/** How a picture went: its time was over, whoever shared it deleted it, or it has been seen as often as it could be. */
export type GoneBecause = 'expired' | 'deleted' | 'views-spent';

const REASONS: readonly unknown[] = ['expired', 'deleted', 'views-spent'] satisfies GoneBecause[];

/** Whether that is how a picture can go. @internal */
export function isGoneBecause(text: unknown): text is GoneBecause {
  return REASONS.includes(text);
}

/** What an error may say besides its code. */
export interface ErrorDetails extends ErrorOptions {
  /** How many views the picture has left. */
  viewsLeft?: number | undefined;
  /** Which of several pictures is the reason, by its place, from 0. */
  item?: number | undefined;
  /** How the picture went. */
  goneBecause?: GoneBecause | undefined;
}

/**
 * Why something could not be done.
 *
 * Every promise of this package rejects with a `PellicleError` and with nothing else. `code` never changes its meaning
 * and is what a program should look at. Neither `message` nor `detail` ever holds a secret, a password or a file name.
 *
 * @example
 * ```ts
 * try {
 *   await view(link);
 * } catch (error) {
 *   if (error instanceof PellicleError && error.code === 'password-needed') askForPassword();
 *   else throw error;
 * }
 * ```
 */
export class PellicleError extends Error {
  /** Always `'PellicleError'`: what tells it from others where classes differ, as between frames. */
  override readonly name = 'PellicleError';
  /** The stable code: a program decides by it. */
  readonly code: Code;
  /** What happened, in the words of the part that noticed: for developers and logs, in English. */
  readonly detail: string;
  /** How many views the picture has left, where the server said so. */
  declare readonly viewsLeft?: number;
  /** Which of several pictures is the reason, where one is: its place in what was given, from 0. Only `shareAlbum` is given several. */
  declare readonly item?: number;
  /**
   * How the picture went, with the code `gone`, where the server said so. It tells only those who had the picture, so of
   * one with a password it does not.
   */
  declare readonly goneBecause?: GoneBecause;

  /**
   * For pages that want to throw what this package would, such as in a test.
   *
   * @param code - The code, which also gives the `message`: the English sentence for a person.
   * @param detail - What happened, for developers. Default: the sentence.
   * @param details - The `cause`, as every `Error` takes it, and what else is known.
   */
  constructor(code: Code, detail: string = sentence(code), { cause, viewsLeft, item, goneBecause }: ErrorDetails = {}) {
    super(sentence(code), cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
    if (viewsLeft !== undefined) this.viewsLeft = viewsLeft;
    if (item !== undefined) this.item = item;
    if (goneBecause !== undefined) this.goneBecause = goneBecause;
  }
}

/** The error for what a worker reported. @internal */
export function fromFailure({ code, message, viewsLeft, item, goneBecause }: Failure): PellicleError {
  if (!isCode(code)) return new PellicleError('internal', `An unknown code: ${code}`);
  return new PellicleError(code, message, { viewsLeft, item, goneBecause: isGoneBecause(goneBecause) ? goneBecause : undefined });
}

/** The error for a signal that was aborted. @internal */
export function cancelled(signal?: AbortSignal): PellicleError {
  return new PellicleError('cancelled', undefined, { cause: signal?.reason });
}
