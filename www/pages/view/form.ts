import { el } from '../shared/dom.js';
import { showToggle } from '../shared/show-password.js';

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
  const typing = { autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' };
  const input = el('input', { id: 'answer', type, required: true, ...typing });
  const complain = (sentence: string): void => {
    complaint.textContent = sentence;
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', 'complaint');
    input.select();
    input.focus();
  };
  const submit = el('button', { type: 'submit', class: 'loud' }, go);
  const row = el('div', { class: 'row' }, input, submit);
  const caption = el('div', { class: 'field-caption' }, el('label', { for: 'answer' }, label));
  if (type === 'password') caption.append(showToggle(input));
  const form = el('form', { class: 'one-line', autocomplete: 'off', novalidate: true }, caption, row, complaint);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value === '') input.focus();
    else onSubmit(input.value, complain);
  });
  if (fault !== undefined) complain(fault);
  return form;
}
