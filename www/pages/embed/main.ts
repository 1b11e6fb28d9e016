import '../look/embed.css';
import 'pellicle/define';
import { byId } from '../shared/dom.js';
import { initEarly } from '../shared/early.js';
import { loadChosenLanguage } from '../text/language.js';
import { loadLanguage, spoken, t } from '../text/text.js';
import { dress } from './look.js';
import { type FromEmbed, type ToEmbed } from './messages.js';
import { settingsOf } from './settings.js';

/**
 * The upload box in a frame of someone else's page. The server lets only the pages that its operator listed frame it
 * (`frame-ancestors`), and what happens is told to the one origin that the frame's address names, and to no other.
 */

initEarly().catch(() => {});
const settings = settingsOf(location.search);
dress(settings);
// The page around knows best what is read on it; else it is as everywhere on this server.
await (settings.language ? loadLanguage(settings.language) : loadChosenLanguage());

const upload = byId('upload', HTMLElement) as HTMLElementTagNameMap['pellicle-upload'];
const note = byId('note', HTMLElement);
const { origin, attributes, faults } = settings;
// Whoever wrote the address looks for the reason here, and not in the box that visitors see.
for (const fault of faults) console.error(`The address of this frame of Pellicle’s: ${fault}.`);

// The element has words of its own, and says them in the same language.
upload.lang = spoken();
if (origin && parent !== window) start(origin);
else stop();

function start(origin: string): void {
  const tell = (message: FromEmbed): void => parent.postMessage(message, origin);
  note.textContent = t('embed.to', { site: new URL(origin).host });

  upload.addEventListener('pellicle-shared', ({ detail }) => {
    const { link, deleteToken, expires, width, height } = detail;
    tell({ pellicle: 'shared', link, deleteToken, expires: expires?.toISOString() ?? null, width, height });
  });
  upload.addEventListener('pellicle-removed', ({ detail }) => tell({ pellicle: 'removed', link: detail.link }));
  upload.addEventListener('pellicle-error', ({ detail }) => {
    tell({ pellicle: 'error', code: detail.error.code });
    // A box that takes nothing gives nobody a link.
    note.hidden = upload.error !== null;
  });
  new ResizeObserver(() => tell({ pellicle: 'height', px: document.documentElement.offsetHeight })).observe(document.body);

  addEventListener('message', ({ source, origin: from, data }: MessageEvent<ToEmbed>) => {
    if (source !== parent || from !== origin || data?.pellicle !== 'clear') return;
    upload.clear();
  });
  tell({ pellicle: 'ready' });
  for (const [name, value] of attributes) upload.setAttribute(name, value);
}

/** Opened by itself, or by a snippet that was copied in part: nobody would get the link. */
function stop(): void {
  document.body.dataset.page = 'alone';
  upload.hidden = true;
  note.textContent = t('embed.alone');
}
