import '../look/mine.css';
import { announce } from '../shared/announce.js';
import { el } from '../shared/dom.js';
import { whenAtRest } from '../shared/hand.js';
import { t } from '../text/text.js';
import { namesOf } from './names.js';
import { hearChanges } from './news.js';
import { row, type Around, type Row } from './row.js';
import type { Cover } from './row-cover.js';
import type { Kept } from './record.js';
import { Selection } from './selection.js';
import { all, forget, isOn } from './store.js';
import { upkeep, type Upkeep } from './upkeep.js';
import { ViewsLeft } from './views-left.js';

/** How long several changes have to come together. */
const SOON_MS = 60;

/** "My pictures": what was shared with this browser, as far as it keeps a list. */
export class Mine {
  readonly #heading = el('h1', { id: 'mine-title', tabindex: '-1' }, t('mine.title'));
  readonly #lead = el('p', { class: 'lead' });
  /** The next step of whoever finds nothing here. */
  readonly #start = el('p', { class: 'start', hidden: true }, el('a', { class: 'button loud', href: '#share' }, t('nav.share')));
  readonly #list = el('ul', { class: 'list', 'aria-label': t('mine.title') });
  readonly #everything = el('input', { type: 'checkbox', autocomplete: 'off' });
  // Not there before the list has been read: until then nobody knows whether there is anything to select.
  readonly #all = el('label', { class: 'all', hidden: true }, this.#everything, el('span', {}, t('mine.select-all')));
  readonly #selection: Selection;
  readonly #upkeep: Upkeep;
  readonly #left = new ViewsLeft();
  readonly #rows = new Map<string, Row>();
  readonly #selected = new Set<string>();
  readonly #around: Around;
  #records: Kept[] = [];
  /** Hears of no more changes. */
  #hearNoMore: (() => void) | undefined;
  #redrawing: ReturnType<typeof setTimeout> | undefined;

