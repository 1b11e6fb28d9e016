import { button, el } from '../shared/dom.js';

/** One answer to a question. Without `act` nothing happens, and Escape gives the same. */
export interface Answer {
  label: string;
  danger?: boolean;
  act?: () => void;
}

/** A question that stands where a button stood. */
export interface Question {
  element: HTMLElement;
  /** Asks the same in other words: what it is about has changed. */
  reword(question: string): void;
  /** Puts a keyboard on the answer that does nothing. */
  focus(): void;
}

/** How long its answers take no press of a pointer: the second one of a double press meant the button that stood there. */
const FRESH_MS = 500;

/** Asks in place, where a button stood, before something that cannot be undone. `onAnswered` takes the question away. */
export function ask(question: string, answers: Answer[], onAnswered: () => void): Question {
  const buttons = answers.map(({ label, danger, act }) =>
    button(label, danger ? 'small danger' : 'small', () => {
      onAnswered();
      act?.();
    }),
  );
  const words = el('p', {}, question);
  const element = el('div', { class: 'ask', role: 'group', 'aria-label': question, 'data-fresh': true }, words, ...buttons);
  setTimeout(() => delete element.dataset.fresh, FRESH_MS);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onAnswered();
  });
  return {
    element,
    reword: (question) => {
      element.ariaLabel = words.textContent = question;
    },
    focus: () => (buttons[answers.findIndex(({ act }) => !act)] ?? buttons[0])?.focus(),
  };
}
