import type { Mine } from '../mine/view.js';
import { button, byId, el } from '../shared/dom.js';
import { t } from '../text/text.js';

/**
 * Shows "My pictures" in place of the upload page while the address ends in `#mine`. Both are one page, so that going
 * there and back stops no upload and loses no card.
 */
export function watchPlace(expiresInSecs: () => readonly number[]): void {
  const place = byId('mine', HTMLElement);
  let mine: Mine | undefined;
  /** Loaded when it is first looked at. Where that does not work, the place says so and offers to try again. */
  const load = async (): Promise<Mine | undefined> => {
    try {
      return new (await import('../mine/view.js')).Mine(place, expiresInSecs);
    } catch {
      const again = button(t('stop.retry'), 'small', () => void go(false));
      place.replaceChildren(el('h1', { id: 'mine-title' }, t('mine.title')), el('p', { class: 'lead', role: 'alert' }, t('mine.not-loaded')), again);
      return undefined;
    }
  };
  const go = async (isFirst: boolean): Promise<void> => {
    const isMine = location.hash === '#mine';
    const wasMine = document.body.dataset.view === 'mine';
    byId('nav-mine', HTMLElement).hidden = isMine;
    byId('nav-share', HTMLElement).hidden = !isMine;
    place.hidden = !isMine;
    document.title = t(isMine ? 'mine.page' : 'upload.page');
    if (isMine) document.body.dataset.view = 'mine';
    else delete document.body.dataset.view;
    if (isMine) {
      mine ??= await load();
      await mine?.open();
    } else if (wasMine) {
      mine?.close();
      // What the address names was not there to be gone to.
      if (location.hash === '#how') byId('how', HTMLElement).scrollIntoView();
      else if (!isFirst) byId('heading', HTMLElement).focus();
    }
  };
  addEventListener('hashchange', () => void go(false));
  void go(true);
}
