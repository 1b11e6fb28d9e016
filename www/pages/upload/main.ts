import '../look/upload.css';
import { instance, PellicleError } from 'pellicle';
import { byId, el } from '../shared/dom.js';
import { initEarly } from '../shared/early.js';
import { watchHand } from '../shared/hand.js';
import { notice, watchConnection } from '../shared/notices.js';
import { swallowSecondPresses } from '../shared/second-press.js';
import { loadChosenLanguage, offerLanguages } from '../text/language.js';
import { t } from '../text/text.js';
import { onGiven } from './given.js';
import { headingFor, wouldLose } from './heading.js';
import { openIntake } from './intake.js';
import { List } from './list.js';
import { watchPlace } from './place.js';
import { OptionsLine } from './options-line.js';

swallowSecondPresses();
watchHand();

// Ready while a person is still choosing.
const failure = initEarly().then(
  () => undefined,
  (error: unknown) => error,
);
await loadChosenLanguage();
offerLanguages(byId('language', HTMLSelectElement));
start();

// Only a browser that can't do it at all is told so; whatever else failed is tried again by the first picture.
void failure.then((error) => {
  if (!(error instanceof PellicleError && error.code === 'browser-too-old')) return;
  document.body.dataset.page = 'unsupported';
  notice('notice.browser', true);
});

/** Everything that the page does, from choosing to leaving. */
function start(): void {
  const options = new OptionsLine(byId('options', HTMLFormElement));
  let losing = (): boolean => false;
  const list = new List((jobs, albums) => {
    document.body.dataset.page = jobs.length > 0 ? 'list' : 'empty';
    byId('heading', HTMLElement).textContent = headingFor(jobs, albums);
    byId('choose', HTMLElement).textContent = t(jobs.length > 0 ? 'upload.more' : 'upload.choose');
    // Asked when the page is left: a link that is copied changes nothing that is seen.
    losing = () => wouldLose(jobs, albums);
  });

  void failure.then((error) => {
    if (error === undefined) list.pageIsReady();
  });

  addEventListener('beforeunload', (event) => {
    if (losing()) event.preventDefault();
  });

  const folder = byId('folder', HTMLInputElement);
  // A browser that knows no folders would offer single files a second time.
  const knowsFolders = 'webkitdirectory' in HTMLInputElement.prototype;
  for (const element of [folder, ...(folder.labels ?? [])]) element.hidden = !knowsFolders;
  const onFiles = (files: File[]): void => {
    notice('upload.no-file', false);
    notice('upload.no-picture', false);
    // Where they were dropped on the list of old ones, the list of new ones is shown.
    if (location.hash === '#mine') location.hash = '#share';
    list.add(files, options.choice);
  };
  onGiven(onFiles);
  openIntake([byId('pick', HTMLInputElement), byId('camera', HTMLInputElement), folder], {
    onFiles,
    onNothing: (what) => notice(what === 'folder' ? 'upload.no-picture' : 'upload.no-file', true),
    onOver: (over) => (byId('drop', HTMLElement).hidden = !over),
  });

  watchPlace(() => options.choices.expiresInSecs);

  const askServer = async (): Promise<void> => {
    try {
      const server = await instance();
      notice('notice.incident', false);
      list.server = server;
      options.allow(server);
      showContact(server.contact);
    } catch (error) {
      // Whatever else it is, the pictures' own cards will say it; the defaults hold until then.
      notice('notice.incident', error instanceof PellicleError && error.code === 'incident');
    }
  };
  void askServer();
  watchConnection(() => {
    void askServer();
    list.retryOffline();
  });
}

function showContact(contact: string | null): void {
  const line = byId('contact', HTMLElement);
  line.hidden = contact === null;
  if (contact === null) return;
  const isMail = /^[^\s@:]+@[^\s@:]+$/.test(contact);
  const isPage = contact.startsWith('https://');
  const words = isMail || isPage ? el('a', { href: isMail ? `mailto:${contact}` : contact }, contact) : contact;
  line.replaceChildren(`${t('upload.contact')} `, words);
}
