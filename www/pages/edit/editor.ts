import { button, el } from '../shared/dom.js';
import { t } from '../text/text.js';
import { type Fault, textOf, titleOf } from '../upload/fault.js';
import type { Draft } from './draft.js';
import { around } from './geometry.js';
import type { History } from './history.js';
import { listenForKeys } from './keys.js';
import { Session } from './session.js';
import { readSource, type Source } from './source.js';
import { Surface } from './surface.js';
import { context, tools, zooming, type Acts } from './tools.js';

/** A new box is this part of what is seen, across and down. */
const NEW_BOX = { width: 0.3, height: 0.15 };

/** Opens the editor over the whole window. Gives what was done, or nothing where it was thrown away. */
export async function openEditor(file: File, name: string, start: History<Draft>): Promise<History<Draft> | undefined> {
  const life = new AbortController();
  const status = el('p', { class: 'visually-hidden', role: 'status' });
  const place = el('div', { class: 'edit-place' }, el('p', { class: 'edit-loading' }, t('edit.loading')));
  const title = el('h2', { id: 'edit-title' }, t('edit.title', { name }));
  const naming = el('div', { class: 'edit-name' }, title);
  const top = el('div', { class: 'edit-top' }, naming);
  const below = el('div', { class: 'edit-below' }, button(t('edit.cancel'), 'edit-alone', () => dialog.close()));
  const dialog = el('dialog', { class: 'editor', 'aria-labelledby': 'edit-title' }, top, place, below, status);

  let result: History<Draft> | undefined;
  const closed = new Promise<void>((resolve) => dialog.addEventListener('close', () => resolve()));
  document.body.append(dialog);
  dialog.showModal();
  const source = await Promise.race([readSource(file, life.signal), closed]);
  if (dialog.open && source) {
    if (typeof source === 'string') place.replaceChildren(unseen(source));
    else fill(source);
  }
  await closed;
  life.abort();
  dialog.remove();
  return result;

  function fill(source: Source): void {
    const session = new Session(source.size, start);
    const announce = (sentence: string): void => {
      status.textContent = sentence;
    };
    const surface = new Surface(source, session, announce, life.signal);
    const acts = actsOf(session, surface, announce);
    const rows = [tools(session, acts), context(session, acts)];
    const zoom = zooming(surface);
    const measures = el('p', { class: 'edit-measures' });

    session.onChange = () => {
      const { width, height } = session.crop;
      measures.textContent = t('edit.measures', { width: String(width), height: String(height) });
      surface.draw();
      for (const row of rows) row.draw();
    };
    surface.onLie = zoom.draw;

    below.replaceChildren(...rows.map(({ element }) => element).reverse());
    naming.append(measures);
    top.append(zoom.element);
    place.replaceChildren(surface.element);
    session.onChange();
    surface.fit();
    listenForKeys(dialog, session, surface, { ...acts, leave: () => surface.dropStroke() || acts.cancel() });
    // The system's own way back, such as a phone's, is the same question.
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      acts.cancel();
    });
    // So does a page that is left, as the page asks about what was done before.
    addEventListener('beforeunload', (event) => session.draft !== start.present && event.preventDefault(), { signal: life.signal });
    surface.element.focus();
  }

  function actsOf(session: Session, surface: Surface, announce: (sentence: string) => void): Acts {
    const finish = (history?: History<Draft>): void => {
      result = history;
      dialog.close();
    };
    return {
      turn: (quarters) => {
        session.turn(quarters);
        const { turns } = session.draft;
        announce(turns === 0 ? t('edit.say.upright') : t('edit.say.turned', { count: turns * 90 }));
      },
      undo: () => {
        if (session.history.past.length === 0 || isAsking()) return;
        session.undo();
        announce(t('edit.say.undone'));
      },
      redo: () => {
        if (session.history.future.length === 0 || isAsking()) return;
        session.redo();
        announce(t('edit.say.redone'));
      },
      reset: () => {
        session.reset();
        announce(t('edit.say.reset'));
      },
      newBox: () => {
        const { width, height } = surface.seen;
        const size = { width: width * NEW_BOX.width, height: height * NEW_BOX.height };
        session.addCover(around(surface.placeAt({ x: 0, y: 0 }), size, session.size));
        surface.focusWorkedOn();
        surface.say();
      },
      deleteBox: (at) => {
        session.deleteCover(at);
        announce(t('edit.say.deleted', { count: session.draft.covers.length }));
      },
      cancel: () => {
        if (session.draft === start.present) finish();
        else askToLeave(finish);
      },
      done: () => finish(session.history),
    };
  }

  /** Nothing changes under a question that is about it. */
  function isAsking(): boolean {
    return below.querySelector('.edit-ask') !== null;
  }

  /** Asks below the picture, where the tools were. Escape means no. */
  function askToLeave(leave: () => void): void {
    const asked = below.querySelector<HTMLElement>('.edit-ask button:last-child');
    if (asked) return asked.click();
    const before = [...below.childNodes];
    const focused = document.activeElement;
    const back = (): void => {
      below.replaceChildren(...before);
      below.style.minBlockSize = '';
      if (focused instanceof HTMLElement) focused.focus();
    };
    const stay = button(t('edit.throw-away.no'), '', back);
    const question = el(
      'div',
      { class: 'edit-ask', role: 'group', 'aria-label': t('edit.throw-away') },
      el('p', {}, t('edit.throw-away')),
      button(t('edit.throw-away.yes'), 'danger', () => leave()),
      stay,
    );
    // The picture keeps its size under the question.
    below.style.minBlockSize = `${below.offsetHeight}px`;
    below.replaceChildren(question);
    status.textContent = t('edit.throw-away');
    stay.focus();
  }
}

/** Why it cannot be edited, which is also why it could not be sent. */
function unseen(fault: Fault): HTMLElement {
  return el('div', { class: 'edit-unseen', role: 'alert' }, el('p', {}, titleOf(fault)), el('p', {}, textOf(fault)));
}
