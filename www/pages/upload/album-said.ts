import { t } from '../text/text.js';
import type { Album } from './album.js';
import { askingOf, endsOf, isStuck } from './album-faces.js';
import { titleOf } from './fault.js';

/**
 * What is said of an album to those who hear the page, in the state in which it is; nothing where there is nothing new. Its
 * pictures are told of together: a sentence for each of sixty would be heard for minutes, and their links are not what is
 * passed on.
 */
export function saidOf(album: Album): string {
  const { state } = album;
  switch (state.is) {
    case 'gathering':
      return isStuck(album) && endsOf(album) > 0 ? t('list.missing', { count: endsOf(album) }) : '';
    case 'asking':
      return askingOf(album);
    case 'failed':
      return `${t('album.failed')} ${titleOf(state.fault)}`;
    case 'done':
      return state.fault ? t('done.delete.failed', { reason: titleOf(state.fault) }) : t('say.album');
    case 'deleted':
      return t('album.deleted');
    case 'making':
    case 'deleting':
      return '';
  }
}
