import type { Progress } from 'pellicle';
import { announce } from '../shared/announce.js';
import { button, el } from '../shared/dom.js';
import { t } from '../text/text.js';
import type { Album, AlbumState } from './album.js';
import { expirySelect } from './expiry-select.js';
import { isHopeless, titleOf } from './fault.js';
import type { Job } from './job.js';
import { linkRow } from './link-row.js';
import { PICTURES } from './pictures.js';
import { passOn, systemShare } from './pass-on.js';

/** What an album's panel shows in one state: what stands below its heading, and what can be done. */
export interface AlbumFace {
  parts: Node[];
  actions: Node[];
  /** Draws progress into it without rebuilding it. */
  update?: (progress: Progress) => void;
}

/** What the panel offers to its faces. */
export interface AlbumCan {
  add(files: File[]): void;
  askToDelete(): void;
  askToDismiss(): void;
  expiresInSecs(): readonly number[];
}

/** The face for a state. */
export function albumFaceOf(album: Album, can: AlbumCan): AlbumFace {
  const { state } = album;
  switch (state.is) {
    case 'gathering':
      return isStuck(album) ? stuck(album, can) : gathering(album);
    case 'asking':
      return asking(album);
    case 'making':
      return making(album);
    case 'failed':
      return {
        parts: [text(`${titleOf(state.fault)} ${t('album.failed.text')}`)],
        actions: [button(t('stop.retry'), 'small loud', () => void album.make()), dismiss(can)],
      };
    case 'done':
    case 'deleting':
      return made(album, state, can);
    case 'deleted':
      return { parts: [text(t('done.deleted.text'))], actions: [dismiss(can)] };
  }
}

/** What an album that waits for a person waits for. */
export function askingOf(album: Album): string {
  const count = endsOf(album);
  if (count === 0) return t('album.ready');
  // What is damaged or of no known kind stays so, however often it is tried.
  return t(hopefulOf(album).length > 0 ? 'album.missing' : 'list.missing', { count });
}

/** Whether nothing more comes of it by itself, and there is no link. */
function isOver({ state }: Job): boolean {
  return state.is === 'failed' || state.is === 'cancelled' || state.is === 'deleted';
}

/** Whether none of its pictures got through, nor is on its way. */
export function isStuck({ jobs }: Album): boolean {
  return jobs.every(isOver);
}

/** How many pictures have come to an end without a link. */
export function endsOf({ jobs }: Album): number {
  return jobs.filter(({ state }) => state.is === 'failed' || state.is === 'cancelled').length;
}

/** What did not get through, and may do so when it is tried again. */
function hopefulOf({ jobs }: Album): Job[] {
  return jobs.filter(({ state }) => state.is === 'cancelled' || (state.is === 'failed' && !isHopeless(state.fault)));
}

/** Its pictures are on their way, or wait for a look. */
function gathering(album: Album): AlbumFace {
  const { jobs, isWanted } = album;
  const waits = jobs.some(({ state }) => state.is === 'ready');
  const send = button(t('album.send'), 'small loud', () => album.send());
  const whenSent = button(t('album.when-sent'), 'small', () => album.want());
  return {
    parts: [...addingNote(album), text(t(isWanted ? 'album.then' : 'album.meanwhile')), ...orderNote(album)],
    actions: waits ? [send] : isWanted ? [] : [whenSent],
  };
}

/** None of its pictures got through, so that there is nothing to make an album of. */
function stuck(album: Album, can: AlbumCan): AlbumFace {
  const count = endsOf(album);
  return { parts: count > 0 ? [text(t('list.missing', { count }))] : [], actions: [...again(album), dismiss(can)] };
}

function asking(album: Album): AlbumFace {
  const make = button(t(endsOf(album) > 0 ? 'album.make.without' : 'album.make'), 'small loud', () => void album.make());
  return { parts: [text(askingOf(album)), ...addingNote(album), ...orderNote(album)], actions: [make, ...again(album)] };
}

