import { button, byId } from '../shared/dom.js';
import { t } from '../text/text.js';

/** The browser's offer to install; TypeScript's own types do not know it. */
interface InstallOffer extends Event {
  prompt(): Promise<void>;
}

/** Offers to install the app by a word at the page's end, and not by a bar over it. */
export function openInstall(): void {
  const place = byId('install', HTMLElement);
  let offer: InstallOffer | undefined;
  const install = button(t('app.install'), 'plain', () => {
    place.hidden = true;
    // An offer can be taken once; after a refusal the browser makes another when it thinks fit.
    void offer?.prompt();
    offer = undefined;
  });
  place.append(install);
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    place.hidden = false;
  });
  addEventListener('appinstalled', () => (place.hidden = true));
}
