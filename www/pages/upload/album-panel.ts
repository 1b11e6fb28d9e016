import { button, el } from '../shared/dom.js';
import { percent } from '../text/format.js';
import { maybe, t } from '../text/text.js';
import type { Album } from './album.js';
import { ask, type Answer } from './ask.js';
import { expirySelect } from './expiry-select.js';
import { isHopeless, titleOf } from './fault.js';
import type { Job } from './job.js';
import { linkRow } from './link-row.js';
import { PICTURES } from './pictures.js';
import { passOn, systemShare } from './pass-on.js';

/** What an album's panel offers besides what the album does itself. */
interface Can {
  /** More pictures were chosen for this album. */
  add(files: File[]): void;
  dismiss(): void;
  /** How long the server allows it to be kept, in seconds from now. */
  expiresInSecs(): readonly number[];
}

/** An album on the page: what is happening to it, its link once it has one, and below it the cards of its pictures. */
export interface AlbumPanel {
  element: HTMLElement;
  /** The place of its pictures' cards. */
  list: HTMLUListElement;
  draw(): void;
}

/** The panel of an album. */
export function albumPanel(album: Album, can: Can): AlbumPanel {
  const heading = el('h2', { tabindex: '-1' });
  const parts = el('div', { class: 'parts' });
  const actions = el('div', { class: 'actions' });
  const title = titleField(album);
  const list = el('ul', { class: 'list', 'aria-label': t('album.pictures') });
  const head = el('div', { class: 'album-head' }, heading, parts, title.element, actions);
  const element = el('section', { class: 'album corners', 'aria-label': t('album.label') }, head, list);
  let drawn = '';

  function askInPlace(question: string, answers: Answer[]): void {
    const asked = ask(question, answers, () => {
      drawn = '';
      draw();
    });
    actions.replaceChildren(asked);
    asked.querySelector('button')?.focus();
  }

  const faces: Faces = {
    askToDelete: () =>
      askInPlace(t('album.delete.ask'), [
        { label: t('album.delete.all'), danger: true, act: () => void album.delete(true) },
        { label: t('album.delete.only'), danger: true, act: () => void album.delete(false) },
        { label: t('done.delete.no') },
      ]),
    askToDismiss: () => {
      if (album.state.is !== 'done' || album.linkKept) return can.dismiss();
      askInPlace(t('done.dismiss.ask'), [
        { label: t('done.dismiss.yes'), danger: true, act: can.dismiss },
        { label: t('done.dismiss.no') },
      ]);
    },
    add: can.add,
  };

  function draw(): void {
    const { state } = album;
    element.dataset.album = state.is;
    const isFixed = album.isMade || state.is === 'making';
    const wasInTitle = title.element.contains(document.activeElement);
    title.draw(isFixed);
    list.toggleAttribute('data-fixed', isFixed);
    heading.textContent = headingOf(album);
    if (isFixed && wasInTitle) heading.focus();
    if (state.is === 'making') parts.querySelector('progress')?.setAttribute('value', String(state.progress.fraction));
    const waits = album.jobs.filter((job) => job.state.is === 'ready').length;
    const ends = endsOf(album);
    const drawing = JSON.stringify([state, album.before, album.fault, waits, ends, album.jobs.length, album.sent.length, album.isWanted], (key, value: unknown) =>
      key === 'progress' ? '' : value,
    );
    if (drawing === drawn) return;
    drawn = drawing;
    const hadFocus = actions.contains(document.activeElement) || parts.contains(document.activeElement);
    parts.replaceChildren(...partsOf(album, can.expiresInSecs()));
    actions.replaceChildren(...actionsOf(album, { waits, ends }, faces));
    // The link is what the work was for; before there is one, it is what can be done next.
    if (hadFocus) ([parts, actions].map((part) => part.querySelector<HTMLElement>('button:enabled')).find(Boolean) ?? heading).focus();
  }

  album.isBusy = () => title.element.contains(document.activeElement);
  draw();
  return { element, list, draw };
}

interface Faces {
  askToDelete(): void;
  askToDismiss(): void;
  add(files: File[]): void;
}

function headingOf({ state, jobs, sent, count }: Album): string {
  if (state.is === 'failed') return t('album.failed');
  if (state.is === 'making') return t('album.making', { done: percent(state.progress.fraction) });
  if (state.is === 'done' || state.is === 'deleting') return t('album.done', { count });
  if (state.is === 'deleted') return t('album.deleted');
  return sent.length === 0 ? t('album.gathering', { count: jobs.length }) : t('album.sent', { sent: sent.length, count: jobs.length });
}

/** What did not get through, and may do so when it is tried again. */
function hopefulOf({ jobs }: Album): Job[] {
  return jobs.filter(({ state }) => state.is === 'cancelled' || (state.is === 'failed' && !isHopeless(state.fault)));
}

/** What an album that waits for a person waits for. */
export function askingOf(album: Album): string {
  const count = endsOf(album);
  if (count === 0) return t('album.ready');
  // What is damaged or of no known kind stays so, however often it is tried.
  return t(hopefulOf(album).length > 0 ? 'album.missing' : 'list.missing', { count });
}

/** How many pictures have come to an end without a link. */
function endsOf({ jobs }: Album): number {
  return jobs.filter(({ state }) => state.is === 'failed' || state.is === 'cancelled').length;
}

/** Whether none of its pictures got through, so that there is nothing to make an album of. */
function isStuck(album: Album): boolean {
  return album.jobs.length > 0 && endsOf(album) === album.jobs.length;
}

function orderNote({ jobs }: Album): HTMLElement[] {
  return jobs.length > 1 ? [text(t('album.order'))] : [];
}

