import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { corpus, photo } from '../pictures.js';

/** The photos that are timed: those of a folder, else of the corpus, else one that is made here and that codecs find easy. */
export async function photosOf(folder) {
  const paths = folder ? (await readdir(folder)).sort().map((name) => join(folder, name)) : corpus('photos');
  const found = await read(paths);
  if (folder && found.length === 0) throw new Error(`there is no JPEG or PNG in ${folder}`);
  return found.length
    ? found
    : [{ name: 'made here', bytes: photo({ width: 4080, height: 3072, orientation: 1 }), type: 'image/jpeg' }];
}

/** Pictures that never were a JPEG, so no encoder is helped by what another one did to them. They are judged, not timed. */
export function losslessPictures() {
  return read(corpus('kodak'));
}

function read(paths) {
  const pictures = paths.filter((path) => /\.(jpe?g|png)$/i.test(path));
  return Promise.all(
    pictures.map(async (path) => ({
      name: basename(path),
      bytes: await readFile(path),
      type: /png$/i.test(path) ? 'image/png' : 'image/jpeg',
    })),
  );
}
