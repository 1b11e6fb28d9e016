import { el } from '../shared/dom.js';
import { whenAtRest } from '../shared/hand.js';
import { t } from '../text/text.js';
import type { Album } from './album.js';
import { endsOf } from './album-faces.js';

/** The field for its title, there as long as the album can still be called something. `onDone` takes the focus on to what is next. */
export function titleField(album: Album, onDone: () => void): { element: HTMLElement; draw(isFixed: boolean): void } {
  const input = el('input', { type: 'text', maxlength: '333', autocomplete: 'off' });
  input.addEventListener('input', () => (album.title = input.value.trim()));
  // Whoever is done with it need not look for a button, where there is but one thing to do.
  input.addEventListener('keydown', (event) => {
    // Where letters are composed of others, Enter ends that and nothing else.
    if (event.key !== 'Enter' || event.isComposing) return;
    // A browser would give the rest of the press to what has the focus by then.
    event.preventDefault();
    if (album.state.is === 'asking' && endsOf(album) === 0) void album.make();
    else onDone();
  });
  // What was only waiting for the title is made. Nothing else may be drawn anew: what took the focus may be a button under a finger.
  input.addEventListener('blur', () => {
    if (album.state.is === 'asking' && album.isWanted && endsOf(album) === 0) setTimeout(() => whenAtRest(input, () => album.settle()));
  });
  const element = el('label', { class: 'alt' }, t('album.title'), input);
  const draw = (isFixed: boolean): void => {
    element.hidden = isFixed;
    // An album that came back is called what it was; what a person is typing is left alone.
    if (input.value.trim() !== album.title) input.value = album.title;
  };
  return { element, draw };
}
