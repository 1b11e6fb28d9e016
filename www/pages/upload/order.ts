import { announce } from '../shared/announce.js';
import { button, el } from '../shared/dom.js';
import { t } from '../text/text.js';

/** What a dragged card carries, so that nobody takes it for a file. It says nothing of the card. */
export const CARD = 'application/x-pellicle-card';

/** The two buttons that move a card by one place, for keyboards, fingers and everyone else. */
export function moveButtons(card: HTMLElement, name: string, onMoved: () => void): HTMLElement {
  const move = (by: -1 | 1, button: HTMLButtonElement): void => {
    const other = by < 0 ? card.previousElementSibling : card.nextElementSibling;
    if (!other) return;
    const { top } = button.getBoundingClientRect();
    if (by < 0) other.before(card);
    else other.after(card);
    button.focus({ preventScroll: true });
    // It stays under the finger that presses it, which may do so again at once.
    scrollBy({ top: button.getBoundingClientRect().top - top, behavior: 'instant' });
    announce(t('order.moved', { name, place: [...(card.parentElement?.children ?? [])].indexOf(card) + 1 }));
    onMoved();
  };
  const earlier: HTMLButtonElement = button(t('order.earlier'), 'small', () => move(-1, earlier));
  const later: HTMLButtonElement = button(t('order.later'), 'small', () => move(1, later));
  earlier.ariaLabel = t('order.earlier-of', { name });
  later.ariaLabel = t('order.later-of', { name });
  return el('div', { class: 'order' }, earlier, later);
}

/**
 * Says on the buttons of the first card and the last that there is no further. They stay where they are: whoever has just
 * pressed one keeps their place.
 */
function markEnds(list: HTMLUListElement): void {
  const orders = [...list.querySelectorAll('.order')];
  for (const [i, order] of orders.entries()) {
    order.firstElementChild?.setAttribute('aria-disabled', String(i === 0));
    order.lastElementChild?.setAttribute('aria-disabled', String(i === orders.length - 1));
  }
}

/** Lets the cards of a list be dragged by their pictures, while the list is not fixed. */
export function dragOrder(list: HTMLUListElement, onMoved: () => void): void {
  new MutationObserver(() => markEnds(list)).observe(list, { childList: true });
  let dragged: HTMLElement | undefined;
  list.addEventListener('dragstart', (event) => {
    const card = (event.target as Element).closest<HTMLElement>('.card');
    if (!card || !event.dataTransfer || list.hasAttribute('data-fixed')) return event.preventDefault();
    dragged = card;
    event.dataTransfer.setData(CARD, '');
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setDragImage(card, 20, 20);
    card.classList.add('dragged');
  });
  list.addEventListener('dragover', (event) => {
    const over = (event.target as Element).closest<HTMLElement>('.card');
    if (!dragged || !over || over === dragged || over.parentElement !== list) return;
    // It takes the place of the card that it is held over, from whichever side it comes.
    const comesFromAbove = dragged.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (comesFromAbove) over.after(dragged);
    else over.before(dragged);
  });
  list.addEventListener('dragend', () => {
    dragged?.classList.remove('dragged');
    dragged = undefined;
    onMoved();
  });
}
