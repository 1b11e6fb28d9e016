/** Something that is replaced step by step, with the way back and forth. It is never changed, only replaced itself. */
export interface History<State> {
  readonly present: State;
  /** Nearest last. */
  readonly past: readonly State[];
  /** Nearest last. */
  readonly future: readonly State[];
  /** What the last step was part of, as long as another one may still join it. */
  readonly run: string | undefined;
}

/** A person who needs to go farther back than this starts again. */
const MOST_STEPS = 200;

export function begun<State>(present: State): History<State> {
  return { present, past: [], future: [], run: undefined };
}

/**
 * One step on. Steps in a row that name the same run are one for whoever goes back: ten presses of an arrow key moved a
 * box once.
 */
export function stepped<State>(history: History<State>, next: State, run?: string): History<State> {
  if (next === history.present) return history;
  const joins = run !== undefined && run === history.run;
  const past = joins ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { present: next, past, future: [], run };
}

/** One step back, or the same where there is none. */
export function undone<State>({ present, past, future, ...rest }: History<State>): History<State> {
  const before = past.at(-1);
  if (before === undefined) return { present, past, future, ...rest };
  return { present: before, past: past.slice(0, -1), future: [...future, present], run: undefined };
}

/** One step forth again, or the same where there is none. */
export function redone<State>({ present, past, future, ...rest }: History<State>): History<State> {
  const after = future.at(-1);
  if (after === undefined) return { present, past, future, ...rest };
  return { present: after, past: [...past, present], future: future.slice(0, -1), run: undefined };
}
