import { PellicleError, view, viewAlbum } from 'pellicle';
import { announce } from '../shared/announce.js';
import { copyText } from '../shared/clipboard.js';
import { button, el } from '../shared/dom.js';
import { hold } from '../shared/still.js';
import { moment } from '../text/format.js';
import { t } from '../text/text.js';
import { ask, type Answer } from '../upload/ask.js';
import { expirySelect } from '../upload/expiry-select.js';
import { faultOf, isGone, titleOf, type Fault } from '../upload/fault.js';
import { say } from '../upload/link-row.js';
import { deleteShared, expireTogether, kept } from './albums.js';
import type { Kept } from './record.js';

/** What a row asks of the list around it. */
export interface Around {
  expiresInSecs: readonly number[];
  onSelect(record: Kept, selected: boolean): void;
  /** It is gone, from the server or at least from there: take it off the list. */
  onGone(records: Kept[], said: string): void;
  /** The pictures of an album that are on this list too. */
  picturesOf(album: Kept): Kept[];
  /** These are kept for another time than before. */
  onExpiry(records: Kept[]): void;
}

/** One thing on the list. */
export interface Row {
  element: HTMLLIElement;
  box: HTMLInputElement;
  /** Says anew when it goes. */
  renew(): void;
  release(): void;
}

/** A row: what it was, when it goes, and what can be done about it. */
export function row(record: Kept, number: number, around: Around): Row {
  const { kind, link, title } = record;
  const shared = moment(new Date(record.created));
  const name = title || t(kind === 'album' ? 'mine.album' : 'mine.picture', { when: shared });
  const url = record.thumbnail && URL.createObjectURL(record.thumbnail);
  const box = el('input', { type: 'checkbox', 'aria-label': t('mine.select', { name }), autocomplete: 'off' });
  box.addEventListener('change', () => around.onSelect(record, box.checked));
  const small = url ? el('img', { src: url, alt: '', loading: 'lazy' }) : undefined;
  const picture = el('span', { class: 'thumb', 'data-kind': kind }, ...(small ? [small] : []));
  // One that cannot be held is shown as it is.
  if (small && record.thumbnail) void hold(small, record.thumbnail).catch(() => {});
  const complaint = el('p', { class: 'fault', role: 'alert' });
  const actions = el('div', { class: 'actions' });
  let line = facts(record, shared, around, complaint);
  const anchor = el('a', { href: link, target: '_blank', rel: 'noopener noreferrer' }, name);
  const element = el(
    'li',
    { class: 'kept', 'data-kind': kind },
    el('label', { class: 'pick' }, box, picture),
    el('div', { class: 'words' }, el('h2', {}, anchor), line, complaint),
    actions,
  );
  element.style.setProperty('--number', String(number));

  const copy = button(t('mine.copy'), 'small', async () => {
    if (await copyText(link)) say(copy, t('done.copied'), t('mine.copy'));
    else complaint.textContent = t('mine.copy-failed');
  });
  copy.ariaLabel = t('mine.copy-of', { name });
  const erase = button(t('done.delete'), 'small', () => {
    if (erase.ariaDisabled === 'true') return;
    const pictures = around.picturesOf(record);
    const answers: Answer[] =
      pictures.length > 0
        ? [
            { label: t('album.delete.all'), danger: true, act: () => void take([record, ...pictures]) },
            { label: t('album.delete.only'), danger: true, act: () => void take([record]) },
          ]
        : [{ label: t('done.delete.yes'), danger: true, act: () => void take([record]) }];
    const asked = ask(t(kind === 'album' ? 'album.delete.ask' : 'done.delete.ask'), [...answers, { label: t('done.delete.no') }], () => {
      actions.replaceChildren(copy, erase);
      erase.focus();
    });
    actions.replaceChildren(asked);
    asked.querySelector('button')?.focus();
  });
  erase.ariaLabel = t('mine.delete-of', { name });
  actions.append(copy, erase);

  async function take(records: Kept[]): Promise<void> {
    // It keeps the focus that it has, and does nothing meanwhile.
    if (erase.ariaDisabled === 'true') return;
    erase.ariaDisabled = 'true';
    erase.textContent = t('done.deleting');
    announce(t('done.deleting'));
    const { gone, fault } = await removeAll(records);
    erase.ariaDisabled = null;
    erase.textContent = t('done.delete');
    if (fault) complaint.textContent = t('done.delete.failed', { reason: titleOf(fault) });
    if (gone.length > 0) around.onGone(gone, t('mine.deleted', { count: gone.length }));
  }

  const renew = (): void => {
    const next = facts(record, shared, around, complaint);
    line.replaceWith(next);
    line = next;
  };
  return { element, box, renew, release: () => url && URL.revokeObjectURL(url) };
}

