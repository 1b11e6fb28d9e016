import { t } from '../text/text.js';
import type { Job } from './job.js';

/** The one sentence at the page's top that says how things are. */
export function headingFor(jobs: readonly Job[]): string {
  const working = jobs.filter(({ state }) => state.is === 'working').length;
  const done = jobs.filter(({ state }) => state.is === 'done' || state.is === 'deleting').length;
  if (jobs.length === 0) return t('upload.title');
  const ready = jobs.filter(({ state }) => state.is === 'ready').length;
  if (working > 0) return t('list.working', { count: working });
  if (ready > 0) return t('list.ready', { count: ready });
  if (done > 0) return t('list.done', { count: done });
  return jobs.some(({ state }) => state.is === 'deleted') ? t('list.deleted') : t('list.none');
}

/** Whether closing the page now would lose something: a picture on its way, or a link that stands nowhere else. */
export function wouldLose(jobs: readonly Job[]): boolean {
  return jobs.some(({ state, linkKept }) => state.is === 'working' || (state.is === 'done' && !linkKept));
}
