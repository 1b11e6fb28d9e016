import { byId, el } from '../shared/dom.js';
import { hideControls } from './controls.js';

/** What the viewer shows: one thing at a time. */
export type Showing = 'loading' | 'shown' | 'album' | 'asking' | 'stopped';

/** The room between the bars, where the picture goes, or the sentence that says why there is none. */
export class Place {
  /** What to do when the connection is back, as long as what is shown waits for it. */
  onConnection: (() => void) | undefined;
  /** Whether somebody was typing or pressing here, so that their focus went with what was here before. */
  hadFocus = false;
  /** Whether they do so by keys, and so must see where their focus goes. */
  byKeys = true;

  constructor(readonly element: HTMLElement) {
    const hear = ({ type }: Event): boolean => (this.byKeys = type === 'keydown');
    for (const sign of ['keydown', 'pointerdown']) element.addEventListener(sign, hear, { passive: true });
  }

  /** Shows this and nothing else. Everything about a picture that was here before goes. */
  show(showing: Showing, ...children: Node[]): void {
    this.onConnection = undefined;
    this.hadFocus ||= this.element.contains(document.activeElement);
    this.as(showing);
    this.element.replaceChildren(...children);
  }

  /** Lays the page out for this, with whatever is here already. */
  as(showing: Showing): void {
    document.body.dataset.view = showing;
    if (showing === 'shown') return;
    hideControls();
    byId('caption', HTMLElement).replaceChildren();
  }

  /** Shows a sentence or two in the middle, and below them what can be done. */
  say(showing: Showing, title: string, sentence: string, ...children: Node[]): void {
    const heading = el('h1', { tabindex: '-1' }, title);
    this.show(showing, el('section', { class: 'panel corners' }, heading, el('p', {}, sentence), ...children));
    // A screen reader reads on from here; a field that comes with the sentence takes the focus instead.
    (this.element.querySelector<HTMLElement>('input, .loud') ?? heading).focus();
  }
}
