import { button, el } from '../shared/dom.js';

/** Asks in place, where a button stood, before something that cannot be undone. Escape means no. */
export function ask(
  question: string,
  answers: { yes: string; no: string },
  onAnswer: (yes: boolean) => void,
): HTMLElement {
  const yes = button(answers.yes, 'small danger', () => onAnswer(true));
  const no = button(answers.no, 'small', () => onAnswer(false));
  const group = el('div', { class: 'ask', role: 'group', 'aria-label': question }, el('p', {}, question), yes, no);
  group.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onAnswer(false);
  });
  return group;
}
