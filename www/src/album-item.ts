import { PellicleError } from './errors.js';

/** No caller can write this key, so that every {@link AlbumItem} comes from an album that was opened. */
declare const OF_AN_ALBUM: unique symbol;

/**
 * One picture of an album that was opened. It may be shown and logged: what opens the picture is kept apart from it, so a
 * copy of it opens nothing.
 */
export interface AlbumItem {
  /** The picture's id on its server. */
  readonly id: string;
  /** What the album says of the picture, to be shown as text only, or `null` where it says nothing. */
  readonly caption: string | null;
  /** It is not there when the program runs. @ignore */
  readonly [OF_AN_ALBUM]: never;
}

/** Where an item's picture is, and what fetches and opens it: K, then T. @internal */
export interface Place {
  server: string;
  id: string;
  keys: Uint8Array;
}

/** Kept beside the items and not in them: what prints, clones or serialises an item finds no key. */
const places = new WeakMap<AlbumItem, Place>();

/** An item of an album. @internal */
export function makeItem(place: Place, caption: string | null): AlbumItem {
  const item = Object.freeze({ id: place.id, caption }) as AlbumItem;
  places.set(item, place);
  return item;
}

/** Where an item's picture is. @internal */
export function placeOf(item: AlbumItem): Place {
  const place = places.get(item);
  if (place) return place;
  throw new PellicleError('bad-option', 'the item is one that viewAlbum gave, and no copy of it');
}
