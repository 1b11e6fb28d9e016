import { button, el } from './dom.js';
import { Labels } from './labels.js';
import type { Item } from './upload-item.js';
import type { Vocabulary } from './words.js';

/** A picture's line in a `<pellicle-upload>`. */
export interface Row {
  element: HTMLLIElement;
  /** Draws the item's present state, and says whether it is another one than before or only further. */
  draw(): boolean;
  /** Writes everything anew, buttons too, because the words are others now or the control is disabled. What is focused stays so. */
  renew(): void;
  /** Shows the preview, or gives its memory back while nobody can see it. */
  preview(visible: boolean): void;
}

/**
 * Draws an item: its preview under the film, its name, what is happening to it, and what can be done. Of a control that is
 * disabled nothing can be changed, only copied.
 */
export function row(item: Item, words: Vocabulary, isDisabled: () => boolean): Row {
  const name = (): string => item.file.name || words.say('unnamed');
  const film = el('span', { part: 'film', 'aria-hidden': 'true' });
  const picture = el('span', { part: 'preview' }, film);
  const status = el('span', { part: 'status' });
  const shownName = el('span', { part: 'name' });
  const bar = el('progress', { part: 'progress', max: '1' });
  const link = el('a', { part: 'link', target: '_blank', rel: 'noopener noreferrer' });
  const actions = el('span', { part: 'actions' });
  const element = el(
    'li',
    { part: 'item' },
    picture,
    el('span', { part: 'words' }, shownName, status, bar, link),
    actions,
  );
  const labels = new Labels();
  let drawn: Item['state']['is'] | undefined;
  let url: string | undefined;

  function sayName(): void {
    shownName.textContent = bar.ariaLabel = name();
  }

  function does(action: 'cancel' | 'retry' | 'remove', run: () => void): HTMLButtonElement {
    const element = button(action, '', run);
    labels.keep(() => {
      element.textContent = words.say(action);
      element.ariaLabel = words.about(action, name());
      element.disabled = isDisabled();
    });
    return element;
  }

  /** Copies the link; where the page may not, it selects the link, for whoever copies by hand. */
  function copies(address: string): HTMLButtonElement {
    let isCopied = false;
    const say = (): void => {
      element.textContent = words.say(isCopied ? 'copied' : 'copy');
      element.ariaLabel = words.about('copy', name());
    };
    const element = button('copy', '', async () => {
      try {
        await navigator.clipboard.writeText(address);
        isCopied = true;
        say();
      } catch {
        getSelection()?.selectAllChildren(link);
      }
    });
    labels.keep(say);
    return element;
  }

  function actionsOf(): HTMLButtonElement[] {
    const leave = does('remove', () => void item.leave());
    switch (item.state.is) {
      case 'working':
        return [does('cancel', () => item.cancel())];
      case 'done':
        return [copies(item.state.shared.link), leave];
      case 'removing':
        // Not `disabled`, which would lose the focus that the next thing takes over.
        leave.ariaDisabled = 'true';
        return [leave];
      case 'cancelled':
      case 'failed':
        return item.isHopeless ? [leave] : [does('retry', () => void item.start()), leave];
    }
  }

  function draw(): boolean {
    const { state } = item;
    status.textContent = statusOf(item, words);
    const fraction = state.is === 'working' ? state.progress.fraction : Number(state.is === 'done' || state.is === 'removing');
    bar.value = fraction;
    film.style.setProperty('--covered', String(fraction));
    if (state.is === drawn) return false;
    drawn = state.is;
    element.part.value = `item ${state.is}`;
    bar.hidden = state.is !== 'working';
    link.hidden = state.is !== 'done';
    if (state.is === 'done') link.href = link.textContent = state.shared.link;
    // Whoever had the focus on a button finds it on the one that took its place.
    const hadFocus = actions.contains((element.getRootNode() as ShadowRoot).activeElement);
    labels.clear();
    actions.replaceChildren(...actionsOf());
    if (hadFocus) actions.querySelector('button')?.focus();
    return true;
  }

  function preview(visible: boolean): void {
    if (visible === (url !== undefined)) return;
    if (url !== undefined) {
      URL.revokeObjectURL(url);
      url = undefined;
      picture.replaceChildren(film);
      return;
    }
    url = URL.createObjectURL(item.file);
    const image = el('img', { part: 'image', alt: '', decoding: 'async', src: url });
    // A kind that the browser cannot show, or a page whose policy allows no `blob:` pictures: the mat stays empty.
    image.addEventListener('error', () => image.remove());
    picture.prepend(image);
  }

  function renew(): void {
    sayName();
    labels.renew();
    draw();
  }

  sayName();
  draw();
  return { element, draw, renew, preview };
}

/** What is said of a picture, to those who see it and those who hear it. */
export function statusOf({ state }: Item, words: Vocabulary): string {
  switch (state.is) {
    case 'working':
      return words.say(state.progress.stage);
    case 'done':
      if (state.isTurnedAway) return words.say('notDeleted');
      return state.fault ? words.error(state.fault.code) : words.say('done');
    case 'removing':
      return words.say('removing');
    case 'cancelled':
      return words.say('cancelled');
    case 'failed':
      return words.error(state.error.code);
  }
}
