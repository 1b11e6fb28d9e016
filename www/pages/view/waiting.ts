import type { Preview } from 'pellicle';
import { el } from '../shared/dom.js';

/** What lies where a picture will be: a closed film, and below it the picture's own preview as soon as that has come. */
export class Waiting {
  readonly element = el('div', { class: 'waiting-mat', 'aria-hidden': 'true' });
  #url: string | undefined;

  get isEmpty(): boolean {
    return this.#url === undefined;
  }

  /** Shows what the picture will be, in its shape. The film over it says that it is not there yet. */
  preview({ blob, mainWidth, mainHeight }: Preview): void {
    this.end();
    this.#url = URL.createObjectURL(blob);
    const image = el('img', { src: this.#url, alt: '', draggable: 'false' });
    this.element.style.setProperty('--ratio', String(mainWidth / mainHeight));
    this.element.style.setProperty('--own', `${mainWidth}px`);
    this.element.dataset.has = 'preview';
    this.element.replaceChildren(image);
  }

  /** Lets go of the preview's memory. */
  end(): void {
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
  }
}
