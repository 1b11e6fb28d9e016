import type { Job } from './job.js';

/** How all pictures of the page are together. */
export interface Total {
  count: number;
  /** How many got through, also where they were deleted afterwards. */
  done: number;
  /** How many are on their way. */
  working: number;
  /**
   * How much of the whole is over, from 0 to 1. A large file counts for more, because it takes longer; one that did not get
   * through is over too, and one that waits for a look has not begun.
   */
  fraction: number;
}

/** Adds them up. */
export function totalOf(jobs: readonly Pick<Job, 'state' | 'file'>[]): Total {
  const total = { count: jobs.length, done: 0, working: 0, fraction: 0 };
  let moved = 0;
  let bytes = 0;
  for (const { state, file } of jobs) {
    const weight = Math.max(file.size, 1);
    bytes += weight;
    if (state.is === 'ready') continue;
    if (state.is === 'working') total.working += 1;
    else if (state.is !== 'failed' && state.is !== 'cancelled') total.done += 1;
    moved += weight * (state.is === 'working' ? state.progress.fraction : 1);
  }
  return { ...total, fraction: bytes === 0 ? 0 : moved / bytes };
}
