import { announce } from '../shared/announce.js';
import { copyText, selectContents } from '../shared/clipboard.js';
import { button, el } from '../shared/dom.js';
import { t } from '../text/text.js';

/** How long a button says that it has copied. */
const SAID_MS = 2500;

/** The link, whole and real, its key in the accent colour, beside the one loud button. `onKept` is called when it was taken. */
export function linkRow(link: string, name: string, onKept: () => void): HTMLElement {
  const [address, key] = halves(link);
  const anchor = el(
    'a',
    { class: 'link', href: link, target: '_blank', rel: 'noopener noreferrer', dir: 'ltr' },
    el('span', {}, address),
    el('wbr'),
    el('span', { class: 'key' }, key),
  );
  anchor.ariaLabel = t('done.link', { name, link: address + key });
  anchor.addEventListener('click', onKept);
  anchor.addEventListener('copy', onKept);
  const copy = button(t('done.copy'), 'loud copy', async () => {
    if (await copyText(link)) {
      onKept();
      say(copy, t('done.copied'), t('done.copy'));
    } else {
      selectContents(anchor);
      announce(t('done.copy-by-hand'));
      if (!row.querySelector('.by-hand')) row.append(el('p', { class: 'by-hand' }, t('done.copy-by-hand')));
    }
  });
  const row = el('div', { class: 'link-row' }, anchor, copy);
  return row;
}

/** Lets a button say for a moment what it did, and says it aloud. */
export function say(element: HTMLButtonElement, said: string, before: string): void {
  element.textContent = said;
  announce(said);
  setTimeout(() => (element.textContent = before), SAID_MS);
}

/** The link without its scheme, which everybody can do without reading, in two halves: the address, and the key. */
function halves(link: string): [address: string, key: string] {
  const at = link.indexOf('#');
  return [link.slice(0, at).replace(/^https?:\/\//, ''), link.slice(at)];
}
