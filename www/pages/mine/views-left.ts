import { PellicleError, view, viewAlbum } from 'pellicle';
import { faultOf, isGone, type Fault } from '../upload/fault.js';
import type { Kept } from './record.js';

/** How many views are left, or that there is nothing to see any more, or why nobody knows. */
export type Left = number | 'gone' | { fault: Fault };

/** How many are asked about at a time. */
const AT_ONCE = 2;

/**
 * How many views are left, without spending one: a look that is not allowed to spend any is refused with their number,
 * before a byte of the picture is sent.
 */
export async function viewsLeft({ kind, link }: Pick<Kept, 'kind' | 'link'>): Promise<Left> {
  try {
    await (kind === 'album' ? viewAlbum(link) : view(link));
    return { fault: 'internal' };
  } catch (error) {
    const code = faultOf(error);
    if (isGone(code)) return 'gone';
    if (code === 'view-limited' && error instanceof PellicleError && error.viewsLeft !== undefined) return error.viewsLeft;
    return { fault: code };
  }
}

/** Something on the list that can be seen a limited number of times, and the row that shows it. */
interface Asked {
  record: Kept;
  element: Element;
  tell(left: Left): void;
}

/**
 * Asks the server how often things can still be seen, as their rows come into the window, a few at a time and each once.
 * What left the window before its turn is not asked about.
 */
export class ViewsLeft {
  readonly #ask: typeof viewsLeft;
  readonly #observer: IntersectionObserver;
  readonly #rows = new Map<Element, Asked>();
  /** Those in the window that are still to be asked about, in the order in which they came. */
  readonly #waiting = new Set<Asked>();
  readonly #known = new Map<string, Left>();
  readonly #running = new Set<string>();
  #isStopped = false;

  constructor(ask = viewsLeft) {
    this.#ask = ask;
    this.#observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const row = this.#rows.get(target);
        if (row && isIntersecting) this.#waiting.add(row);
        else if (row) this.#waiting.delete(row);
      }
      this.#next();
    });
  }

  /** Tells a row when it is known, which may be at once. */
  watch(element: Element, record: Kept, tell: (left: Left) => void): void {
    const known = this.#known.get(record.id);
    if (known !== undefined) return tell(known);
    this.#rows.set(element, { record, element, tell });
    this.#observer.observe(element);
  }

  /** This row is gone. What is known already stays so. */
  leave(element: Element): void {
    const row = this.#rows.get(element);
    if (!row) return;
    this.#observer.unobserve(element);
    this.#rows.delete(element);
    this.#waiting.delete(row);
  }

  /** All rows are gone. What is known already stays so. */
  renew(): void {
    this.#observer.disconnect();
    this.#rows.clear();
    this.#waiting.clear();
  }

  /** The list is left: what is known now may be different the next time. */
  close(): void {
    this.renew();
    this.#known.clear();
    this.#isStopped = false;
  }

  #next(): void {
    for (const row of this.#waiting) {
      if (this.#running.size >= AT_ONCE) return;
      const { id } = row.record;
      // A row that was drawn anew meanwhile hears from the one that is asked already.
      if (this.#running.has(id)) continue;
      this.#waiting.delete(row);
      if (this.#isStopped) this.#tell(id, { fault: 'offline' });
      else void this.#run(row.record);
    }
  }

  async #run(record: Kept): Promise<void> {
    const { id } = record;
    this.#running.add(id);
    const left = await this.#ask(record);
    this.#running.delete(id);
    if (typeof left === 'object') {
      // A server that is away, or has had enough, is not asked about all the others too.
      if (['offline', 'rate-limited', 'incident'].includes(left.fault)) this.#isStopped = true;
    } else this.#known.set(id, left);
    this.#tell(id, left);
    this.#next();
  }

  /** Tells whichever row shows it now, which is not asked about again. */
  #tell(id: string, left: Left): void {
    for (const row of this.#rows.values()) {
      if (row.record.id !== id) continue;
      this.#observer.unobserve(row.element);
      this.#rows.delete(row.element);
      this.#waiting.delete(row);
      row.tell(left);
    }
  }
}
