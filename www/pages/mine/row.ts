import { announce } from '../shared/announce.js';
import { copyText } from '../shared/clipboard.js';
import { button, el } from '../shared/dom.js';
import { whenAtRest } from '../shared/hand.js';
import { moment } from '../text/format.js';
import { t } from '../text/text.js';
import { ask, type Answer } from '../upload/ask.js';
import { expirySelect } from '../upload/expiry-select.js';
import { titleOf, type Fault } from '../upload/fault.js';
import { say } from '../upload/link-row.js';
import { deleteShared, expireTogether, kept } from './albums.js';
import type { Kept } from './record.js';
import { type Cover, rowCover } from './row-cover.js';
import { viewsLeft, type Left, type ViewsLeft } from './views-left.js';

/** What a row asks of the list around it. */
export interface Around {
  expiresInSecs: readonly number[];
  onSelect(record: Kept, selected: boolean): void;
  /** It is gone, from the server or at least from there: take it off the list. */
  onGone(records: Kept[], said: string): Promise<void>;
  /** Says what is wrong on the row of this one, wherever it stands by then. */
  complain(id: string, sentence: string): void;
  /** The pictures of an album that are on this list too. */
  picturesOf(album: Kept): Kept[];
  /** The small copy that stands for it, if there is one: its own, or of an album its first picture's. */
  coverOf(record: Kept): Cover;
  /** Says how often it can still be seen, once that is known. */
  left: ViewsLeft;
  /** These are kept for another time than before. */
  onExpiry(records: Kept[]): void;
}

/** One thing on the list. */
export interface Row {
  element: HTMLLIElement;
  box: HTMLInputElement;
  /** Says anew when it goes, which may be at another time than before. */
  renew(expires?: number | null): void;
  /** Shows what is different of it now: what it is called, its place on the list, and the copy that stands for it. */
  update(name: string, number: number): void;
  /** Says what is wrong with it. */
  complain(sentence: string): void;
  release(): void;
}

/** A row: what it was, when it goes, and what can be done about it. */
export function row(record: Kept, around: Around): Row {
  const { kind, link } = record;
  const box = el('input', { type: 'checkbox', autocomplete: 'off' });
  box.addEventListener('change', () => around.onSelect(record, box.checked));
  const cover = rowCover(record);
  const complaint = el('p', { class: 'fault', role: 'alert' });
  const actions = el('div', { class: 'actions' });
  const limit = views(record);
  let line = facts(record, around, complaint, limit);
  const anchor = el('a', { href: link, target: '_blank', rel: 'noopener noreferrer' });
  const element = el(
    'li',
    { class: 'kept', 'data-kind': kind },
    el('label', { class: 'pick' }, box, cover.element),
    el('div', { class: 'words' }, el('h2', {}, anchor), line, complaint),
    actions,
  );
  if (limit && !record.hasPassword) around.left.watch(element, record, (left) => whenAtRest(limit, () => tellLeft(limit, left, record, around)));

  const copy = button(t('mine.copy'), 'small', async () => {
    if (await copyText(link)) say(copy, t('done.copied'), t('mine.copy'));
    else complaint.textContent = t('mine.copy-failed');
  });
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
    actions.replaceChildren(asked.element);
    asked.focus();
  });
  actions.append(copy, erase);

  async function take(records: Kept[]): Promise<void> {
    // It keeps the focus that it has, and does nothing meanwhile.
    if (erase.ariaDisabled === 'true') return;
    erase.ariaDisabled = 'true';
    complaint.textContent = '';
    erase.textContent = t('done.deleting');
    announce(t('done.deleting'));
    const { gone, left, fault } = await removeAll(records);
    erase.ariaDisabled = null;
    erase.textContent = t('done.delete');
    if (gone.length > 0) await around.onGone(gone, t('mine.deleted', { count: gone.length }));
    // Last: the rows of those that are gone have left by now.
    if (fault) for (const { id } of left) around.complain(id, t('done.delete.failed', { reason: titleOf(fault) }));
  }

  const update = (name: string, number: number): void => {
    if (anchor.textContent !== name) anchor.textContent = name;
    box.ariaLabel = t('mine.select', { name });
    copy.ariaLabel = t('mine.copy-of', { name });
    erase.ariaLabel = t('mine.delete-of', { name });
    element.style.setProperty('--number', String(number));
    cover.show(around.coverOf(record));
  };
  const renew = (expires = record.expires): void => {
    record.expires = expires;
    const next = facts(record, around, complaint, limit);
    const hadFocus = line.querySelector('select') === document.activeElement;
    line.replaceWith(next);
    line = next;
    if (hadFocus) line.querySelector('select')?.focus();
  };
  const complain = (sentence: string): void => {
    complaint.textContent = sentence;
  };
  return { element, box, renew, update, complain, release: () => (cover.release(), around.left.leave(element)) };
}

/** Deletes from the server; gives what is gone from it, what is left there, and why. */
export async function removeAll(records: readonly Kept[]): Promise<{ gone: Kept[]; left: Kept[]; fault: Fault | undefined }> {
  const gone: Kept[] = [];
  const left: Kept[] = [];
  let fault: Fault | undefined;
  for (const record of records) {
    const why = await deleteShared(record);
    if (why) fault = why;
    (why ? left : gone).push(record);
  }
  return { gone, left, fault };
}

function facts(record: Kept, around: Around, complaint: HTMLElement, limit: HTMLElement | undefined): HTMLElement {
  const { kind, title, items, created, expires, hasPassword } = record;
  const fact = (words: string): HTMLElement => el('span', { class: 'fact' }, words);
  const all = [
    ...(title ? [fact(t('mine.shared', { when: moment(new Date(created)) }))] : []),
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
    ...(limit ? [limit] : []),
    ...(hasPassword ? [fact(t('mine.password'))] : []),
  ];
  const line = el('p', { class: 'receipt' });
  for (const [i, part] of all.entries()) line.append(...(i > 0 ? [' · ', part] : [part]));
  return line;
}

/** How often it can be seen, until it is known how often it still can. Without its password nobody is told, and that is not kept. */
function views({ views }: Kept): HTMLElement | undefined {
  return views === null ? undefined : el('span', { class: 'fact' }, t('receipt.views', { count: views }));
}

/** Shows how often it can still be seen; where nobody could say, a person may ask. */
function tellLeft(place: HTMLElement, left: Left, record: Kept, around: Around): void {
  if (typeof left === 'number') return place.replaceChildren(t('mine.left', { count: left }));
  if (left === 'gone') {
    // It stays where it is until a person takes it away: a list that moves by itself is hard to point at.
    const take = button(t('mine.is-gone.take'), 'plain', () => around.onGone([record], t('mine.gone')));
    return place.replaceChildren(t('mine.is-gone'), ', ', take);
  }
  const asking = button(t('mine.left.ask'), 'plain', async () => {
    asking.disabled = true;
    const answer = await viewsLeft(record);
    if (answer === 'gone') return around.onGone([record], t('mine.gone'));
    const hadFocus = place.contains(document.activeElement) || document.activeElement === document.body;
    tellLeft(place, answer, record, around);
    // What was pressed is gone with the answer; whoever pressed it goes on from there.
    place.tabIndex = -1;
    if (hadFocus) (place.querySelector('button') ?? place).focus();
    if (typeof answer === 'object') place.append(` ${titleOf(answer.fault)}`);
    else announce(t('mine.left', { count: answer }));
  });
  place.replaceChildren(t('receipt.views', { count: record.views ?? 0 }), ', ', asking);
}