/** Deletes from the server; gives what is gone from it, and why the rest is not. */
export async function removeAll(records: readonly Kept[]): Promise<{ gone: Kept[]; fault: Fault | undefined }> {
  const gone: Kept[] = [];
  let fault: Fault | undefined;
  for (const record of records) {
    const why = await deleteShared(record);
    if (why) fault = why;
    else gone.push(record);
  }
  return { gone, fault };
}

function facts(record: Kept, shared: string, around: Around, complaint: HTMLElement): HTMLElement {
  const { kind, title, items, expires, hasPassword } = record;
  const fact = (words: string): HTMLElement => el('span', { class: 'fact' }, words);
  const all = [
    ...(title ? [fact(t('mine.shared', { when: shared }))] : []),
    ...(kind === 'album' ? [fact(t('mine.items', { count: items.length }))] : []),
    ...(expires === null
      ? []
      : [
          expirySelect(new Date(expires), around.expiresInSecs, async (secs) => {
            const pictures = around.picturesOf(record);
            // Without its pictures an album would show nothing. Those of other lists are nobody's here.
            // Where one of them fails, others have changed all the same.
            const instant = await expireTogether(secs, kept(record), pictures.map(kept)).finally(() => around.onExpiry(pictures));
            complaint.textContent = kind === 'album' && pictures.length < items.length ? t('mine.expiry.rest') : '';
            return instant;
          }),
        ]),
    ...views(record, around),
    ...(hasPassword ? [fact(t('mine.password'))] : []),
  ];
  const line = el('p', { class: 'receipt' });
  for (const [i, part] of all.entries()) line.append(...(i > 0 ? [' · ', part] : [part]));
  return line;
}

/** How often it can be seen. How often it still can is asked of the server only when a person wants to know. */
function views(record: Kept, around: Around): HTMLElement[] {
  if (record.views === null) return [];
  const place = el('span', { class: 'fact' }, t('receipt.views', { count: record.views }));
  // Without its password nobody is told, and the password is not kept.
  if (record.hasPassword) return [place];
  const asking = button(t('mine.left.ask'), 'plain', async () => {
    asking.disabled = true;
    const left = await viewsLeft(record);
    if (left === 'gone') return around.onGone([record], t('mine.gone'));
    asking.disabled = false;
    if (typeof left === 'number') place.replaceChildren(t('mine.left', { count: left }));
    else place.append(` ${titleOf(left.fault)}`);
  });
  place.append(', ', asking);
  return [place];
}

/** How many views are left, without spending one: a look that is not allowed to spend any is told so. */
async function viewsLeft({ kind, link }: Kept): Promise<number | 'gone' | { fault: Fault }> {
  try {
    await (kind === 'album' ? viewAlbum(link) : view(link));
    return { fault: 'internal' };
  } catch (error) {
    const code = faultOf(error);
    if (isGone(code)) return 'gone';
    if (code === 'view-limited' && error instanceof PellicleError && error.viewsLeft !== undefined) return error.viewsLeft;
    return { fault: code };
  }
}

