import { prepare } from 'pellicle';
import { button, el } from '../shared/dom.js';
import { t } from '../text/text.js';
import { faultOf, titleOf } from '../upload/fault.js';
import type { Job } from '../upload/job.js';
import type { Preview } from '../upload/preview.js';
import { toEdits, UNTOUCHED } from './draft.js';
import { openEditor } from './editor.js';
import { begun } from './history.js';
import { summary } from './words.js';

/** The longest side of an edited picture's preview. */
const PREVIEW_PX = 640;

/** What a card has of the editor: the way in, and a line that says what was done. */
export interface Door {
  button: HTMLButtonElement;
  line: HTMLElement;
}

/** The way from a picture that waits to the editor, and back with what was done. */
export function door(job: Job, name: string, picture: Preview): Door {
  let history = begun(UNTOUCHED);
  let drawing: AbortController | undefined;
  const line = el('p', { class: 'edits', hidden: true });
  const way = button(t('edit.open'), 'small', () => void enter());
  picture.element.addEventListener('click', () => {
    if (job.state.is === 'ready') void enter();
  });

  async function enter(): Promise<void> {
    const done = await openEditor(job.file, name, history);
    way.focus();
    if (!done) return;
    const changed = done.present !== history.present;
    history = done;
    if (!changed) return;
    job.edits = toEdits(history.present);
    way.textContent = t(job.edits ? 'edit.again' : 'edit.open');
    line.hidden = !job.edits;
    line.replaceChildren(t('edit.summary', { things: summary(history.present) }));
    if (job.edits && job.choice.original) line.append(el('br'), t('edit.not-original'));
    await draw();
  }

  /** Shows the edited picture itself: what is covered in it is gone there as well. */
  async function draw(): Promise<void> {
    drawing?.abort();
    if (!job.edits) return picture.show('file');
    const mine = (drawing = new AbortController());
    // Never the picture as it was beside words that say it was covered.
    picture.show('nothing');
    try {
      const { blob } = await prepare(job.file, { maxEdge: PREVIEW_PX, edits: job.edits, signal: mine.signal });
      if (drawing === mine) picture.show(blob);
    } catch (error) {
      // What cannot be drawn cannot be sent either.
      if (drawing === mine && !mine.signal.aborted) line.append(el('br'), titleOf(faultOf(error)));
    }
  }

  return { button: way, line };
}
