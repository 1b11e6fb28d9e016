import { el } from '../shared/dom.js';
import { t } from '../text/text.js';

/** The picture under its film. How far the film has come is how far the picture is. */
export interface Preview {
  element: HTMLElement;
  /** Moves the film, from 0 to 1. */
  cover(fraction: number): void;
  /** Shows this picture in the file's place, the file again, or an empty mat. */
  show(picture: Blob | 'file' | 'nothing'): void;
  /** Gives the file's memory back. */
  release(): void;
}

/**
 * A preview straight from the file: an object URL holds no copy, and the browser decodes it at the size it is shown and
 * only while it is in view. A file that it cannot show (HEIC, a damaged one) keeps the empty mat.
 */
export function preview(file: File): Preview {
  const url = URL.createObjectURL(file);
  const image = el('img', { src: url, alt: '', decoding: 'async', loading: 'lazy', draggable: 'false' });
  const film = el('div', { class: 'film', 'aria-hidden': 'true' });
  const element = el('div', { class: 'preview', title: file.name || t('work.unnamed') }, image, film);
  image.addEventListener('error', () => image.remove());
  let other: string | undefined;
  const letGo = (): void => {
    if (other) URL.revokeObjectURL(other);
    other = undefined;
  };
  return {
    element,
    cover: (fraction) => element.style.setProperty('--covered', String(fraction)),
    show: (picture) => {
      letGo();
      if (picture === 'nothing') return image.remove();
      if (picture !== 'file') other = URL.createObjectURL(picture);
      image.src = other ?? url;
      element.prepend(image);
    },
    release: () => {
      letGo();
      URL.revokeObjectURL(url);
    },
  };
}
