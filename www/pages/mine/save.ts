import { el } from '../shared/dom.js';

/** Saves something that this page made as a file of this name. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  el('a', { href: url, download: name }).click();
  // The browser has taken hold of it long before.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
