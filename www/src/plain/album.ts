import { fromHex } from './base58.js';
import type { Bytes } from './bytes.js';
import { bad, readObject, type JsonObject } from './json.js';
import { ID } from './link.js';
import { checkVersion, objectsIn, optionalTextIn, textIn } from './manifest.js';

/** Pictures on the album's own server, with what fetches and opens each. @internal */
export interface Album {
  title: string | null;
  items: { id: string; blobKey: Bytes; viewToken: Bytes; caption: string | null }[];
}

/** Reads an album as strictly as a manifest. Throws `bad-manifest`. @internal */
export function readAlbum(bytes: Bytes): Album {
  const object = readObject(bytes);
  checkVersion(object);
  return {
    title: optionalTextIn(object, 'title'),
    items: objectsIn(object, 'items').map((item) => {
      const id = textIn(item, 'id');
      if (!ID.test(id)) throw bad('id');
      return { id, blobKey: keyIn(item, 'k'), viewToken: keyIn(item, 't'), caption: optionalTextIn(item, 'caption') };
    }),
  };
}

/** Lower-case digits only, so that one key is written in one way. */
function keyIn(item: JsonObject, key: string): Bytes {
  const digits = textIn(item, key);
  if (!/^[\da-f]{64}$/.test(digits)) throw bad(key);
  return fromHex(digits);
}
