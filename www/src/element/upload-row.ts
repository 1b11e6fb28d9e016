import { button, el, write } from './dom.js';
import { Labels } from './labels.js';
import { watchHeld } from './press.js';
import type { Item } from './upload-item.js';
import { statusOf } from './upload-status.js';
import type { Vocabulary } from './words.js';

/** So long a button says that it has copied: what is in the clipboard later is not known to it. */
const COPIED_MS = 5000;

/** What all lines of a list have in common. */
export interface RowSettings {
  words: Vocabulary;
  /** Of a control that is disabled nothing can be changed, only copied. */
  isDisabled: () => boolean;
  /** Whether a picture that was there before stays, where another one cannot take its place. */
  isKept: () => boolean;
  /** Tells those who hear and do not see. */
  announce: (words: string) => void;
}

/** A picture's line in a `<pellicle-upload>`. */
export interface Row {
  element: HTMLLIElement;
  /** Draws the item's present state, and says whether it is another one than before or only further. */
  draw(): boolean;
  /** Writes everything anew, buttons too, because the words are others now or the control is disabled. What is focused stays so. */
  renew(): void;
  /** Shows the preview, or gives its memory back while nobody can see it. */
  preview(visible: boolean): void;
  hasFocus(): boolean;
  /** Does this when no finger is on its buttons, with all that a press did: at once, where none is. */
  whenReleased(act: () => void): void;
  /** Takes the focus, on the button that takes a picture away where there is one; `false` where none can have it. */
  focus(): boolean;
}

/**
 * Draws an item: its preview under the film, its name, what is happening to it, and what can be done. `onOthers` is called
 * when its buttons are others than before.
 */
export function row(item: Item, { words, isDisabled, isKept, announce }: RowSettings, onOthers: (line: Element) => void): Row {
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
    // The link stands where the progress was, so that no line below moves when a picture is done.
    el('span', { part: 'words' }, shownName, status, el('span', { class: 'way' }, bar, link)),
    actions,
  );
  const labels = new Labels();
  const waiting: (() => void)[] = [];
  const isHeld = watchHeld(actions, () => {
    drawActions();
    for (const act of waiting.splice(0)) act();
  });
  let drawn: Item['state']['is'] | undefined;
  let offered: Item['state']['is'] | undefined;
  let isByHand = false;
  let url: string | undefined;

  function sayName(): void {
    shownName.textContent = bar.ariaLabel = name();
  }

  function does(action: 'cancel' | 'retry' | 'remove', run: () => void): HTMLButtonElement {
    const element = button(action, '', run);
    labels.keep(() => {
      write(element, words.say(action));
      element.ariaLabel = words.about(action, name());
      element.disabled = isDisabled();
    });
    return element;
  }

  /** Copies the link; where the page may not, it selects the link, for whoever copies by hand. */
  function copies(address: string): HTMLButtonElement {
    let said: 'copy' | 'copied' = 'copy';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (): void => {
      write(element, words.say(said));
      element.ariaLabel = words.about(said, name());
    };
    const element = button('copy', '', async () => {
      try {
        await navigator.clipboard.writeText(address);
      } catch {
        getSelection()?.selectAllChildren(link);
        isByHand = true;
        drawStatus();
        return announce(words.say('byHand'));
      }
      said = 'copied';
      say();
      announce(words.say('copied'));
      clearTimeout(timer);
      timer = setTimeout(() => {
        said = 'copy';
        say();
      }, COPIED_MS);
    });
    labels.keep(say);
    return element;
  }

  function actionsOf(): HTMLButtonElement[] {
    const leave = does('remove', () => void item.leave());
    switch (item.state.is) {
      case 'working':
        // It may be done by the time that the finger is lifted: then it is taken back.
        return [does('cancel', () => (item.state.is === 'working' ? item.cancel() : void item.leave()))];
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

  function hasFocus(): boolean {
    return element.contains((element.getRootNode() as ShadowRoot).activeElement);
  }

  function drawActions(): void {
    if (isHeld() || item.state.is === offered) return;
    offered = item.state.is;
    // Whoever had the focus on a button finds it on the one that took its place.
    const hadFocus = hasFocus();
    labels.clear();
    actions.replaceChildren(...actionsOf());
    onOthers(element);
    if (hadFocus) actions.querySelector('button')?.focus({ preventScroll: true });
  }

  function drawStatus(): void {
    const text = isByHand ? words.say('byHand') : statusOf(item, words, isKept());
    if (status.textContent !== text) status.textContent = text;
  }

  function draw(): boolean {
    const { state } = item;
    if (state.is !== drawn) isByHand = false;
    drawStatus();
    const fraction = state.is === 'working' ? state.progress.fraction : Number(state.is === 'done' || state.is === 'removing');
    bar.value = fraction;
    film.style.setProperty('--covered', String(fraction));
    if (state.is === drawn) return false;
    drawn = state.is;
    element.part.value = `item ${state.is}`;
    bar.hidden = state.is !== 'working';
    link.hidden = state.is !== 'done';
    if (state.is === 'done') link.href = link.textContent = link.title = state.shared.link;
    drawActions();
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

  function focus(): boolean {
    const target = actions.querySelector<HTMLElement>('[part~=remove]:enabled') ?? actions.querySelector<HTMLElement>('button:enabled');
    target?.focus({ preventScroll: true });
    return target !== null;
  }

  function whenReleased(act: () => void): void {
    if (isHeld()) waiting.push(act);
    else act();
  }

  sayName();
  draw();
  return { element, draw, renew, preview, hasFocus, whenReleased, focus };
}
