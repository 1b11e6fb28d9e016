import type { Instance, Preset } from 'pellicle';

/** What a person chose for the next pictures. */
export interface Choice {
  maxEdge: number | 'full';
  /** The pixels as they are, whatever `maxEdge` says: only what is hidden in the file is left behind. */
  original: boolean;
  preset: Preset;
  expiresInSecs: number;
  /** How many views, or nothing for any number. */
  views: number | undefined;
  /** Whether what is chosen together becomes one album with one link. */
  album: boolean;
  /** Empty for none. Never stored. */
  password: string;
  /** Whether pictures wait to be looked at before anything happens to them. */
  lookFirst: boolean;
}

/** What can be chosen, as far as the server allows it. */
export interface Choices {
  maxEdge: (number | 'full')[];
  original: boolean[];
  preset: Preset[];
  expiresInSecs: number[];
  views: (number | undefined)[];
  album: boolean[];
  lookFirst: boolean[];
}

const HOUR = 3600;
const DAY = 24 * HOUR;
const STORED_AS = 'pellicle.options';

const ALL: Choices = {
  maxEdge: [1024, 2048, 4096, 'full'],
  original: [false, true],
  preset: ['balanced', 'smallest'],
  expiresInSecs: [HOUR, DAY, 7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY],
  views: [undefined, 1, 2, 5, 10, 100],
  album: [false, true],
  lookFirst: [false, true],
};

/** What this server allows of what can be chosen. Before it has answered: what every server allows by default. */
export function choicesOf(server: Instance | undefined): Choices {
  const maxSecs = server?.limits.expires_in_max_secs ?? 30 * DAY;
  const maxViews = server?.limits.views_max ?? Infinity;
  const expiresInSecs = ALL.expiresInSecs.filter((secs) => secs <= maxSecs);
  return {
    ...ALL,
    // A server that keeps pictures for less than an hour has one choice: as long as it can.
    expiresInSecs: expiresInSecs.length > 0 ? expiresInSecs : [maxSecs],
    views: ALL.views.filter((views) => (views ?? 0) <= maxViews),
  };
}

/** What a person chose themselves, in this visit or, but for the password, in one before. */
export type Chosen = Partial<Choice>;

/**
 * The choice that holds: what the person chose where the server allows it, else the server's default, else the last
 * that fits.
 */
export function settle(chosen: Chosen, choices: Choices, server: Instance | undefined): Choice {
  const pick = <T>(from: readonly T[], ...wishes: unknown[]): T => {
    for (const wish of wishes) if (from.includes(wish as T)) return wish as T;
    return from[from.length - 1] as T;
  };
  const views = 'views' in chosen ? chosen.views : (server?.defaults.views ?? undefined);
  return {
    maxEdge: pick(choices.maxEdge, chosen.maxEdge, server?.defaults.max_edge, 2048),
    original: pick(choices.original, chosen.original, false),
    preset: pick(choices.preset, chosen.preset, 'balanced'),
    expiresInSecs: pick(choices.expiresInSecs, chosen.expiresInSecs, server?.defaults.expires_in_secs, 30 * DAY),
    views: pick(choices.views, views, undefined),
    album: pick(choices.album, chosen.album, false),
    password: chosen.password ?? '',
    lookFirst: pick(choices.lookFirst, chosen.lookFirst, false),
  };
}

/** Remembers what was chosen in this browser, all but the password. A browser that refuses storage just forgets it. */
export function remember({ password: _, ...chosen }: Chosen): void {
  try {
    // "Any number" is a choice too, and JSON would drop an undefined one.
    const kept = 'views' in chosen ? { ...chosen, views: chosen.views ?? null } : chosen;
    localStorage.setItem(STORED_AS, JSON.stringify(kept));
  } catch {
    // Private windows and strict settings: the options still hold for this visit.
  }
}

/** What was remembered. Anything can stand there; `settle` takes only what can be chosen. */
export function remembered(): Chosen {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    const { views, ...rest } = stored as Record<string, unknown>;
    return { ...rest, ...(views !== undefined && { views: views ?? undefined }), password: '' } as Chosen;
  } catch {
    return {};
  }
}
