import type { Calendar } from './messages.en.js';
import { calendar, locale, spoken, t, write } from './text.js';

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
    const time = timeOf(instant);
    return instant.getDate() === now.getDate() ? time : t('until.tomorrow', { time });
  }
  const hasYear = instant.getFullYear() !== now.getFullYear();
  const own = calendar();
  if (own) return ownDate(own, instant, hasYear);
  return instant.toLocaleDateString(locale(), { day: 'numeric', month: 'long', ...(hasYear && { year: 'numeric' }) });
}

/** An instant that was, to the minute. Example: `27 Nov 2026, 15:40`. */
export function moment(instant: Date): string {
  const own = calendar();
  if (own) return `${ownDate(own, instant, true)}, ${timeOf(instant)}`;
  return instant.toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** A span of time in its largest whole unit: `1 hour`, `7 days`. */
export function duration(secs: number): string {
  const ms = secs * 1000;
  const [count, unit] =
    ms % DAY_MS === 0 ? [ms / DAY_MS, 'day' as const] : ms % HOUR_MS === 0 ? [ms / HOUR_MS, 'hour' as const] : [secs / 60, 'minute' as const];
  const own = calendar();
  if (own) return write(own[unit], { count });
  return count.toLocaleString(locale(), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 });
}

function timeOf(instant: Date): string {
  return instant.toLocaleTimeString(locale(), { hour: 'numeric', minute: '2-digit' });
}

/** A date by the language's own calendar. */
function ownDate(own: Calendar, instant: Date, hasYear: boolean): string {
  const day = instant.getDate() === 1 ? own.first : String(instant.getDate());
  const year = String(instant.getFullYear());
  return write(hasYear ? own.dateOfYear : own.date, { day, month: own.months[instant.getMonth()] ?? '', year });
}
