import type { AlbumItem, Viewed } from 'pellicle';
import { t } from '../../text/text.js';
import { extensionOf, ownStem, safeStem } from '../../shared/save-name.js';

/** As much of a title as a file name takes, in characters. */
const MOST_LETTERS = 60;

/** The names that pictures of an album are saved under: their own, or the album's with their number. */
export class Names {
  readonly #stem: string;
  readonly #digits: number;

  constructor(title: string | null, items: readonly AlbumItem[]) {
    const stem = [...safeStem(title ?? '')].slice(0, MOST_LETTERS).join('').trim();
    this.#stem = stem || t('album.file');
    this.#digits = Math.max(2, String(items.length).length);
  }

  /** What all pictures together are saved under. */
  get ofAll(): string {
    return `${this.#stem}.zip`;
  }

  nameOf(index: number, { name, type }: Pick<Viewed, 'name' | 'type'>): string {
    const number = String(index + 1).padStart(this.#digits, '0');
    return `${ownStem(name) || `${this.#stem}-${number}`}.${extensionOf(type)}`;
  }
}

/**
 * Gives each name once. One that was given before gets a number; letters that differ by their case alone are the same to
 * Windows and to macOS, and so are two ways to write one letter.
 */
export class Unique {
  readonly #given = new Set<string>();

  of(name: string): string {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = [name.slice(0, dot), name.slice(dot)];
    let candidate = name;
    for (let n = 2; this.#given.has(plain(candidate)); n++) candidate = `${stem} (${n})${extension}`;
    this.#given.add(plain(candidate));
    return candidate;
  }
}

function plain(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
