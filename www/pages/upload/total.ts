import { button, byId, el } from '../shared/dom.js';
import { percent } from '../text/format.js';
import { t } from '../text/text.js';
import type { Job } from './job.js';

/** How far many pictures are together, and the way to stop them all. It is there while at least two are on their way. */
export class Total {
  readonly #place = byId('total', HTMLElement);
  readonly #words = el('p', {});
  readonly #bar = el('progress', { max: '1', value: '0', 'aria-label': t('total.progress') });
  /** What was on its way since the last time that nothing was. */
  readonly #wave = new Set<Job>();
  #isDrawing = false;

  constructor() {
    const stop = button(t('total.cancel'), 'small', () => {
      for (const job of this.#wave) job.cancel();
    });
    this.#place.append(this.#words, stop, this.#bar);
  }

  /** Something changed about this picture. Drawn at most once a frame: hundreds of pictures say something every moment. */
  note(job: Job): void {
    if (job.state.is === 'working') this.#wave.add(job);
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      this.#draw();
    });
  }

  /** A picture was dismissed. */
  forget(job: Job): void {
    if (this.#wave.delete(job)) this.#draw();
  }

  #draw(): void {
    const jobs = [...this.#wave];
    const isOver = !jobs.some(({ state }) => state.is === 'working');
    const hadFocus = this.#place.contains(document.activeElement);
    this.#place.hidden = isOver || jobs.length < 2;
    if (this.#place.hidden && hadFocus) byId('heading', HTMLElement).focus();
    if (isOver) return this.#wave.clear();
    const total = totalOf(jobs);
    this.#bar.value = total.fraction;
    this.#words.textContent = t('total.words', { done: total.done, count: jobs.length, percent: percent(total.fraction) });
  }
}

/** How many are over, and how much of the whole is done: a large file counts for more, because it takes longer. */
export function totalOf(jobs: readonly Pick<Job, 'state' | 'file'>[]): { done: number; fraction: number } {
  let done = 0;
  let moved = 0;
  let bytes = 0;
  for (const { state, file } of jobs) {
    const weight = Math.max(file.size, 1);
    if (state.is !== 'working') done += 1;
    moved += weight * (state.is === 'working' ? state.progress.fraction : 1);
    bytes += weight;
  }
  return { done, fraction: bytes === 0 ? 0 : moved / bytes };
}
