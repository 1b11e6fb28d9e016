import { door } from '../edit/door.js';
import { el } from '../shared/dom.js';
import { firstControl } from '../shared/focus.js';
import { t } from '../text/text.js';
import { ask } from './ask.js';
import { faceOf, type Allowed, type Can, type Face } from './faces.js';
import type { Job, State } from './job.js';
import { moveButtons } from './order.js';
import { preview } from './preview.js';

/** A picture on the list. */
export interface Card {
  element: HTMLLIElement;
  /** Gives the memory of its picture back. */
  release(): void;
  /** Draws the job's present state. */
  draw(): void;
  /** Whether what it shows is of this state, so that drawing it moves nothing. */
  shows(state: State): boolean;
}

/** What a card asks of the list around it. */
export interface Around {
  /** What the server allows. */
  allowed(): Allowed;
  /** What its picture is doing, or waits for, while it is on its way. */
  stage(): string;
  onDismiss(): void;
  /** It was put into another place of its list, where its order is somebody's. */
  onMoved: (() => void) | undefined;
}

/** The card of a job: its picture under the film, what is happening to it, and what can be done about it. */
export function card(job: Job, { allowed, stage, onDismiss, onMoved }: Around): Card {
  const name = job.file.name || t('work.unnamed');
  const picture = preview(job.file);
  const title = el('h2', {});
  const parts = el('div', { class: 'parts' });
  const actions = el('div', { class: 'actions' });
  const element = el('li', { class: 'card' }, picture.element, el('div', { class: 'words' }, title, parts), actions);
  if (onMoved) {
    picture.element.draggable = true;
    element.append(moveButtons(element, name, onMoved));
  }
  let face: Face | undefined;
  let drawn: State | undefined;

  const can: Can = {
    edit: door(job, name, picture),
    dismiss: () => {
      const lost = job.state.is === 'done' && !job.linkKept;
      if (!lost) return letGo();
      askInPlace(t('done.dismiss.ask'), t('done.dismiss.yes'), t('done.dismiss.no'), letGo);
    },
    askToDelete: () => {
      askInPlace(t('done.delete.ask'), t('done.delete.yes'), t('done.delete.no'), () => void job.delete());
    },
  };

  function letGo(): void {
    picture.release();
    onDismiss();
  }

  function askInPlace(question: string, yes: string, no: string, act: () => void): void {
    const before = [...actions.childNodes];
    const focused = document.activeElement;
    const asked = ask(question, [{ label: yes, danger: true, act }, { label: no }], () => {
      actions.replaceChildren(...before);
      if (focused instanceof HTMLElement) focused.focus();
    });
    actions.replaceChildren(asked.element);
    asked.focus();
  }

  function shows(state: State): boolean {
    return drawn === state || (drawn?.is === 'working' && state.is === 'working');
  }

  function draw(): void {
    const { state } = job;
    if (!shows(state)) {
      // Whoever had the focus on a button of the last face finds it on the first of the next, not at the page's top.
      const hadFocus = parts.contains(document.activeElement) || actions.contains(document.activeElement);
      face = faceOf(job, name, can, allowed());
      element.dataset.state = state.is;
      parts.replaceChildren(...face.parts);
      actions.replaceChildren(...face.actions);
      if (hadFocus) firstControl(element)?.focus();
    }
    drawn = state;
    if (state.is === 'working') {
      const words = stage();
      if (title.textContent !== words) title.textContent = words;
      face?.update?.(state.progress);
      picture.cover(state.progress.fraction);
    } else {
      const named = face?.named ? [el('span', { class: 'file' }, name)] : [];
      title.replaceChildren(el('span', {}, face?.title ?? ''), ...named);
      picture.cover(state.is === 'done' || state.is === 'deleting' ? 1 : 0);
    }
  }

  draw();
  return { element, draw, shows, release: picture.release };
}
