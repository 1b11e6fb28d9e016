import { el } from '../shared/dom.js';

/** One field and one button. */
export interface OneLine {
  label: string;
  go: string;
  type: 'text' | 'password';
  /** Shown as what is wrong with the last try. */
  fault?: string;
  onSubmit(value: string, complain: (sentence: string) => void): void;
}

/** A form of one field. What is typed into it is offered to no password manager, and stays in the page. */
export function oneLineForm({ label, go, type, fault, onSubmit }: OneLine): HTMLFormElement {
  const complaint = el('p', { class: 'complaint', id: 'complaint', role: 'alert' });
  const input = el('input', { type, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', required: true });
  const complain = (sentence: string): void => {
    complaint.textContent = sentence;
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', 'complaint');
    input.select();
    input.focus();
  };
  const submit = el('button', { type: 'submit', class: 'loud' }, go);
  const row = el('div', { class: 'row' }, input, submit);
  const field = el('label', {}, label, row);
  const form = el('form', { class: 'one-line', autocomplete: 'off', novalidate: true }, field, complaint);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value === '') input.focus();
    else onSubmit(input.value, complain);
  });
  if (fault !== undefined) complain(fault);
  return form;
}
