import { PellicleError, type AlbumItem, type Preview, type Viewed } from 'pellicle';
import type { Why } from '../dead-end.js';
import { lookStore } from '../look-store.js';
import type { Reader } from '../reader.js';

/** Where a picture of the album stands. */
export type State =
  | { is: 'waiting' }
  /** Its preview is here, which is enough for the grid. */
  | { is: 'previewed' }
  | { is: 'fetching'; fraction: number }
  | { is: 'here'; viewed: Viewed }
  | { is: 'limited'; left: number }
  | ({ is: 'failed' } & Why);

/** What a picture is wanted for. What stands first is fetched first. */
const PURPOSES = ['looking', 'next', 'sight', 'near'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Whether a preview will do. */
const isSmall = (purpose: Purpose): boolean => purpose === 'sight' || purpose === 'near';

/** A few at a time: one connection is seldom faster for more, and the first picture comes sooner. */
const MOST_AT_ONCE = 3;

/** How much of what was fetched is kept for when it is wanted again: about a hundred pictures of the usual size. */
const MOST_BYTES = 64 * 1024 * 1024;

const WAITING: State = { is: 'waiting' };

/**
 * The pictures of an album as they come: for the grid their previews, by one short request each, and where there is none, or somebody
 * looks closer, the pictures themselves. They are fetched when somebody wants them, a few at a time, and let go when others need
 * the room. One whose views are limited is never spent unless `spend` says so, and is then kept: it may not come again.
 */
export class Pictures {
  readonly #states = new Map<number, State>();
  /** They take a few kilobytes each, and stay. `null` says that a picture has none. */
  readonly #previews = new Map<number, Preview | null>();
  readonly #wanted = new Map<Purpose, Set<number>>(PURPOSES.map((purpose) => [purpose, new Set()]));
  /** Sizes of what is here, the one that was wanted longest ago first. */
  readonly #kept = new Map<number, number>();
  /** Those whose view may be used up, until they are here: a look that was cut short goes on as the same one. */
  readonly #agreed = new Set<number>();
  readonly #spent = new Set<number>();
  readonly #busy = new Set<number>();
  readonly #listeners = new Set<(index: number) => void>();

  constructor(
    readonly items: readonly AlbumItem[],
    private readonly reader: Reader,
    private readonly signal: AbortSignal,
  ) {}

  state(index: number): State {
    return this.#states.get(index) ?? WAITING;
  }

  /** What the picture looks like, as small as a tile, where that is known. */
  preview(index: number): Preview | undefined {
    return this.#previews.get(index) ?? undefined;
  }

  /** What whoever shared the picture said of it, as far as that is known. */
  about(index: number): string | undefined {
    const state = this.state(index);
    const alt = state.is === 'here' ? state.viewed.alt : this.preview(index)?.alt;
    return alt || this.items[index]?.caption || undefined;
  }

  /** Hears of every picture that stands differently from now on. */
  watch(listener: (index: number) => void): void {
    this.#listeners.add(listener);
  }

  /** Says that a picture is wanted for something, or no longer. */
  want(purpose: Purpose, index: number, wanted: boolean): void {
    const wishes = this.#wanted.get(purpose);
    if (!wanted) return void wishes?.delete(index);
    wishes?.add(index);
    this.#touch(index);
    this.#pump();
  }

  /** Tries one again that did not come. */
  retry(index: number): void {
    if (this.state(index).is !== 'failed') return;
    this.#set(index, this.#without(index));
    this.#pump();
  }

  /** The connection is back: tries again what failed for want of it. */
  retryOffline(): void {
    for (const [index, state] of [...this.#states]) if (state.is === 'failed' && state.code === 'offline') this.retry(index);
  }

  /** Uses up a view of this one, which somebody has agreed to. */
  spend(index: number): void {
    if (this.state(index).is !== 'limited') return;
    this.#agreed.add(index);
    void this.#fetch(index);
  }

  /** What came cannot be shown. */
  spoil(index: number): void {
    this.#kept.delete(index);
    this.#set(index, { is: 'failed', code: 'type-mismatch' });
  }

  /**
   * The picture itself, for somebody who passes it on and lets go of it. It is kept only where a view was used up for it.
   * Rejects as the reader does.
   */
  async take(index: number, signal: AbortSignal, spendView = false): Promise<Viewed> {
    const state = this.state(index);
    if (state.is === 'here') return state.viewed;
    const viewed = await this.reader.viewItem(this.#item(index), { spendView, ...lookStore, signal });
    if (viewed.viewsLeft !== null) this.#keep(index, viewed);
    return viewed;
  }

  #pump(): void {
    if (this.signal.aborted) return;
    for (let next = this.#next(); next; next = this.#next()) {
      const [purpose, index] = next;
      if (isSmall(purpose) && !this.#previews.has(index)) void this.#fetchPreview(index);
      else void this.#fetch(index);
    }
  }

  /** The one to fetch now, if there is one and room for it. What somebody looks at waits for no other. */
  #next(): [Purpose, number] | undefined {
    for (const [purpose, wishes] of this.#wanted) {
      if (this.#busy.size >= MOST_AT_ONCE + (purpose === 'looking' ? 1 : 0)) continue;
      const open = [...wishes].filter((index) => {
        const { is } = this.state(index);
        return is === 'waiting' || (is === 'previewed' && !isSmall(purpose));
      });
      if (open.length > 0) return [purpose, Math.min(...open)];
    }
    return undefined;
  }

  async #fetchPreview(index: number): Promise<void> {
    this.#busy.add(index);
    this.#set(index, { is: 'fetching', fraction: 0 });
    try {
      const preview = await this.reader.previewItem(this.#item(index), { signal: this.signal });
      this.#previews.set(index, preview);
      // One that has none is wanted all the same.
      if (!preview) return await this.#fetch(index);
      this.#set(index, this.#without(index));
    } catch (error) {
      this.#set(index, stateOf(error));
    }
    this.#busy.delete(index);
    this.#pump();
  }

  /** How a picture stands whose own bytes are not here. */
  #without(index: number): State {
    return this.preview(index) ? { is: 'previewed' } : WAITING;
  }

  async #fetch(index: number): Promise<void> {
    this.#busy.add(index);
    this.#set(index, { is: 'fetching', fraction: 0 });
    const onProgress = ({ fraction }: { fraction: number }): void => {
      if (this.#busy.has(index)) this.#set(index, { is: 'fetching', fraction });
    };
    try {
      const spendView = this.#agreed.has(index);
      const onPreview = (preview: Preview): void => void this.#previews.set(index, preview);
      const viewed = await this.reader.viewItem(this.#item(index), { spendView, ...lookStore, signal: this.signal, onProgress, onPreview });
      this.#busy.delete(index);
      this.#keep(index, viewed);
    } catch (error) {
      this.#busy.delete(index);
      const state = stateOf(error);
      if (state.is === 'limited') this.#agreed.delete(index);
      this.#set(index, state);
    }
    this.#pump();
  }

  #keep(index: number, viewed: Viewed): void {
    this.#agreed.delete(index);
    if (viewed.viewsLeft !== null) this.#spent.add(index);
    this.#kept.set(index, viewed.blob.size);
    this.#set(index, { is: 'here', viewed });
    this.#makeRoom();
  }

  /** Lets go of what nobody has wanted for longest. */
  #makeRoom(): void {
    let bytes = [...this.#kept.values()].reduce((sum, size) => sum + size, 0);
    for (const [index, size] of [...this.#kept]) {
      if (bytes <= MOST_BYTES) return;
      if (this.#spent.has(index) || [...this.#wanted.values()].some((wishes) => wishes.has(index))) continue;
      bytes -= size;
      this.#kept.delete(index);
      this.#set(index, this.#without(index));
    }
  }

  #touch(index: number): void {
    const size = this.#kept.get(index);
    if (size === undefined) return;
    this.#kept.delete(index);
    this.#kept.set(index, size);
  }

  #set(index: number, state: State): void {
    if (this.signal.aborted) return;
    this.#states.set(index, state);
    for (const listener of this.#listeners) listener(index);
  }

  #item(index: number): AlbumItem {
    const item = this.items[index];
    if (!item) throw new PellicleError('internal', 'The album has no such picture');
    return item;
  }
}

/** What a person is told of a picture that did not come. An album names its pictures by ids, so no part of a link is wrong. */
function stateOf(error: unknown): State {
  const { code, viewsLeft = 1, goneBecause } = error instanceof PellicleError ? error : new PellicleError('internal');
  if (code === 'view-limited') return { is: 'limited', left: viewsLeft };
  if (code === 'wrong-key') return { is: 'failed', code: 'corrupt' };
  return { is: 'failed', code: code === 'not-found' ? 'gone' : code, goneBecause };
}
