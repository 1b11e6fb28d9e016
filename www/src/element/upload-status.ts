import type { Item } from './upload-item.js';
import type { Vocabulary } from './words.js';

/**
 * What is said of a picture, to those who see it and those who hear it. `isKept` says whether the picture before it stays where
 * it was to take that one's place.
 */
export function statusOf({ state }: Item, words: Vocabulary, isKept: boolean): string {
  switch (state.is) {
    case 'working':
      // What was begun is waited for and gone on with, for as long as that takes.
      return words.say(state.progress.stage === 'uploading' && !navigator.onLine ? 'noConnection' : state.progress.stage);
    case 'done':
      if (state.isTurnedAway) return words.say('notDeleted');
      return state.fault ? `${words.say('undeleted')} ${words.error(state.fault.code)}` : words.say('done');
    case 'removing':
      return words.say('removing');
    case 'cancelled':
      return words.say('cancelled');
    case 'failed':
      return isKept ? `${words.error(state.error.code)} ${words.say('kept')}` : words.error(state.error.code);
  }
}
