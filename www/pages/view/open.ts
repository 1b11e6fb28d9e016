import { PellicleError, type ParsedLink, type ViewOptions } from 'pellicle';
import { showAlbum } from './album/show.js';
import { askForLink } from './ask-link.js';
import { askForPassword } from './ask-password.js';
import { askToSpend } from './ask-view.js';
import { offerRetry, type Why } from './dead-end.js';
import { warnExposed } from './exposed.js';
import { loading } from './loading.js';
import type { Place } from './place.js';
import { lookStore } from './look-store.js';
import type { Reader } from './reader.js';
import { showPicture } from './shown.js';

/** What a person may have to add before a picture opens. */
type Given = Pick<ViewOptions, 'password' | 'spendView'>;

/**
 * The way from the address to the picture, or to the album. Whatever stands in the way is asked for in place, and it is tried again with
 * the answer. The fragment goes from the address to what opens it, in this page or its worker, and nowhere else.
 */
export async function open(place: Place, reader: Reader, signal: AbortSignal): Promise<void> {
  let wait = loading(place);
  const link = await readLink(place, reader, signal);
  let given: Given = {};
  while (link && !signal.aborted) {
    if (!wait.isThere) wait = loading(place);
    try {
      const options = { ...given, ...lookStore, signal, onProgress: wait.update };
      // Nothing in a link says what it leads to.
      const { picture, album } = await reader.viewLink(link.link, { ...options, onPreview: wait.preview });
      if (signal.aborted) return;
      if (album) showAlbum(place, album, reader, signal);
      else await showPicture(place, picture, link.id, wait.lies, signal);
      return;
    } catch (error) {
      if (signal.aborted) return;
      given = { ...given, ...(await settle(place, error, given)) };
    } finally {
      wait.end();
    }
  }
}

/** The address as a whole link. One that is damaged is asked for until it is whole, or until another address came. */
async function readLink(place: Place, reader: Reader, signal: AbortSignal): Promise<ParsedLink | undefined> {
  while (!signal.aborted) {
    try {
      const parsed = await reader.parseLink(location.href);
      if (signal.aborted) break;
      if (parsed.exposed) {
        // The address bar shows the repaired link: what is copied from it no longer sends its key to a server.
        history.replaceState(null, '', parsed.link);
        warnExposed();
      }
      return parsed;
    } catch (error) {
      if (signal.aborted) break;
      const why = whyOf(error);
      if (why.code === 'link-damaged') history.replaceState(null, '', await askForLink(place, reader));
      else await offerRetry(place, why);
    }
  }
  return undefined;
}

/** Asks for whatever was missing. It only comes back with an answer; without one the page stays as it is. */
function settle(place: Place, error: unknown, given: Given): Promise<Given> {
  const why = whyOf(error);
  const { code } = why;
  if (code === 'view-limited') return askToSpend(place, (error as PellicleError).viewsLeft ?? 1);
  if (code === 'password-needed') return askForPassword(place, false);
  // A wrong password and a wrong key are the same failure; with a password given, that is what can be given anew.
  if (code === 'wrong-key' && given.password !== undefined) return askForPassword(place, true);
  return offerRetry(place, why);
}

function whyOf(error: unknown): Why {
  return error instanceof PellicleError ? error : { code: 'internal' };
}
