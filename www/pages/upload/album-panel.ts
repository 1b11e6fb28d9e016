import { el } from '../shared/dom.js';
import { replaceChanged } from '../shared/replace.js';
import { percent } from '../text/format.js';
import { t } from '../text/text.js';
import type { Album, AlbumState } from './album.js';
import { albumFaceOf, type AlbumFace } from './album-faces.js';
import { titleField } from './album-title.js';
import { ask, type Answer } from './ask.js';

/** What an album's panel offers besides what the album does itself. */
interface Can {
  /** More pictures were chosen for this album. */
  add(files: File[]): void;
  dismiss(): void;
  /** How long the server allows it to be kept, in seconds from now. */
  expiresInSecs(): readonly number[];
  /** Its head came into the window, or left it. */
  onSight(): void;
}

/** An album on the page: what is happening to it, its link once it has one, and below it the cards of its pictures. */
export interface AlbumPanel {
  element: HTMLElement;
  /** The place of its pictures' cards. */
  list: HTMLUListElement;
  draw(): void;
  /** Whether its head, with all that can be done with it, is in the window, and not covered by what stands at the window's end. */
  readonly isInSight: boolean;
  /** So many pixels at the window's end are covered. */
  watch(coveredPx: number): void;
  /** Brings it there. */
  show(): void;
  release(): void;
}

/** The panel of an album. */
export function albumPanel(album: Album, { add, dismiss, expiresInSecs, onSight }: Can): AlbumPanel {
  const heading = el('h2', { tabindex: '-1' });
  const parts = el('div', { class: 'parts' });
  const actions = el('div', { class: 'actions' });
  const title = titleField(album, focusNext);
  const list = el('ul', { class: 'list', 'aria-label': t('album.pictures') });
  const head = el('div', { class: 'album-head' }, heading, parts, title.element, actions);
  const element = el('section', { class: 'album corners', 'aria-label': t('album.label') }, head, list);
  let drawn: AlbumState | undefined;
  let face: AlbumFace = { parts: [], actions: [] };
  /** The question that stands in place of its actions, while it does. */
  let asking: HTMLElement | undefined;

  function askInPlace(question: string, answers: Answer[]): void {
    const asked = ask(question, answers, () => {
      actions.replaceChildren(...face.actions);
      focusNext();
    });
    asking = asked.element;
    actions.replaceChildren(asked.element);
    asked.focus();
  }

  const can = {
    add,
    expiresInSecs,
    askToDelete: () =>
      askInPlace(t('album.delete.ask'), [
        { label: t('album.delete.all'), danger: true, act: () => void album.delete(true) },
        { label: t('album.delete.only'), danger: true, act: () => void album.delete(false) },
        { label: t('done.delete.no') },
      ]),
    askToDismiss: () => {
      if (album.state.is !== 'done' || album.linkKept) return dismiss();
      askInPlace(t('done.dismiss.ask'), [
        { label: t('done.dismiss.yes'), danger: true, act: dismiss },
        { label: t('done.dismiss.no') },
      ]);
    },
  };

  /** The link is what the work was for; before there is one, it is what can be done next. */
  function focusNext(): void {
    const next = [parts, actions].map((part) => part.querySelector<HTMLElement>('button:enabled')).find(Boolean);
    (next ?? heading).focus();
  }

  function draw(): void {
    const { state } = album;
    const isFixed = album.isMade || state.is === 'making';
    const focused = document.activeElement;
    const wasInTitle = title.element.contains(focused);
    // What moves a picture goes when there is no order to change any more.
    const wasInOrder = list.contains(focused) && focused?.closest('.order') !== null;
    element.dataset.album = state.is;
    heading.textContent = headingOf(album);
    list.toggleAttribute('data-fixed', isFixed);
    title.draw(isFixed);
    if (isFixed && (wasInTitle || wasInOrder)) heading.focus();
    const goesOn = state.is === 'making' && drawn?.is === 'making';
    if (state !== drawn && !goesOn) {
      const hadFocus = actions.contains(focused) || parts.contains(focused);
      face = albumFaceOf(album, can);
      replaceChanged(parts, face.parts);
      // A question about an album that is still what it was is still a question.
      if (drawn?.is !== state.is || !asking?.isConnected) replaceChanged(actions, face.actions);
      if (hadFocus && !head.contains(document.activeElement)) focusNext();
    }
    if (state.is === 'making') face.update?.(state.progress);
    drawn = state;
  }

  // Its actions stand for it: without them there is nothing to see that could be pressed.
  let isInSight = true;
  let sight: IntersectionObserver | undefined;
  function watch(coveredPx: number): void {
    sight?.disconnect();
    const inSight = ([entry]: IntersectionObserverEntry[]): void => {
      isInSight = entry?.isIntersecting ?? false;
      onSight();
    };
    sight = new IntersectionObserver(inSight, { rootMargin: `0px 0px ${-coveredPx}px` });
    sight.observe(actions);
  }
  watch(0);

  album.isBusy = () => title.element.contains(document.activeElement);
  draw();
  return {
    element,
    list,
    draw,
    get isInSight() {
      return isInSight;
    },
    watch,
    show: () => {
      head.scrollIntoView({ block: 'nearest' });
      heading.focus({ preventScroll: true });
    },
    release: () => sight?.disconnect(),
  };
}

function headingOf({ state, present, sent, count }: Album): string {
  switch (state.is) {
    case 'gathering':
    case 'asking':
      return sent.length === 0 ? t('album.gathering', { count: present.length }) : t('album.sent', { sent: sent.length, count: present.length });
    case 'making':
      return t('album.making', { done: percent(state.progress.fraction) });
    case 'failed':
      return t('album.failed');
    case 'done':
    case 'deleting':
      return t('album.done', { count });
    case 'deleted':
      return t('album.deleted');
  }
}
