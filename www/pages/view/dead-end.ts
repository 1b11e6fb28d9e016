import type { Code, GoneBecause } from 'pellicle';
import { button, el } from '../shared/dom.js';
import { maybe, t } from '../text/text.js';
import type { Place } from './place.js';

/** What may go better the next time, because it lies with the server, the network or this device. */
const PASSING: ReadonlySet<Code> = new Set([
  'offline',
  'incident',
  'rate-limited',
  'server-error',
  'timed-out',
  'out-of-memory',
  'internal',
  'truncated',
]);

/** Everything that can be wrong with the sealed bytes is one sentence to the person in front of it: not shown. */
const BROKEN: ReadonlySet<Code> = new Set([
  'truncated',
  'not-pellicle',
  'unreportable',
  'corrupt',
  'bad-manifest',
  'bad-padding',
  'type-mismatch',
  'malformed',
  'unsupported',
  'too-large',
]);

/** Why there is no picture, as far as that is known. */
export interface Why {
  code: Code;
  goneBecause?: GoneBecause | undefined;
}

/** Says why there is no picture. Comes back when it is to be tried again, which is never for some. */
export function offerRetry(place: Place, why: Why): Promise<Record<never, never>> {
  return new Promise((resolve) => {
    const { code } = why;
    const { title, sentence } = wordsFor(why);
    const again = (): void => resolve({});
    const retry = button(t('view.retry'), 'loud', again);
    const home = el('a', { class: 'button', href: '/' }, t('view.own'));
    const choices = el('div', { class: 'choices' }, ...(isPassing(code) ? [retry] : []), home);
    place.say('stopped', title, sentence, choices);
    if (code === 'offline') place.onConnection = again;
  });
}

/** Whether it may go better the next time. */
export function isPassing(code: Code): boolean {
  return PASSING.has(code);
}

/** The words for it. What no person can do anything about is a fault of this page. */
export function wordsFor({ code, goneBecause }: Why): { title: string; sentence: string } {
  const name = BROKEN.has(code) ? 'corrupt' : code;
  const title = maybe(`view.${name}`);
  const sentence = maybe(`view.gone.${goneBecause}`) ?? maybe(`view.${name}.text`);
  if (title === undefined || sentence === undefined) return { title: t('view.internal'), sentence: t('view.internal.text') };
  return { title, sentence };
}