  constructor(place: HTMLElement, expiresInSecs: () => readonly number[]) {
    this.#around = {
      get expiresInSecs() {
        return expiresInSecs();
      },
      onSelect: (record, selected) => {
        this.#select(record, selected);
        this.#show(true);
      },
      onGone: (records, said) => this.#gone(records, said),
      complain: (id, sentence) => this.#rows.get(id)?.complain(sentence),
      onExpiry: (records) => {
        for (const { id } of records) this.#rows.get(id)?.renew();
      },
      left: this.#left,
      coverOf: (record) => this.#coverOf(record),
      picturesOf: ({ items }) => this.#records.filter(({ id, kind }) => kind === 'picture' && items.includes(id)),
    };
    this.#selection = new Selection({
      onGone: (records, said) => void this.#gone(records, said),
      onChange: () => void this.draw(),
      expiresInSecs,
    });
    this.#everything.addEventListener('change', () => {
      for (const record of this.#records) this.#select(record, this.#everything.checked);
      this.#show(true);
    });
    this.#upkeep = upkeep(() => void this.draw());
    const parts = [this.#heading, this.#lead, this.#start, this.#all, this.#list, this.#selection.element, this.#upkeep.element];
    place.replaceChildren(...parts);
  }

  /** Draws what is kept now, and puts whoever came here at its beginning. */
  async open(): Promise<void> {
    // What is shared meanwhile, or changed in another tab, is on the list as soon as it is kept.
    this.#hearNoMore ??= hearChanges(() => this.#redrawSoon());
    await this.draw();
    this.#heading.focus();
  }

  /** Gives the memory of the small copies back. */
  close(): void {
    this.#hearNoMore?.();
    this.#hearNoMore = undefined;
    this.#selection.close();
    for (const { release } of this.#rows.values()) release();
    this.#rows.clear();
    this.#list.replaceChildren();
    this.#left.close();
  }

  /** Once for several changes that come together, and not under a finger. */
  #redrawSoon(): void {
    clearTimeout(this.#redrawing);
    this.#redrawing = setTimeout(() => whenAtRest(this, () => void (this.#hearNoMore && this.draw())), SOON_MS);
  }

  /** Draws what is stored. Rows stay, with what a person does in them, unless they are of something that is gone. */
  async draw(): Promise<void> {
    let fault = false;
    const records = isOn() ? await all().catch(() => ((fault = true), [])) : [];
    this.#drawRows(records);
    const empty = isOn() ? (fault ? 'mine.no-storage' : 'mine.empty') : 'mine.is-off';
    this.#lead.textContent = t(this.#records.length > 0 ? 'mine.lead' : empty);
    this.#start.hidden = this.#records.length > 0;
    this.#upkeep.show(this.#records.length);
    const present = new Set(this.#records.map(({ id }) => id));
    for (const id of this.#selected) if (!present.has(id)) this.#selected.delete(id);
    this.#show();
  }

  #drawRows(records: Kept[]): void {
    const focused = this.#records.findIndex(({ id }) => this.#rows.get(id)?.element.contains(document.activeElement));
    this.#records = records.map((record) => this.#same(record));
    const present = new Set(records.map(({ id }) => id));
    for (const [id, { element, release }] of this.#rows) {
      if (present.has(id)) continue;
      release();
      element.remove();
      this.#rows.delete(id);
    }
    const names = namesOf(this.#records);
    for (const [i, record] of this.#records.entries()) {
      const drawn = this.#rows.get(record.id) ?? row(record, this.#around);
      this.#rows.set(record.id, drawn);
      drawn.update(names.get(record.id) ?? '', i);
      const standing = this.#list.children[i] ?? null;
      if (standing !== drawn.element) this.#list.insertBefore(drawn.element, standing);
    }
    if (focused >= 0 && document.activeElement === document.body) this.#focusAt(focused);
  }

  /** The record that a row holds already, with what may change of it; one that is another in anything else has its row made anew. */
  #same(record: Kept): Kept {
    const held = this.#records.find(({ id }) => id === record.id);
    const drawn = this.#rows.get(record.id);
    if (!held || !drawn) return record;
    const fixed = ({ thumbnail: _, expires: __, ...rest }: Kept): string => JSON.stringify(rest);
    if (fixed(held) !== fixed(record)) {
      drawn.release();
      drawn.element.remove();
      this.#rows.delete(record.id);
      return record;
    }
    held.thumbnail = record.thumbnail;
    if (held.expires !== record.expires) drawn.renew(record.expires);
    return held;
  }

  /** What had the focus is gone with its row: whoever had it goes on from the one that took its place. */
  #focusAt(place: number): void {
    const next = this.#records[Math.min(place, this.#records.length - 1)];
    const row = next && this.#rows.get(next.id);
    (row?.box ?? this.#heading).focus();
  }

  /** Of an album, what the first of its pictures has that is on this list too. Under a password nothing is shown of it. */
  #coverOf({ id, kind, items, thumbnail, hasPassword }: Kept): Cover {
    if (kind === 'picture' || hasPassword) return { copy: thumbnail, of: id };
    const pictures = new Map(this.#records.map((record) => [record.id, record]));
    for (const id of items) {
      const copy = pictures.get(id)?.thumbnail;
      if (copy) return { copy, of: id };
    }
    return { copy: null, of: '' };
  }

  #select({ id }: Kept, selected: boolean): void {
    if (selected) this.#selected.add(id);
    else this.#selected.delete(id);
  }

  /** Draws what is selected. Where a person changed it, it is said: what can be done with it stands elsewhere. */
  #show(isChanged = false): void {
    const chosen = this.#records.filter(({ id }) => this.#selected.has(id));
    for (const [id, { box }] of this.#rows) box.checked = this.#selected.has(id);
    this.#everything.checked = chosen.length > 0 && chosen.length === this.#records.length;
    this.#everything.indeterminate = chosen.length > 0 && chosen.length < this.#records.length;
    this.#all.hidden = this.#records.length < 2;
    this.#selection.show(chosen);
    if (isChanged) announce(t('mine.selected', { count: chosen.length }));
  }

  async #gone(records: Kept[], said?: string): Promise<void> {
    if (said !== undefined) announce(said);
    const ids = new Set(records.map(({ id }) => id));
    const at = this.#records.findIndex(({ id }) => ids.has(id));
    await forget([...ids]).catch(() => {});
    await this.draw();
    if (document.activeElement === document.body) this.#focusAt(at);
  }
}
