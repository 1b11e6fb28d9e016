import { el } from '../shared/dom.js';
import { hold } from '../shared/still.js';
import { locale } from '../text/text.js';
import type { Kept } from './record.js';

/** A small copy, and the id of what it is a copy of. */
export interface Cover {
  copy: Blob | null;
  of: string;
}

/** The small picture that stands for something on the list. */
export interface RowCover {
  element: HTMLElement;
  /** Shows this copy of the picture with this id, or an empty mat. The same one again changes nothing. */
  show(cover: Cover): void;
  /** Gives its memory back. */
  release(): void;
}

/** An empty mat, with the number of its pictures on that of an album. */
export function rowCover({ kind, items }: Kept): RowCover {
  const mark = el('span', { class: 'mark', 'aria-hidden': 'true' }, items.length.toLocaleString(locale()));
  const element = el('span', { class: 'thumb', 'data-kind': kind }, ...(kind === 'album' ? [mark] : []));
  let shown: Cover = { copy: null, of: '' };
  let url: string | undefined;
  const release = (): void => {
    if (url !== undefined) URL.revokeObjectURL(url);
    url = undefined;
  };
  return {
    element,
    release,
    show: ({ copy, of }) => {
      // What is read of the store again is another object for the same bytes, so that it is known by what it measures.
      if (of === shown.of && copy?.size === shown.copy?.size && copy?.type === shown.copy?.type) return;
      shown = { copy, of };
      release();
      element.querySelector('img, canvas')?.remove();
      if (!copy) return;
      url = URL.createObjectURL(copy);
      const small = el('img', { src: url, alt: '', loading: 'lazy' });
      element.prepend(small);
      // One that cannot be held is shown as it is.
      void hold(small, copy).catch(() => {});
    },
  };
}
