import { copyText } from '../shared/clipboard.js';
import { button, el } from '../shared/dom.js';
import { t } from '../text/text.js';
import { say } from './link-row.js';
import { snippets } from './snippets.js';

/**
 * The other ways to pass a link on, folded: a code to scan, and the link as it is written in forums, notes and pages.
 * `onKept` is called when one was taken.
 */
export function passOn(link: string, title: string, onKept: () => void): HTMLElement {
  const code = el('div', { class: 'code' });
  const rows = snippets(link, title).map(({ name, text }) => {
    const shown = el('code', { dir: 'ltr' }, text);
    const copy = button(t('pass-on.copy'), 'small', async () => {
      if (await copyText(text)) {
        onKept();
        say(copy, t('done.copied'), t('pass-on.copy'));
      } else {
        getSelection()?.selectAllChildren(shown);
      }
    });
    copy.ariaLabel = t('pass-on.copy-as', { name });
    return [el('dt', {}, name), el('dd', {}, shown, copy)];
  });
  const details = el(
    'details',
    { class: 'pass-on' },
    el('summary', {}, t('pass-on.title')),
    el('div', { class: 'ways' }, code, el('dl', {}, ...rows.flat()), el('p', { class: 'why' }, t('pass-on.why'))),
  );
  details.addEventListener('toggle', () => {
    if (details.open && !code.hasChildNodes()) void draw(code, link, onKept);
  });
  return details;
}

/** The system's own way to pass something on, where there is one. */
export function systemShare(link: string, onKept: () => void): HTMLButtonElement | undefined {
  if (!navigator.canShare?.({ url: link })) return undefined;
  const share = button(t('pass-on.share'), 'small', () => {
    navigator.share({ url: link }).then(onKept, (error: unknown) => {
      // Whoever closes the sheet has changed their mind, and that is no error.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      refused.textContent = '';
      share.parentElement?.append(refused);
      refused.textContent = t('pass-on.share.failed');
    });
  });
  const refused = el('p', { class: 'fault', role: 'alert' });
  return share;
}

/** Draws the link as a QR code (ISO/IEC 18004), dark on light in every scheme, because scanners expect it. */
async function draw(place: HTMLElement, link: string, onKept: () => void): Promise<void> {
  // Loaded when it is first looked at: most people never do.
  const { generate } = await import('lean-qr');
  const code = generate(link);
  const QUIET = 4;
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const side = String(code.size + 2 * QUIET);
  const attributes = { viewBox: `0 0 ${side} ${side}`, role: 'img', 'aria-label': t('pass-on.code'), 'shape-rendering': 'crispEdges' };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  const dots = document.createElementNS(svg.namespaceURI, 'path');
  dots.setAttribute('d', path);
  svg.append(dots);
  place.replaceChildren(svg);
  onKept();
}
