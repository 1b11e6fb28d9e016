import { accentIn, type Scheme } from './accent.js';
import type { Settings } from './settings.js';

const DARK = '(prefers-color-scheme: dark)';

/** Makes the frame look as its page: in the light or in the dark, and with one colour of the page's own. */
export function dress({ scheme, accent }: Settings): void {
  if (scheme !== 'auto') settle(scheme);
  if (!accent) return;
  const system = matchMedia(DARK);
  const paint = (): void => {
    const { fill, on, line } = accentIn(scheme === 'auto' ? (system.matches ? 'dark' : 'light') : scheme, accent);
    const { style } = document.documentElement;
    style.setProperty('--accent', fill);
    style.setProperty('--on-accent', on);
    style.setProperty('--accent-line', line);
  };
  system.addEventListener('change', paint);
  paint();
}

/**
 * Holds a scheme, whatever the reader's system prefers. The palette stands in one place, for all pages, under a media query:
 * that is answered here, so that it need not stand in a second one. The root's own property tells the browser, which
 * lays an opaque backdrop behind a frame whose scheme is not that of its element.
 */
function settle(scheme: Scheme): void {
  document.documentElement.style.colorScheme = scheme;
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSMediaRule && rule.media.mediaText === DARK) rule.media.mediaText = scheme === 'dark' ? 'all' : 'not all';
    }
  }
}