function partsOf(album: Album, expiresInSecs: readonly number[]): Node[] {
  const { state, before } = album;
  switch (state.is) {
    case 'gathering':
      if (isStuck(album)) return [text(t('list.missing', { count: album.jobs.length }))];
      return [...(before ? [text(t('album.adding'))] : []), text(t(album.isWanted ? 'album.then' : 'album.meanwhile')), ...orderNote(album)];
    case 'asking':
      return [text(askingOf(album)), ...(before ? [text(t('album.adding'))] : []), ...orderNote(album)];
    case 'making':
      return [el('progress', { max: '1', value: '0', 'aria-label': t('album.progress') })];
    case 'failed':
      return [text(`${titleOf(state.fault)} ${maybe(`album.fault.${state.fault}`) ?? t('album.failed.text')}`)];
    case 'deleted':
      return [text(t('done.deleted.text'))];
    case 'done':
    case 'deleting': {
      const kept = (): void => {
        album.linkKept = true;
      };
      const { link, expires } = state.shared;
      const { views, password } = album.choice;
      const fact = (words: string): HTMLElement => el('span', { class: 'fact' }, words);
      const facts = [
        ...(expires ? [expirySelect(expires, expiresInSecs, (secs) => album.setExpiry(secs))] : []),
        ...(views ? [fact(t('receipt.views', { count: views }))] : []),
        ...(password ? [fact(t('receipt.password'))] : []),
      ];
      const line = el('p', { class: 'receipt' });
      for (const [i, part] of facts.entries()) line.append(...(i > 0 ? [' · ', part] : [part]));
      return [
        linkRow(link, t('album.name'), kept),
        ...(facts.length > 0 ? [line] : []),
        ...(before ? [beforeNote(album)] : []),
        ...(album.fault ? [text(t('done.delete.failed', { reason: titleOf(album.fault.code) }), 'fault')] : []),
        passOn(link, album.title || t('album.name-upper'), kept),
      ];
    }
  }
}

/** Pictures were added: that this is another album with another link, and what may happen to the one before. */
function beforeNote(album: Album): HTMLElement {
  const erase = button(t('album.before.delete'), 'small', () => {
    erase.disabled = true;
    void album.deleteBefore();
  });
  return el('div', { class: 'before' }, text(t('album.before')), erase);
}

function actionsOf(album: Album, { waits, ends }: { waits: number; ends: number }, faces: Faces): Node[] {
  const { state } = album;
  const hopeful = hopefulOf(album);
  const dismiss = button(t('stop.dismiss'), 'small', faces.askToDismiss);
  dismiss.ariaLabel = t('stop.dismiss-of', { name: t('album.name') });
  const again = hopeful.length > 0 ? [button(t('album.again', { count: hopeful.length }), 'small', () => hopeful.forEach((job) => void job.start()))] : [];
  switch (state.is) {
    case 'gathering': {
      if (waits > 0) return [button(t('album.send'), 'small loud', () => album.send())];
      if (isStuck(album)) return [...again, dismiss];
      return album.isWanted ? [] : [button(t('album.when-sent'), 'small', () => album.want())];
    }
    case 'asking':
      return [
        button(t(ends > 0 ? 'album.make.without' : 'album.make'), 'small loud', () => void album.make()),
        ...again,
      ];
    case 'making':
      return [button(t('work.cancel'), 'small', () => album.cancel())];
    case 'failed':
      return [button(t('stop.retry'), 'small loud', () => void album.make()), dismiss];
    case 'deleted':
      return [dismiss];
    case 'done':
    case 'deleting': {
      const { link } = state.shared;
      const kept = (): void => {
        album.linkKept = true;
      };
      const open = el('a', { class: 'button small', href: link, target: '_blank', rel: 'noopener noreferrer' }, t('done.open'));
      open.addEventListener('click', kept);
      const erase = button(t(state.is === 'deleting' ? 'done.deleting' : 'done.delete'), 'small', faces.askToDelete);
      erase.disabled = state.is === 'deleting';
      const share = systemShare(link, kept);
      return [...(share ? [share] : []), open, ...adder(faces.add), erase, dismiss];
    }
  }
}

/** How many pickers there were: each has an id for its label. */
let adders = 0;

/** A picker of its own: what is chosen here goes into this album's next one. */
function adder(onFiles: (files: File[]) => void): Node[] {
  const input = el('input', { type: 'file', class: 'picker', multiple: true, accept: PICTURES, 'aria-label': t('album.add') });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length > 0) onFiles(files);
  });
  const label = el('label', { class: 'button small' }, t('album.add'));
  input.id = `add-${(adders += 1)}`;
  label.htmlFor = input.id;
  return [input, label];
}

/** The field for its title, there as long as the album can still be called something. */
function titleField(album: Album): { element: HTMLElement; draw(isFixed: boolean): void } {
  const input = el('input', { type: 'text', maxlength: '333', autocomplete: 'off' });
  input.addEventListener('input', () => (album.title = input.value.trim()));
  // Whoever is done with it need not look for a button, where there is but one thing to do.
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    if (album.state.is === 'asking' && endsOf(album) === 0) void album.make();
    else input.blur();
  });
  input.addEventListener('blur', () => {
    if (album.state.is === 'asking') setTimeout(() => album.settle());
  });
  const element = el('label', { class: 'alt' }, t('album.title'), input);
  const draw = (isFixed: boolean): void => {
    element.hidden = isFixed;
    // An album that came back is called what it was; what a person is typing is left alone.
    if (input.value.trim() !== album.title) input.value = album.title;
  };
  return { element, draw };
}

function text(sentence: string, name = 'text'): HTMLElement {
  return el('p', { class: name }, sentence);
}
