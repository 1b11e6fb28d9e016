import { button, el } from '../shared/dom.js';

/** One answer to a question. Without `act` nothing happens, and Escape gives the same. */
export interface Answer {
  label: string;
  danger?: boolean;
  act?: () => void;
}

/** Asks in place, where a button stood, before something that cannot be undone. `onAnswered` takes the question away. */
export function ask(question: string, answers: Answer[], onAnswered: () => void): HTMLElement {
  const buttons = answers.map(({ label, danger, act }) =>
    button(label, danger ? 'small danger' : 'small', () => {
      onAnswered();
      act?.();
    }),
  );
  const group = el('div', { class: 'ask', role: 'group', 'aria-label': question }, el('p', {}, question), ...buttons);
  group.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onAnswered();
  });
  return group;
}
