import { PellicleError, remove, setExpiry, shareAlbum, type AlbumEntry, type Progress, type SharedAlbum } from 'pellicle';
import { faultOf, isGone, type Fault } from '../upload/fault.js';
import { keepAlbum } from './keep.js';
import type { Kept } from './record.js';
import { change } from './store.js';

/** What both lists, that of this visit and "My pictures", ask of the server about an album and its pictures. */

/** How an album is kept, and what it is called. */
export interface AlbumSettings {
  /** Empty for none. */
  title: string;
  expiresInSecs: number | undefined;
  views: number | undefined;
  /** Empty for none. */
  password: string;
}

/** Makes an album of pictures that are on the server, and remembers it. */
export async function makeAlbum(
  entries: AlbumEntry[],
  { title, expiresInSecs, views, password }: AlbumSettings,
  work: { signal: AbortSignal; onProgress(progress: Progress): void },
): Promise<SharedAlbum> {
  const shared = await shareAlbum(entries, {
    ...(title !== '' && { title }),
    ...(expiresInSecs !== undefined && { expiresIn: expiresInSecs }),
    ...(views !== undefined && { views }),
    ...(password !== '' && { password }),
    ...work,
  });
  // From here on it is on the server, and whatever fails must not hide that.
  keepAlbum(shared, title, entries.map(({ link }) => link), { views, password });
  return shared;
}

/** Why an album could not be made, and with which of its pictures, where one is the reason. */
export function whyNot<Picture>(error: unknown, pictures: readonly Picture[]): { fault: Fault; picture: Picture | undefined } {
  const fault = faultOf(error);
  const item = error instanceof PellicleError ? error.item : undefined;
  // Whichever was being asked for when a connection broke or a server was paused has nothing to do with it.
  const isItsOwn = isGone(fault) || ['password-needed', 'wrong-key', 'link-damaged'].includes(fault);
  return { fault, picture: item === undefined || !isItsOwn ? undefined : pictures[item] };
}

/** Something on the server that can be kept for longer or shorter. */
export interface Expiring {
  setExpiry(secs: number): Promise<Date>;
}

/** What is on the server, with its delete token: `onChange` hears the new instant. */
export function expiring(
  { link, deleteToken }: { link: string; deleteToken: string },
  onChange: (expires: Date) => Promise<void> | void,
): Expiring {
  return {
    setExpiry: async (secs) => {
      const expires = await setExpiry(link, { deleteToken, expiresIn: secs });
      await onChange(expires);
      return expires;
    },
  };
}

/** Something on the list, which shows the new instant the next time that it is drawn. */
export function kept(record: Kept): Expiring {
  return expiring(record, async (expires) => {
    record.expires = expires.getTime();
    await change(record.id, { expires: record.expires });
  });
}

/** Changes when the server deletes these pictures. One that is gone already keeps nobody from keeping the others. */
export async function expirePictures(secs: number, pictures: readonly Expiring[]): Promise<void> {
  await Promise.all(
    pictures.map((picture) =>
      picture.setExpiry(secs).catch((error: unknown) => {
        if (!isGone(faultOf(error))) throw error;
      }),
    ),
  );
}

/**
 * Changes when the server deletes an album's pictures, and then the album: without them it would show nothing. Where one of
 * them fails, the album stays as it was.
 */
export async function expireTogether(secs: number, album: Expiring, pictures: readonly Expiring[]): Promise<Date> {
  await expirePictures(secs, pictures);
  return album.setExpiry(secs);
}

/** Deletes from the server; gives why that did not work. What is gone already is as good as deleted. */
export async function deleteShared({ link, deleteToken }: { link: string; deleteToken: string }): Promise<Fault | undefined> {
  try {
    await remove(link, { deleteToken });
    return undefined;
  } catch (error) {
    const fault = faultOf(error);
    return isGone(fault) ? undefined : fault;
  }
}
