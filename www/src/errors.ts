import { type Code, isCode, sentence } from './sentences.js';

/** An error as it crosses from the worker: plain data, because a structured clone drops a class. @internal */
export interface Failure {
  code: string;
  message: string;
  viewsLeft?: number | undefined;
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
   * For pages that want to throw what this package would, such as in a test.
   *
   * @param code - The code, which also gives the `message`: the English sentence for a person.
   * @param detail - What happened, for developers. Default: the sentence.
   * @param options - The `cause`, as every `Error` takes it, `viewsLeft` and `item`.
   */
  constructor(
    code: Code,
    detail: string = sentence(code),
    options: ErrorOptions & { viewsLeft?: number | undefined; item?: number | undefined } = {},
  ) {
    super(sentence(code), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.detail = detail;
    if (options.viewsLeft !== undefined) this.viewsLeft = options.viewsLeft;
    if (options.item !== undefined) this.item = options.item;
  }
}

/** How the module's message begins where one of several pictures is the reason. */
const OF_ITEM = /^items\[(\d+)\]: /;

/** The error for what a worker reported. @internal */
export function fromFailure({ code, message, viewsLeft }: Failure): PellicleError {
  if (!isCode(code)) return new PellicleError('internal', `An unknown code: ${code}`);
  const item = OF_ITEM.exec(message)?.[1];
  return new PellicleError(code, message, { viewsLeft, item: item === undefined ? undefined : Number(item) });
}

/** The error for a signal that was aborted. @internal */
export function cancelled(signal?: AbortSignal): PellicleError {
  return new PellicleError('cancelled', undefined, { cause: signal?.reason });
}
