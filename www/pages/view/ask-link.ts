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
    const home = el('a', { class: 'button', href: '/' }, t('view.own'));
    const damage = damageOf(location.href);
    const title = damage === 'view.no-key.text' ? t('view.no-key') : t('view.damaged');
    place.say('asking', title, t(damage), form, home);
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

/** How many letters a key has: FORMAT's fragment. */
const KEY_LETTERS = 48;

/** What is wrong with a link, as far as it can be seen from its letters, of which base58 leaves out those that look like others. */
export function damageOf(link: string): 'view.no-key.text' | 'view.damaged.cut' | 'view.damaged.letter' | 'view.damaged.text' {
  const [, id, mark, key = ''] = /\/i\/([^/?#%]*)(?:[^#]*?)(#|%23|%2523)(.*)$/.exec(link) ?? /\/i\/([^/?#%]*)/.exec(link) ?? [];
  if (id?.length !== 16) return 'view.damaged.text';
  if (mark === undefined || key === '') return 'view.no-key.text';
  const letters = /^[1-9A-HJ-NP-Za-km-z]*/.exec(key)?.[0].length ?? 0;
  const stray = /^[\p{L}\p{N}]/u.test(key.slice(letters));
  return letters < KEY_LETTERS && !stray ? 'view.damaged.cut' : 'view.damaged.letter';
}
