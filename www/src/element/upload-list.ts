import { el } from './dom.js';
import { Presses } from './press.js';
import type { Item } from './upload-item.js';
import { type Row, type RowSettings, row } from './upload-row.js';

/** The list of a `<pellicle-upload>`: its pictures in the order in which they were chosen, each with a line. */
export class List {
  // Safari takes a list without marks for none.
  readonly element = el('ul', { part: 'list', role: 'list' });
  readonly #rows = new Map<Item, Row>();
  readonly #presses = new Presses(this.element);
  readonly #settings: RowSettings;

  constructor(settings: RowSettings) {
    this.#settings = settings;
  }

  get items(): Item[] {
    return [...this.#rows.keys()];
  }

  /** Where the browser shows that a picture could not be shared. */
  get failed(): HTMLElement | undefined {
    return this.items.find(({ state }) => state.is === 'failed') && (this.element.querySelector<HTMLElement>('[part~=failed] button') ?? undefined);
  }

  add(item: Item, isVisible: boolean): void {
    const line = row(item, this.#settings, (others) => this.#presses.moved(others, false));
    this.#rows.set(item, line);
    this.element.append(line.element);
    line.preview(isVisible);
  }

  /** Draws what happened to a picture, and says whether it is in another state than before or only further. */
  draw(item: Item): boolean {
    return this.#rows.get(item)?.draw() ?? false;
  }

  /** Does this when no finger is on a picture's buttons: at once, where none is. */
  whenReleased(item: Item, act: () => void): void {
    const line = this.#rows.get(item);
    if (line) line.whenReleased(act);
    else act();
  }

  /** Draws those that failed: what is said of them depends on what else is listed. */
  drawFailed(): void {
    for (const [{ state }, { draw }] of this.#rows) if (state.is === 'failed') draw();
  }

  /** Takes a picture off. Where the focus was in its line, it goes to the line that takes its place; `true` where there is none. */
  drop(item: Item): boolean {
    const line = this.#rows.get(item);
    if (!line) return false;
    const lines = [...this.#rows.values()];
    const at = lines.indexOf(line);
    const hadFocus = line.hasFocus();
    this.#rows.delete(item);
    line.preview(false);
    line.element.remove();
    this.#presses.moved(line.element, true);
    return hadFocus && !(lines[at + 1] ?? lines[at - 1])?.focus();
  }

  /** Shows all previews, or gives their memory back while nobody can see them. */
  preview(isVisible: boolean): void {
    for (const { preview } of this.#rows.values()) preview(isVisible);
  }

  /** Writes every line anew. */
  renew(): void {
    for (const { renew } of this.#rows.values()) renew();
  }
}
