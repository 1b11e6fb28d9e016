import { dateLocale, locale, spoken, t } from './text.js';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A size as people read it, in powers of 1000 as file managers and network providers count. Example: `3.3 MB`. */
export function bytes(size: number): string {
  // 999,999 bytes are a megabyte and not 1,000 kB: what is rounded up takes the next unit.
  const power = UNITS.findIndex((_, i) => i === UNITS.length - 1 || size < 999.5 * 1000 ** i);
  const value = size / 1000 ** power;
  return value.toLocaleString(locale(), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 1 ? 1 : 0,
  });
}

/** A part of a whole, such as `62%` or `62 %`. */
export function percent(fraction: number): string {
  return fraction.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 0 });
}

/** What parts the things of a list, by language. `Intl.ListFormat` puts an "and" before the last in many of them. */
const COMMAS: Record<string, string> = { ar: '، ', ja: '、' };

/** A list of things in one sentence's middle, without an "and": what follows may be "3 more". */
export function list(things: string[]): string {
  return things.join(comma());
}

/** What stands between two things of a list. */
export function comma(): string {
  return COMMAS[spoken()] ?? ', ';
}

/**
 * An instant to come: the time of day where it is less than a day away, else the date, with the year where it is another.
 * Examples: `15:40`, `22 December`, `3 March 2027`.
 */
export function until(instant: Date, now: Date = new Date()): string {
  if (instant.getTime() - now.getTime() < DAY_MS) {
    const time = instant.toLocaleTimeString(locale(), { hour: 'numeric', minute: '2-digit' });
    return instant.getDate() === now.getDate() ? time : t('until.tomorrow', { time });
  }
  const year = instant.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return instant.toLocaleDateString(dateLocale(), { day: 'numeric', month: 'long', ...(year && { year }) });
}

/** A span of time in its largest whole unit: `1 hour`, `7 days`. */
export function duration(secs: number): string {
  const ms = secs * 1000;
  const [value, unit] =
    ms % DAY_MS === 0 ? [ms / DAY_MS, 'day'] : ms % HOUR_MS === 0 ? [ms / HOUR_MS, 'hour'] : [secs / 60, 'minute'];
  return value.toLocaleString(locale(), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 });
}
