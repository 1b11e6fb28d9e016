import type { Area } from 'pellicle';
import type { Size } from '../shared/zoom.js';
import * as drafts from './draft.js';
import { isSame, largest, turned, turnedSize, unturned, whole } from './geometry.js';
import { redone, stepped, undone, type History } from './history.js';

/** What a pointer does on the picture: look around, move the crop's frame, or draw boxes. */
export type Tool = 'look' | 'crop' | 'cover';

/** The shapes that a crop can be held to. */
export const SHAPES = ['free', 'original', 'square', '4:3', '16:9'] as const;
export type Shape = (typeof SHAPES)[number];

/** One sitting at a picture. It draws nothing; it says when something changed. Areas go in and out as they are seen, turned. */
export class Session {
  /** Called after every change. */
  onChange: () => void = () => {};
  readonly #size: Size;
  #history: History<drafts.Draft>;
  #tool: Tool = 'look';
  #shape: Shape = 'free';
  #selected: number | undefined;

  constructor(size: Size, history: History<drafts.Draft>) {
    this.#size = size;
    this.#history = history;
  }

  get history(): History<drafts.Draft> {
    return this.#history;
  }

  get draft(): drafts.Draft {
    return this.#history.present;
  }

  /** The picture's size as it is seen. */
  get size(): Size {
    return turnedSize(this.#size, this.draft.turns);
  }

  get covers(): Area[] {
    return this.draft.covers.map((cover) => turned(cover, this.#size, this.draft.turns));
  }

  get crop(): Area {
    const { crop, turns } = this.draft;
    return crop ? turned(crop, this.#size, turns) : whole(this.size);
  }

  get tool(): Tool {
    return this.#tool;
  }

  get shape(): Shape {
    return this.#shape;
  }

  /** Which box is chosen, if one is. */
  get selected(): number | undefined {
    return this.#selected;
  }

  /** Width to height of the crop, where it is held to a shape: an upright picture's 4:3 is 3:4. */
  get ratio(): number | undefined {
    return this.ratioOf(this.#shape);
  }

  ratioOf(shape: Shape): number | undefined {
    const { width, height } = this.size;
    const along = (ratio: number): number => (width < height ? 1 / ratio : ratio);
    return { free: undefined, original: width / height, square: 1, '4:3': along(4 / 3), '16:9': along(16 / 9) }[shape];
  }

  take(tool: Tool): void {
    this.#tool = tool;
    this.#selected = undefined;
    this.onChange();
  }

  select(at: number | undefined): void {
    if (at === this.#selected) return;
    this.#selected = at;
    this.onChange();
  }

  turn(quarters: number): void {
    this.#step(drafts.withTurn(this.draft, quarters));
  }

  /** One more box, which is chosen. Steps of the same run are one for whoever goes back. */
  addCover(area: Area, run?: string): number | undefined {
    if (this.draft.covers.length >= drafts.MOST_COVERS) return undefined;
    this.#selected = this.draft.covers.length;
    this.#step(drafts.withCover(this.draft, this.#unturned(area)), run);
    return this.#selected;
  }

  setCover(at: number, area: Area, run?: string): void {
    const cover = this.#unturned(area);
    const before = this.draft.covers[at];
    if (before && !isSame(before, cover)) this.#step(drafts.withCoverAt(this.draft, at, cover), run);
  }

  /** Takes a box away; the one after it is chosen, or the last. */
  deleteCover(at: number): void {
    const left = this.draft.covers.length - 1;
    this.#selected = left > 0 ? Math.min(at, left - 1) : undefined;
    this.#step(drafts.withoutCover(this.draft, at));
  }

  setCrop(area: Area, run?: string): void {
    if (isSame(area, this.crop)) return;
    this.#step(drafts.withCrop(this.draft, isSame(area, whole(this.size)) ? undefined : this.#unturned(area)), run);
  }

  hold(shape: Shape): void {
    this.#shape = shape;
    const { ratio } = this;
    if (ratio !== undefined) this.setCrop(largest(ratio, this.crop, this.size));
    this.onChange();
  }

  reset(): void {
    this.#shape = 'free';
    this.#selected = undefined;
    this.#step(drafts.UNTOUCHED);
  }

  undo(): void {
    this.restore(undone(this.#history));
  }

  redo(): void {
    this.restore(redone(this.#history));
  }

  /** Back to where it was, as if what came since had not been done. */
  restore(history: History<drafts.Draft>): void {
    this.#history = history;
    if ((this.#selected ?? -1) >= this.draft.covers.length) this.#selected = undefined;
    this.onChange();
  }

  #step(draft: drafts.Draft, run?: string): void {
    this.#history = stepped(this.#history, draft, run);
    this.onChange();
  }

  #unturned(area: Area): Area {
    return unturned(area, this.#size, this.draft.turns);
  }
}