function making(album: Album): AlbumFace {
  const bar = el('progress', { max: '1', value: '0', 'aria-label': t('album.progress') });
  return {
    parts: [bar],
    actions: [button(t('work.cancel'), 'small', () => album.cancel())],
    update: ({ fraction }) => (bar.value = fraction),
  };
}

/** It is on the server: its link, how long and for whom it is there, and the ways to pass it on. */
function made(album: Album, state: Extract<AlbumState, { is: 'done' | 'deleting' }>, can: AlbumCan): AlbumFace {
  const { link, expires } = state.shared;
  const { views, password } = album.choice;
  const kept = (): void => {
    album.linkKept = true;
  };
  const fact = (words: string): HTMLElement => el('span', { class: 'fact' }, words);
  const facts = [
    ...(expires ? [expirySelect(expires, can.expiresInSecs(), (secs) => album.setExpiry(secs))] : []),
    ...(views ? [fact(t('receipt.views', { count: views }))] : []),
    ...(password ? [fact(t('receipt.password'))] : []),
  ];
  const line = el('p', { class: 'receipt' });
  for (const [i, part] of facts.entries()) line.append(...(i > 0 ? [' · ', part] : [part]));
  const open = el('a', { class: 'button small', href: link, target: '_blank', rel: 'noopener noreferrer' }, t('done.open'));
  open.addEventListener('click', kept);
  const isDeleting = state.is === 'deleting';
  const erase = button(t(isDeleting ? 'done.deleting' : 'done.delete'), 'small', can.askToDelete);
  erase.disabled = isDeleting;
  const fault = state.is === 'done' ? state.fault : undefined;
  const share = systemShare(link, kept);
  return {
    parts: [
      linkRow(link, t('album.name'), kept),
      ...(facts.length > 0 ? [line] : []),
      ...(album.before ? [beforeNote(album)] : []),
      ...(fault ? [text(t('done.delete.failed', { reason: titleOf(fault) }), 'fault')] : []),
      passOn(link, album.title || t('album.name-upper'), kept),
    ],
    actions: [...(share ? [share] : []), open, ...(isDeleting ? [] : adder(can.add)), erase, dismiss(can)],
  };
}

/** Pictures are being added: that this becomes another album. */
function addingNote({ before }: Album): HTMLElement[] {
  return before ? [text(t('album.adding'))] : [];
}

/** How its order is changed: nothing is dragged by what points no finer than a finger. */
function orderNote({ present }: Album): HTMLElement[] {
  const words = matchMedia('(pointer: fine)').matches ? t('album.order') : t('album.order.buttons');
  return present.length > 1 ? [text(words)] : [];
}

/** Pictures were added: that this is another album with another link, and what may happen to the one before. */
function beforeNote(album: Album): HTMLElement {
  const erase = button(t('album.before.delete'), 'small', async () => {
    // Not disabled: that would take the focus from whoever is on it.
    if (erase.ariaDisabled === 'true') return;
    erase.ariaDisabled = 'true';
    erase.textContent = t('done.deleting');
    announce(t('done.deleting'));
    const fault = await album.deleteBefore();
    if (!fault) announce(t('album.deleted'));
  });
  return el('div', { class: 'before' }, text(t('album.before')), erase);
}

function again(album: Album): HTMLButtonElement[] {
  const hopeful = hopefulOf(album);
  // Those of when it is pressed: the button stays while pictures come to their end.
  const start = (): void => hopefulOf(album).forEach((job) => void job.start());
  return hopeful.length > 0 ? [button(t('album.again', { count: hopeful.length }), 'small', start)] : [];
}

function dismiss(can: AlbumCan): HTMLButtonElement {
  const element = button(t('stop.dismiss'), 'small', can.askToDismiss);
  element.ariaLabel = t('stop.dismiss-of', { name: t('album.name') });
  return element;
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

function text(sentence: string, name = 'text'): HTMLElement {
  return el('p', { class: name }, sentence);
}
