import '../look/embed.css';
import 'pellicle/define';
import { byId } from '../shared/dom.js';
import { initEarly } from '../shared/early.js';
import { loadChosenLanguage } from '../text/language.js';
import { loadLanguage, spoken, t } from '../text/text.js';
import { operatorsMaxEdge } from './instance.js';
import { dress } from './look.js';
import { type ToEmbed } from './messages.js';
import { settingsOf } from './settings.js';
import { Told } from './told.js';

/**
 * The upload box in a frame of someone else's page. The server lets only the pages that its operator listed frame it
 * (`frame-ancestors`), and what happens is told to the one origin that the frame's address names, and to no other.
 */

initEarly().catch(() => {});
const settings = settingsOf(location.search);
dress(settings);
// The page around knows best what is read on it; else it is as everywhere on this server.
const language = settings.language ? loadLanguage(settings.language) : loadChosenLanguage();
const [maxEdge] = await Promise.all([operatorsMaxEdge(), language]);

const note = byId('note', HTMLElement);
const { origin, attributes, faults } = settings;
// Whoever wrote the address looks for the reason here, and not in the box that visitors see.
for (const fault of faults) console.error(`The address of this frame of Pellicle’s: ${fault}.`);

if (origin && parent !== window) start(origin);
else stop();

function start(origin: string): void {
  const upload = document.createElement('pellicle-upload');
  const told = new Told((message) => parent.postMessage(message, origin));
  note.textContent = t('embed.to', { site: new URL(origin).host });

  upload.addEventListener('pellicle-shared', ({ detail }) => {
    const { link, deleteToken, expires, width, height } = detail;
    told.shared({ pellicle: 'shared', link, deleteToken, expires: expires?.toISOString() ?? null, width, height });
    // Where only one is taken, it takes the place of the one before, whether or not that can be deleted.
    if (!upload.multiple) told.keepOnly(link);
  });
  upload.addEventListener('pellicle-removed', ({ detail }) => told.removed(detail.link));
  upload.addEventListener('pellicle-error', ({ detail }) => {
    told.error(detail.error.code);
    // A box that takes nothing gives nobody a link.
    note.hidden = upload.error !== null;
  });

  addEventListener('message', ({ source, origin: from, data }: MessageEvent<ToEmbed>) => {
    if (source !== parent || from !== origin) return;
    if (data?.pellicle === 'hello') told.again(upload.error);
    if (data?.pellicle !== 'clear') return;
    upload.clear();
    told.forget();
  });
  told.ready();
  // It comes with all that is set: a picture that was chosen before would be shared under something else.
  for (const [name, value] of [['max-edge', maxEdge], ...attributes] as const) if (value !== undefined) upload.setAttribute(name, value);
  // The element has words of its own, and says them in the same language.
  upload.lang = spoken();
  note.before(upload);
  new ResizeObserver(() => told.height(document.documentElement.offsetHeight)).observe(document.body);
}

/** Opened by itself, or by a snippet that was copied in part: nobody would get the link. */
function stop(): void {
  document.body.dataset.page = 'alone';
  note.textContent = t('embed.alone');
}
