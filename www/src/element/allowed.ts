import { PellicleError } from '../errors.js';
import { instance } from '../instance.js';

/**
 * Why a server did not answer, where it is there for everyone and only not for pages of this origin; a browser gives both out
 * as the same silence. It is the first thing that a site's owner meets, and no visitor can do anything about it.
 */
export async function turnedAway(link: string): Promise<PellicleError | undefined> {
  const { origin } = new URL(link);
  if (origin === location.origin) return undefined;
  const answers = await instance(origin).then(
    () => true,
    () => false,
  );
  if (!answers) return undefined;
  const error = new PellicleError('offline', `${origin} answers, but not to ${location.origin}: its operator lists that in allowed_origins`);
  console.warn(error.detail);
  return error;
}
