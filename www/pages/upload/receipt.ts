import type { Receipt, Removed, Shared } from 'pellicle';
import { button, el } from '../shared/dom.js';
import { bytes, comma, list, until } from '../text/format.js';
import { maybe, t } from '../text/text.js';
import type { Choice } from './choice.js';

/** How many classes are named before the rest becomes a number. */
const NAMED = 3;

/** "Removed: location, camera, 3 more · 3.3 MB → 431 kB · kept until 22 December". "3 more" tells which. */
export function drawReceipt(shared: Shared, choice: Readonly<Choice>, expiry?: HTMLElement): HTMLElement {
  const fact = (words: string): HTMLElement => el('span', { class: 'fact' }, words);
  const facts = [
    fact(t('receipt.sizes', { before: bytes(shared.receipt.input.bytes), after: bytes(shared.receipt.output.bytes) })),
    ...notes(shared.receipt).map(fact),
    ...(expiry ? [expiry] : shared.expires ? [fact(t('receipt.until', { when: until(shared.expires) }))] : []),
    ...(choice.views ? [fact(t('receipt.views', { count: choice.views }))] : []),
    ...(choice.password ? [fact(t('receipt.password'))] : []),
  ];
  const line = el('p', { class: 'receipt' }, ...removed(shared.receipt));
  for (const part of facts) line.append(' · ', part);
  return line;
}

/** What a person had done to it, and why an animation is not smaller where it should be. What else was kept is nobody's worry. */
function notes({ changed, kept = [] }: Receipt): string[] {
  return [...changed, ...kept].flatMap((name) => maybe(`receipt.${name}`) ?? []);
}

function removed({ removed: found }: Receipt): Node[] {
  if (found.length === 0) return [el('span', {}, t('receipt.nothing'))];
  const names = [...new Set(found.map(nameOf))];
  const whole = t('receipt.removed', { things: list(names) });
  // One name fewer than "1 more" would cost nothing: name it.
  if (names.length <= NAMED + 1) return [el('span', {}, whole)];
  const sentence = el('span', {}, t('receipt.removed', { things: list(names.slice(0, NAMED)) }) + comma());
  const more = button(t('receipt.more', { count: names.length - NAMED }), 'plain', () => {
    sentence.textContent = whole;
    sentence.tabIndex = -1;
    more.remove();
    sentence.focus();
  });
  sentence.append(more);
  return [sentence];
}

/** The name of what was found. A later version of the package may find a class that this page has no word for. */
function nameOf({ class: name, count = 1, bytes: size }: Removed): string {
  const word = maybe(`removed.${name}`, { count }) ?? t('removed.unknown');
  return size === undefined ? word : t('receipt.detail', { thing: word, detail: bytes(size) });
}
