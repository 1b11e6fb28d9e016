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
  const name = titleField(album);
  const list = el('ul', { class: 'list', 'aria-label': t('album.pictures') });
  const head = el('div', { class: 'album-head' }, heading, parts, name, actions);
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
    name.hidden = album.isMade || state.is === 'making';
    list.toggleAttribute('data-fixed', album.isMade || state.is === 'making');
    heading.textContent = headingOf(album);
    if (state.is === 'making') parts.querySelector('progress')?.setAttribute('value', String(state.progress.fraction));
    const waits = album.jobs.filter((job) => job.state.is === 'ready').length;
    const ends = album.jobs.filter((job) => job.state.is === 'failed' || job.state.is === 'cancelled').length;
    const drawing = JSON.stringify([state, album.before, album.fault, waits, ends, album.sent.length], (key, value: unknown) =>
      key === 'progress' ? '' : value,
    );
    if (drawing === drawn) return;
    drawn = drawing;
    const hadFocus = actions.contains(document.activeElement) || parts.contains(document.activeElement);
    parts.replaceChildren(...partsOf(album, ends, can.expiresInSecs()));
    actions.replaceChildren(...actionsOf(album, { waits, ends }, faces));
    if (hadFocus) (actions.querySelector<HTMLElement>('button:enabled') ?? heading).focus();
  }

  album.isBusy = () => name.contains(document.activeElement);
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

function partsOf(album: Album, ends: number, expiresInSecs: readonly number[]): Node[] {
  const { state, before } = album;
  switch (state.is) {
    case 'gathering':
      return [
        text(t(before ? 'album.adding' : 'album.then')),
        ...(album.jobs.length > 1 && album.jobs.some((job) => job.state.is === 'ready') ? [text(t('album.order'))] : []),
      ];
    case 'asking':
      if (ends === 0) return [text(t('album.ready'))];
      // What is damaged or of no known kind stays so, however often it is tried.
      return [text(t(hopefulOf(album).length > 0 ? 'album.missing' : 'list.missing', { count: ends }))];
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
  switch (state.is) {
    case 'gathering': {
      const send = button(t('album.send'), 'small loud', () => {
        for (const job of album.jobs) if (job.state.is === 'ready') void job.start();
      });
      if (waits > 0) return [send];
      return album.sent.length === 0 && ends === album.jobs.length ? [dismiss] : [];
    }
    case 'asking':
      return [
        button(t(ends > 0 ? 'album.make.without' : 'album.make'), 'small loud', () => void album.make()),
        ...(hopeful.length > 0
          ? [
              button(t('album.again', { count: hopeful.length }), 'small', () => {
                for (const job of hopeful) void job.start();
              }),
            ]
          : []),
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

function titleField(album: Album): HTMLElement {
  const input = el('input', { type: 'text', maxlength: '333', autocomplete: 'off' });
  input.addEventListener('input', () => (album.title = input.value.trim()));
  // Whoever is done with it need not look for a button.
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') input.blur();
  });
  input.addEventListener('blur', () => {
    if (album.state.is === 'asking') setTimeout(() => album.settle());
  });
  return el('label', { class: 'alt' }, t('album.title'), input);
}

function text(sentence: string, name = 'text'): HTMLElement {
  return el('p', { class: name }, sentence);
}
