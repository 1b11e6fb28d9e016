import type { Area, Edits } from 'pellicle';
import { turnsAfter, type Turns } from './geometry.js';

/** What was done to a picture so far. It is never changed, only replaced. Areas are those of the picture not yet turned. */
export interface Draft {
  readonly turns: Turns;
  /** All that is left, or nothing where it is everything. */
  readonly crop: Area | undefined;
  readonly covers: readonly Area[];
}

/** Nothing was done. */
export const UNTOUCHED: Draft = { turns: 0, crop: undefined, covers: [] };

/** The most boxes that the package takes for one picture. */
export const MOST_COVERS = 1000;

export function isUntouched({ turns, crop, covers }: Draft): boolean {
  return turns === 0 && crop === undefined && covers.length === 0;
}

export function withTurn(draft: Draft, quarters: number): Draft {
  return { ...draft, turns: turnsAfter(draft.turns, quarters) };
}

export function withCrop(draft: Draft, crop: Area | undefined): Draft {
  return { ...draft, crop };
}

/** One more box, which is the last. */
export function withCover(draft: Draft, cover: Area): Draft {
  return { ...draft, covers: [...draft.covers, cover] };
}

export function withCoverAt(draft: Draft, at: number, cover: Area): Draft {
  return { ...draft, covers: draft.covers.map((other, i) => (i === at ? cover : other)) };
}

export function withoutCover(draft: Draft, at: number): Draft {
  return { ...draft, covers: draft.covers.filter((_, i) => i !== at) };
}

/** As the package takes it; nothing where nothing was done, so that the picture goes the way of all others. */
export function toEdits(draft: Draft): Edits | undefined {
  if (isUntouched(draft)) return undefined;
  const { turns, crop, covers } = draft;
  return {
    rotate: (turns * 90) as 0 | 90 | 180 | 270,
    ...(crop && { crop }),
    ...(covers.length > 0 && { covers: [...covers] }),
  };
}
