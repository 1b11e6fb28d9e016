import type { Preview } from 'pellicle';
import { el } from '../shared/dom.js';
import { bytes, until } from '../text/format.js';
import { t } from '../text/text.js';
import { reserveCaption } from './caption.js';
import type { Place } from './place.js';
import type { Step } from './reader.js';
import type { Before } from './stage.js';
import { Waiting } from './waiting.js';

const MONTH_MS = 30 * 86_400_000;

/** What is seen while a picture is on its way. */
export interface Loading {
  /** What lies there now. */
  readonly lies: Before;
  /** Whether it is still what is seen. */
  readonly isThere: boolean;
  update(step: Step): void;
  preview(preview: Preview): void;
  end(): void;
}

/** The closed film, or the picture's preview once it has come, with a line below that says how much has come. */
export function loading(place: Place): Loading {
  const words = el('p', { class: 'stage-words' }, t('stage.downloading'));
  const bar = el('progress', { max: '1', value: '0', 'aria-label': t('view.loading') });
  const waiting = new Waiting();
  const heading = el('h1', { class: 'visually-hidden' }, t('view.loading'));
  place.show('loading', heading, el('div', { class: 'waiting' }, waiting.element, bar, words));
  // Most are kept for a while, so that is the room to keep.
  reserveCaption([t('view.opened'), t('view.expires', { when: until(new Date(Date.now() + MONTH_MS)) })]);
  return {
    get lies() {
      return waiting.isEmpty ? 'film' : 'preview';
    },
    get isThere() {
      return bar.isConnected;
    },
    preview: (preview) => waiting.preview(preview),
    end: () => waiting.end(),
    update: ({ stage, loaded, total, fraction }) => {
      bar.value = fraction;
      const numbers = { loaded: bytes(loaded), total: bytes(total) };
      const moved = stage === 'downloading' && total > 1 ? ` ${t('work.sent', numbers)}` : '';
      words.textContent = t(stage === 'waiting' ? 'stage.downloading' : `stage.${stage}`) + moved;
    },
  };
}
