import type { Progress } from 'pellicle';
import type { Door } from '../edit/door.js';
import { button, el } from '../shared/dom.js';
import { bytes, percent } from '../text/format.js';
import { t } from '../text/text.js';
import { isHopeless, textOf, titleOf, type Fault } from './fault.js';
import type { Job, State } from './job.js';
import { linkRow } from './link-row.js';
import { passOn, systemShare } from './pass-on.js';
import { expirySelect } from './expiry-select.js';
import { drawReceipt } from './receipt.js';

/** What a card shows in one state: its heading, what stands below it, and what can be done. */
export interface Face {
  title: string;
  /** Whether the heading says which picture it is, because nothing below it does. */
  named?: boolean;
  parts: Node[];
  actions: Node[];
  /** Draws progress into it without rebuilding it. */
  update?: (progress: Progress) => void;
}

/** What the card offers to its faces. */
export interface Can {
  edit: Door;
  dismiss(): void;
  askToDelete(): void;
}

/** What the server allows, as far as a card shows it. */
export interface Allowed {
  fileBytes: number | undefined;
  /** How long pictures may be kept, in seconds from now. */
  expiresInSecs: readonly number[];
}

/** The face for a state. */
export function faceOf(job: Job, name: string, can: Can, server: Allowed): Face {
  const { state } = job;
  switch (state.is) {
    case 'ready':
      return ready(job, name, can);
    case 'working':
      return working(job, name);
    case 'done':
    case 'deleting':
      return done(job, state, name, can, server);
    case 'deleted':
      return { title: t('done.deleted'), named: true, parts: [text(t('done.deleted.text'))], actions: [dismiss(name, can)] };
    case 'cancelled':
      return {
        title: t('stop.cancelled'),
        parts: [text(name, 'about'), text(t('stop.cancelled.text'))],
        actions: [retry(job), dismiss(name, can)],
      };
    case 'failed':
      return failed(job, state.fault, name, can, server.fileBytes);
  }
}

function ready(job: Job, name: string, can: Can): Face {
  // In UTF-8 a character of this many is at most three bytes, and the format has room for 1000.
  const alt = el('input', { type: 'text', maxlength: '333', autocomplete: 'off' });
  alt.value = job.alt;
  alt.addEventListener('input', () => (job.alt = alt.value.trim()));
  alt.addEventListener('keydown', (event) => {
    // Where letters are composed of others, Enter ends that and nothing else.
    if (event.key !== 'Enter' || event.isComposing) return;
    // A browser would give the rest of the press to what has the focus by then.
    event.preventDefault();
    void job.start();
  });
  return {
    title: t('ready.title'),
    parts: [
      el('p', { class: 'about' }, el('span', { class: 'file' }, t('work.about', { name, size: bytes(job.file.size) }))),
      can.edit.line,
      el('label', { class: 'alt' }, t(job.inAlbum ? 'ready.caption' : 'ready.alt'), alt),
    ],
    actions: [button(t('ready.go'), job.inAlbum ? 'small' : 'small loud', () => void job.start()), can.edit.button, dismiss(name, can)],
  };
}

function working(job: Job, name: string): Face {
  const title = t('stage.waiting');
  const file = t('work.about', { name, size: bytes(job.file.size) });
  const numbers = el('span', { class: 'numbers' });
  const bar = el('progress', { max: '1', value: '0', 'aria-label': t('work.progress', { name }) });
  return {
    title,
    parts: [el('p', { class: 'about' }, el('span', { class: 'file' }, file), ' ', numbers), bar],
    actions: [button(t('work.cancel'), 'small', () => job.takeBack())],
    update: ({ stage, loaded, total, fraction }) => {
      const sent = stage === 'uploading' ? ` · ${t('work.sent', { loaded: bytes(loaded), total: bytes(total) })}` : '';
      numbers.textContent = stage === 'waiting' ? '' : `· ${percent(fraction)}${sent}`;
      bar.value = fraction;
    },
  };
}

function done(job: Job, state: Extract<State, { is: 'done' | 'deleting' }>, name: string, can: Can, server: Allowed): Face {
  const { link, expires } = state.shared;
  const deleting = state.is === 'deleting';
  const kept = (): void => {
    job.linkKept = true;
  };
  const open = el('a', { class: 'button small', href: link, target: '_blank', rel: 'noopener noreferrer' }, t('done.open'));
  open.addEventListener('click', kept);
  const erase = button(t(deleting ? 'done.deleting' : 'done.delete'), 'small', can.askToDelete);
  erase.disabled = deleting;
  const share = systemShare(link, kept);
  // Not the file's name, which may say more than its picture.
  const title = job.alt || t('work.unnamed');
  const row = linkRow(link, name, kept);
  const expiry = expires && !deleting ? expirySelect(expires, server.expiresInSecs, (secs) => job.setExpiry(secs)) : undefined;
  const receipt = drawReceipt(state.shared, job.choice, expiry);
  // In an album the album's link is the one to pass on; a picture's own is there for whoever looks for it.
  const parts: Node[] = job.inAlbum
    ? [receipt, el('details', { class: 'pass-on' }, el('summary', {}, t('album.own-link')), row)]
    : [row, receipt, passOn(link, title, kept)];
  if (job.deleteFault) {
    parts.push(el('p', { class: 'fault' }, t('done.delete.failed', { reason: titleOf(job.deleteFault) })));
  }
  const ways = job.inAlbum ? [] : [...(share ? [share] : []), open];
  return { title: t('done.title'), named: true, parts, actions: [...ways, erase, dismiss(name, can)] };
}

function failed(job: Job, fault: Fault, name: string, can: Can, fileLimit: number | undefined): Face {
  const advice = textOf(fault, { size: bytes(job.file.size), limit: bytes(fileLimit ?? 0) });
  return {
    title: titleOf(fault),
    parts: [text(name, 'about'), text(advice)],
    actions: [...(isHopeless(fault) ? [] : [retry(job)]), dismiss(name, can)],
  };
}

function retry(job: Job): HTMLButtonElement {
  return button(t('stop.retry'), 'small', () => void job.start());
}

function dismiss(name: string, can: Can): HTMLButtonElement {
  const element = button(t('stop.dismiss'), 'small', can.dismiss);
  element.ariaLabel = t('stop.dismiss-of', { name });
  return element;
}

function text(sentence: string, name = 'text'): HTMLElement {
  return el('p', { class: name }, sentence);
}
