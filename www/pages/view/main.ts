import '../look/view.css';
import { byId } from '../shared/dom.js';
import { watchConnection } from '../shared/notices.js';
import { swallowSecondPresses } from '../shared/second-press.js';
import { loadChosenLanguage } from '../text/language.js';
import { open } from './open.js';
import { fadeWhenIdle } from './idle.js';
import { Place } from './place.js';
import { reader } from './reader.js';

swallowSecondPresses();
await loadChosenLanguage();

const place = new Place(byId('place', HTMLElement));
let running: AbortController | undefined;

/** Opens whatever the address says now. A link that was opened before it is let go, with its picture. */
function start(): void {
  running?.abort();
  running = new AbortController();
  void open(place, reader, running.signal);
}

start();
fadeWhenIdle();
// Another link to the same picture, or a key pasted into the address bar, changes only the fragment: no page is loaded.
addEventListener('hashchange', start);
// What was given before, such as a password, or the word that a view may be used up, holds on.
watchConnection(() => place.onConnection?.());
