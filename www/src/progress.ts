/**
 * Where a picture is on its way, in this order; what a job does not do is left out.
 *
 * - `waiting`: for the module, or for a worker that is free
 * - `decoding`, `resizing`, `encoding`: it is prepared
 * - `sealing`: it is encrypted
 * - `uploading`: its bytes go to the server, also after a connection broke
 * - `downloading`: its bytes come from the server
 * - `opening`: it is decrypted and checked
 */
export type Stage =
  | 'waiting'
  | 'decoding'
  | 'resizing'
  | 'encoding'
  | 'sealing'
  | 'uploading'
  | 'downloading'
  | 'opening';

/** How far a job is. */
export interface Progress {
  /** What is being done. */
  stage: Stage;
  /** Bytes moved so far in `uploading` and `downloading`; 0 in every other stage. */
  loaded: number;
  /** Bytes to move in `uploading` and `downloading`; 1 in every other stage, so that `loaded / total` is a number. */
  total: number;
  /** How much of the whole job is done, from 0 to 1. It never falls. */
  fraction: number;
}

/** A job that reports progress. @internal */
export type Journey = 'prepare' | 'share' | 'album' | 'view';

/**
 * Where each stage begins and ends on the way of each job.
 * The shares of decoding, resizing and encoding are those that a 12-megapixel photo took; a network is guessed at half.
 */
const SPANS: Record<Journey, Partial<Record<Stage, readonly [number, number]>>> = {
  prepare: { waiting: [0, 0], decoding: [0.02, 0.5], resizing: [0.5, 0.7], encoding: [0.7, 1] },
  share: {
    waiting: [0, 0],
    decoding: [0.01, 0.25],
    resizing: [0.25, 0.35],
    encoding: [0.35, 0.46],
    sealing: [0.46, 0.5],
    uploading: [0.5, 1],
  },
  album: { waiting: [0, 0], downloading: [0.01, 0.7], sealing: [0.7, 0.75], uploading: [0.75, 1] },
  view: { waiting: [0, 0], downloading: [0.02, 0.9], opening: [0.9, 1] },
};

/** Turns stages and bytes into a {@link Progress} whose fraction never falls. @internal */
export function meter(journey: Journey, report: (progress: Progress) => void) {
  let highest = 0;
  return (stage: Stage, loaded: number, total: number): void => {
    const [from, to] = SPANS[journey][stage] ?? [highest, highest];
    const done = total > 0 ? Math.min(loaded / total, 1) : 0;
    // A resumed transfer may count fewer bytes than before the break; the bar stands still until it has caught up.
    highest = Math.max(highest, from + (to - from) * done);
    // Where nothing is known of the total, what has come is not told either: `loaded / total` would be no part of 1.
    report(total > 0 ? { stage, loaded, total, fraction: highest } : { stage, loaded: 0, total: 1, fraction: highest });
  };
}
