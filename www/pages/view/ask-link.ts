import { el } from '../shared/dom.js';
import { t } from '../text/text.js';
import { oneLineForm } from './form.js';
import type { Place } from './place.js';
import type { Reader } from './reader.js';

/** Says that the link is damaged, and takes the rest of it, or a whole one. Comes back with a link that is whole. */
export function askForLink(place: Place, reader: Reader): Promise<string> {
  return new Promise((resolve) => {
    const form = oneLineForm({
      label: t('view.paste'),
      go: t('view.paste.go'),
      type: 'text',
      onSubmit: async (pasted, complain) => {
        const whole = await completed(pasted.trim(), reader);
        if (whole === undefined) complain(t('view.paste.still'));
        // A whole link to another server is opened there; the browser keeps its fragment to itself on the way.
        else if (new URL(whole).origin !== location.origin) location.assign(whole);
        else resolve(whole);
      },
    });
    const lost = location.hash.length < 2 && !location.pathname.includes('%23');
    const home = el('a', { class: 'button', href: '/' }, t('view.own'));
    const what = lost ? 'view.no-key' : 'view.damaged';
    place.say('asking', t(what), t(`${what}.text`), form, home);
  });
}

/** The link that what was pasted makes: on its own, as the whole key, or as the end that was missing. */
async function completed(pasted: string, reader: Reader): Promise<string | undefined> {
  const here = location.href.replace(/#$/, '');
  const address = here.replace(/(#|%23|%2523).*$/, '');
  const ways = [pasted, `${address}#${pasted.replace(/^#/, '')}`, here + pasted];
  for (const way of ways) {
    try {
      return (await reader.parseLink(way)).link;
    } catch {
      // Not this way: the checksum in every link says so without asking anybody.
    }
  }
  return undefined;
}
