import { byId } from './dom.js';

/** Says a sentence to screen readers, after whatever they are saying now. The page has a live region `#said` for it. */
export function announce(sentence: string): void {
  const region = byId('said', HTMLElement);
  const line = document.createElement('p');
  line.textContent = sentence;
  region.append(line);
  // Several pictures may finish in the same second, so sentences are added and not replaced; the oldest go.
  while (region.childElementCount > 5) region.firstElementChild?.remove();
}
