import { PellicleError, view } from 'pellicle';
import { extensionOf } from '../shared/save-name.js';
import type { Kept } from './record.js';

/** A zip, and how many pictures could not be put into it. */
export interface Zipped {
  blob: Blob;
  count: number;
  missing: number;
}

/**
 * Fetches and opens the pictures one after the other, and puts them into a zip, numbered in their order. Where views are
 * limited each takes one, so that it has been asked before.
 */
export async function zip(
  records: readonly Kept[],
  options: { signal: AbortSignal; onPicture: (done: number) => void },
): Promise<Zipped> {
  // Loaded when it is first needed: most people never do.
  const { downloadZip } = await import('client-zip');
  const digits = String(records.length).length;
  let count = 0;
  let missing = 0;
  async function* files(): AsyncGenerator<{ name: string; lastModified: Date; input: Blob }> {
    for (const [i, { link, created, views }] of records.entries()) {
      options.onPicture(i);
      try {
        const { blob } = await view(link, { spendView: views !== null, signal: options.signal });
        count += 1;
        const name = `${String(i + 1).padStart(digits, '0')}.${extensionOf(blob.type)}`;
        yield { name, lastModified: new Date(created), input: blob };
      } catch (error) {
        // One that is gone is left out and said; without a connection there is no use in going on.
        const code = error instanceof PellicleError ? error.code : 'internal';
        if (code === 'cancelled' || code === 'offline' || code === 'incident') throw error;
        missing += 1;
      }
    }
  }
  const blob = await downloadZip(files()).blob();
  return { blob, count, missing };
}
