import { t } from '../text/text.js';
import type { Album } from './album.js';
import { isHopeless } from './fault.js';
import type { Job } from './job.js';

/** The one sentence at the page's top that says how things are. */
export function headingFor(jobs: readonly Job[], albums: readonly Album[]): string {
  const working = jobs.filter(({ state }) => state.is === 'working').length;
  // A picture of an album counts as the album, once that is there.
  const made = albums.filter(({ state }) => state.is === 'done' || state.is === 'deleting').length;
  const single = jobs.filter(({ state, inAlbum }) => !inAlbum && (state.is === 'done' || state.is === 'deleting')).length;
  const done = made + single;
  if (jobs.length === 0) return t('upload.title');
  const ready = jobs.filter(({ state }) => state.is === 'ready').length;
  if (working > 0) return t('list.working', { count: working });
  if (albums.some(({ state }) => state.is === 'making')) return t('list.making');
  if (ready > 0) return t('list.ready', { count: ready });
  const isAsking = albums.some(({ state }) => state.is === 'asking' || state.is === 'failed');
  if (isAsking) return [...(done > 0 ? [t('list.done', { count: done })] : []), t('list.asking')].join(' ');
  const missing = jobs.filter(({ state }) => state.is === 'failed').length;
  if (done > 0) return [t('list.done', { count: done }), ...(missing > 0 ? [t('list.missing', { count: missing })] : [])].join(' ');
  if (jobs.some(({ state }) => state.is === 'failed' && state.fault === 'offline')) return t('list.offline');
  return jobs.some(({ state }) => state.is === 'deleted') ? t('list.deleted') : t('list.none');
}

/**
 * Whether closing the page now would lose something: a picture on its way or one that waits for another try, what was done
 * to one that waits for a look, an album that has no link yet, or a link that stands nowhere else.
 */
export function wouldLose(jobs: readonly Job[], albums: readonly Album[]): boolean {
  const unkept = ({ state, linkKept }: Job | Album): boolean => state.is === 'done' && !linkKept;
  const undone = ({ state, edits, alt }: Job): boolean =>
    state.is === 'working' || (state.is === 'failed' && !isHopeless(state.fault)) || (state.is === 'ready' && Boolean(edits || alt));
  const unmade = ({ state }: Album): boolean => ['asking', 'making', 'failed'].includes(state.is);
  return jobs.some((job) => undone(job) || unkept(job)) || albums.some((album) => unmade(album) || unkept(album));
}
