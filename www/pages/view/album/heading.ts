import type { ViewedAlbum } from 'pellicle';
import { el } from '../../shared/dom.js';
import { until } from '../../text/format.js';
import { t } from '../../text/text.js';
import { looksLast } from '../look-store.js';

/** What the album is called, how many pictures it has, how long it stays, and what can be done with all of it. */
export function albumHeading({ title, items, expires, viewsLeft }: ViewedAlbum, ...deeds: Node[]): HTMLElement {
  const last = viewsLeft === 0;
  const facts = [
    t('album.count', { count: items.length }),
    ...(viewsLeft !== null && !last ? [t('album.left', { count: viewsLeft })] : []),
    ...(last ? [t(looksLast ? 'album.last.kept' : 'album.last')] : expires ? [t('view.expires', { when: until(expires) })] : []),
    t('album.opened'),
  ];
  return el(
    'header',
    { class: 'album-heading' },
    el('h1', { tabindex: '-1', dir: 'auto' }, title?.trim() || t('album.untitled')),
    el('p', { class: 'facts' }, ...facts.map((fact) => el('span', { class: 'fact' }, fact))),
    items.length > 0 ? el('div', { class: 'choices' }, ...deeds) : el('p', {}, t('album.none')),
  );
}
