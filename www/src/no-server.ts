import { PellicleError } from './errors.js';

/**
 * Waits for what only a server of Pellicle's can answer. Where there is none, as on a page that forgot to say which, it has no
 * such address at all, and `not-found` would speak of a picture that nobody asked for. @internal
 */
export async function fromServer<T>(server: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof PellicleError) || error.code !== 'not-found') throw error;
    throw new PellicleError('server-error', `There is no server of Pellicle’s at ${server}: the option server names the address of one`, { cause: error });
  }
}
