import { makeZip } from 'client-zip';
import { PellicleError, type Code, type Viewed } from 'pellicle';
import { Unique, type Names } from './names.js';
import type { Pictures } from './pictures.js';

/** What is put into one file, and who hears how far it is. */
export interface Collection {
  pictures: Pictures;
  names: Names;
  indices: readonly number[];
  /** Whether a view may be used up where they are limited. Else such a picture is left out. */
  spendViews: boolean;
  signal: AbortSignal;
  /** Called before each picture, with how many came before it and what they weigh. */
  onProgress(done: number, bytes: number): void;
}

/** A picture that is not in the file, and why: `view-limited` where nobody has agreed to use up a view. */
export interface Missing {
  index: number;
  code: Code;
}

/** A zip file as it is made. What it holds and lacks is complete when the stream has ended. */
export interface Collected {
  stream: ReadableStream<Uint8Array>;
  missing: Missing[];
  saved: number;
}

/** So many pictures in a row that could not be fetched mean that no other can either. */
const MOST_OFFLINE = 2;

/**
 * Pictures one after another as a zip file: stored, because no picture gets smaller by being packed. It is made as fast as
 * it is read, and no more than two pictures are in memory for it.
 */
export function collect(collection: Collection): Collected {
  const collected: Collected = { stream: new ReadableStream(), missing: [], saved: 0 };
  collected.stream = makeZip(entries(collection, collected));
  return collected;
}

async function* entries(collection: Collection, collected: Collected): AsyncGenerator<{ name: string; input: Blob; lastModified: Date }> {
  const { pictures, names, indices, spendViews, signal, onProgress } = collection;
  const lastModified = new Date();
  const unique = new Unique();
  const take = (index: number | undefined): Promise<Viewed> | undefined => {
    const taken = index === undefined ? undefined : pictures.take(index, signal, spendViews);
    // Whoever waits for it hears of it; nobody may, where it all ends before its turn.
    taken?.catch(() => {});
    return taken;
  };
  let bytes = 0;
  let offline = 0;
  let coming = take(indices[0]);
  for (const [at, index] of indices.entries()) {
    onProgress(at, bytes);
    const present = coming;
    // The next one comes while this one is written. One whose view would be used up comes when nothing else can fail.
    coming = spendViews || offline >= MOST_OFFLINE ? undefined : take(indices[at + 1]);
    try {
      const viewed = await (present ?? (offline >= MOST_OFFLINE ? Promise.reject(new PellicleError('offline')) : take(index)));
      signal.throwIfAborted();
      if (!viewed) continue;
      offline = 0;
      yield { name: unique.of(names.nameOf(index, viewed)), input: viewed.blob, lastModified };
      collected.saved++;
      bytes += viewed.blob.size;
    } catch (error) {
      signal.throwIfAborted();
      const { code } = error instanceof PellicleError ? error : new PellicleError('internal');
      if (code === 'offline') offline++;
      collected.missing.push({ index, code });
    }
  }
  onProgress(indices.length, bytes);
}
