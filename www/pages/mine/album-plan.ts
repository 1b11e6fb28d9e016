import type { Kept } from './record.js';

/** What follows for an album from the pictures that go into it. */

/** Which of its pictures an album begins with. */
export type Order = 'oldest' | 'newest';

/** The pictures as the album has them. A story begins at its beginning, although the list has the newest first. */
export function inOrder(pictures: readonly Kept[], order: Order): Kept[] {
  const sorted = [...pictures].sort((a, b) => a.created - b.created);
  return order === 'oldest' ? sorted : sorted.reverse();
}

/** The instant at which the first of them goes, or `null` where none has one. */
export function firstToGo(pictures: readonly Pick<Kept, 'expires'>[]): number | null {
  const instants = pictures.flatMap(({ expires }) => expires ?? []);
  return instants.length > 0 ? Math.min(...instants) : null;
}

/**
 * How long an album is kept that goes with the first of its pictures, in whole seconds from now, or nothing where no
 * picture has an end. It never outlives one: it would show less than was put into it.
 */
export function secsUntilFirst(pictures: readonly Pick<Kept, 'expires'>[], nowMs = Date.now()): number | undefined {
  const first = firstToGo(pictures);
  return first === null ? undefined : Math.max(Math.floor((first - nowMs) / 1000), 1);
}

/** Those that would go before an album that is kept for so long. */
export function soonerThan<Picture extends Pick<Kept, 'expires'>>(pictures: readonly Picture[], secs: number, nowMs = Date.now()): Picture[] {
  return pictures.filter(({ expires }) => expires !== null && expires < nowMs + secs * 1000);
}
