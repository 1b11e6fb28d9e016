import { moment } from '../text/format.js';
import { t } from '../text/text.js';
import type { Kept } from './record.js';

/**
 * What each thing on the list is called: its caption or title, else what it is and when it was shared. Those that would be
 * called the same are numbered, the oldest first, so that no two are mistaken for each other, by eye or by ear.
 */
export function namesOf(records: readonly Kept[]): Map<string, string> {
  const oldestFirst = [...records].sort((a, b) => a.created - b.created);
  const alike = new Map<string, Kept[]>();
  for (const record of oldestFirst) {
    const name = ownName(record);
    alike.set(name, [...(alike.get(name) ?? []), record]);
  }
  const names = new Map<string, string>();
  for (const [name, all] of alike) {
    for (const [i, { id }] of all.entries()) names.set(id, all.length > 1 ? t('mine.same', { name, number: i + 1 }) : name);
  }
  return names;
}

function ownName({ kind, title, created }: Kept): string {
  return title || t(kind === 'album' ? 'mine.album' : 'mine.picture', { when: moment(new Date(created)) });
}
