import { button, el } from '../shared/dom.js';
import { percent } from '../text/format.js';
import { t, type Key } from '../text/text.js';
import { isUntouched, MOST_COVERS } from './draft.js';
import { icon, type Icon } from './icons.js';
import { ZOOM_STEP } from './keys.js';
import { SHAPES, type Session, type Shape, type Tool } from './session.js';
import type { Surface } from './surface.js';

/** What the buttons do that the session does not do by itself. */
export interface Acts {
  turn(quarters: number): void;
  undo(): void;
  redo(): void;
  reset(): void;
  newBox(): void;
  deleteBox(at: number): void;
  cancel(): void;
  done(): void;
}

/** A row of controls that can be drawn anew. */
export interface Row {
  element: HTMLElement;
  draw(): void;
}

/** The tools below the picture. */
export function tools(session: Session, acts: Acts): Row {
  const left = tool('left', 'edit.left', () => acts.turn(-1));
  const right = tool('right', 'edit.right', () => acts.turn(1));
  const crop = tool('crop', 'edit.crop', () => take('crop'));
  const cover = tool('cover', 'edit.cover', () => take('cover'));
  const undo = tool('undo', 'edit.undo', acts.undo);
  const redo = tool('redo', 'edit.redo', acts.redo);
  const reset = tool('reset', 'edit.reset', acts.reset);
  const cancel = tool('cancel', 'edit.cancel', acts.cancel);
  const done = tool('done', 'edit.done', acts.done);
  done.classList.add('loud');
  undo.setAttribute('aria-keyshortcuts', 'Control+Z');
  redo.setAttribute('aria-keyshortcuts', 'Control+Shift+Z');

  function take(tool: Tool): void {
    session.take(session.tool === tool ? 'look' : tool);
  }

  return {
    element: el(
      'div',
      { class: 'edit-tools', role: 'group', 'aria-label': t('edit.tools') },
      el('div', { class: 'edit-row edit-making' }, left, right, crop, cover),
      el('div', { class: 'edit-row edit-ending' }, undo, redo, reset, cancel, done),
    ),
    draw: () => {
      crop.ariaPressed = String(session.tool === 'crop');
      cover.ariaPressed = String(session.tool === 'cover');
      able(undo, session.history.past.length > 0);
      able(redo, session.history.future.length > 0);
      able(reset, !isUntouched(session.draft));
    },
  };
}

/** What belongs to the present tool: the shapes of a crop, or making and deleting boxes. */
export function context(session: Session, acts: Acts): Row {
  const element = el('div', { class: 'edit-context' });
  const add = tool('add', 'edit.new-box', acts.newBox);
  const remove = tool('remove', 'edit.delete-box', () => {
    if (session.selected !== undefined) acts.deleteBox(session.selected);
  });
  const hint = el('p', { class: 'edit-hint', id: 'edit-hint' });
  add.setAttribute('aria-describedby', 'edit-hint');
  const shapes = SHAPES.map((shape) => ({ shape, control: button('', 'small edit-shape', () => session.hold(shape)) }));
  const rows: Record<Tool, Node[]> = {
    look: [hint],
    cover: [el('div', { class: 'edit-pair' }, add, remove), hint],
    crop: [el('div', { class: 'edit-shapes', role: 'group', 'aria-label': t('edit.ratio') }, ...shapes.map(({ control }) => control))],
  };
  const hints: Record<Tool, () => string> = {
    look: () => t('edit.hint'),
    cover: () => t(session.draft.covers.length === 0 ? 'edit.cover.hint' : 'edit.cover.more'),
    crop: () => '',
  };
  let drawn: Tool | undefined;
  return {
    element,
    draw: () => {
      if (drawn !== session.tool) element.replaceChildren(...rows[session.tool]);
      drawn = session.tool;
      hint.textContent = hints[session.tool]();
      able(add, session.draft.covers.length < MOST_COVERS);
      able(remove, session.selected !== undefined);
      for (const { shape, control } of shapes) {
        control.ariaPressed = String(session.shape === shape);
        control.textContent = nameOf(shape, session);
      }
    },
  };
}

/** Nearer, farther and fitted, above the picture. */
export function zooming(surface: Surface): Row {
  const farther = control('−', t('view.out'), () => surface.zoom(1 / ZOOM_STEP));
  const fit = button('', 'quiet', () => surface.fit());
  const nearer = control('+', t('view.in'), () => surface.zoom(ZOOM_STEP));
  return {
    element: el('div', { class: 'edit-zoom', role: 'group' }, farther, fit, nearer),
    draw: () => {
      fit.textContent = percent(surface.scale);
      fit.ariaLabel = t('view.fit', { scale: percent(surface.scale) });
      able(farther, !surface.isFitted);
      able(fit, !surface.isFitted);
    },
  };
}

/** A shape's name: an upright picture is cropped to 3:4 by what else is 4:3. */
function nameOf(shape: Shape, session: Session): string {
  if (shape === 'free' || shape === 'original' || shape === 'square') return t(`edit.ratio.${shape}`);
  return (session.ratioOf(shape) ?? 1) < 1 ? shape.split(':').reverse().join(':') : shape;
}

/** A button that can do nothing now keeps the focus that it may have. */
function able(control: HTMLButtonElement, can: boolean): void {
  control.ariaDisabled = String(!can);
}

function tool(name: Icon, key: Key, onClick: () => void): HTMLButtonElement {
  const element = button('', 'edit-tool', () => {
    if (element.ariaDisabled !== 'true') onClick();
  });
  element.append(icon(name), el('span', {}, t(key)));
  // In a low window the icon stands there alone.
  element.title = t(key);
  return element;
}

function control(sign: string, label: string, onClick: () => void): HTMLButtonElement {
  const element = button(sign, 'quiet', () => {
    if (element.ariaDisabled !== 'true') onClick();
  });
  element.ariaLabel = label;
  element.title = label;
  return element;
}
