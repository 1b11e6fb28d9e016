import type { Instance } from 'pellicle';
import { announce } from '../shared/announce.js';
import { copyText } from '../shared/clipboard.js';
import { button, byId } from '../shared/dom.js';
import { t } from '../text/text.js';
import { card } from './card.js';
import type { Choice } from './choice.js';
import { titleOf } from './faces.js';
import { Job } from './job.js';
import { faultOfFile } from './limits.js';
import { say } from './link-row.js';

/** The pictures of this visit. They stay until each is dismissed. */
export class List {
  readonly #jobs: Job[] = [];
  readonly #list = byId('list', HTMLElement);
  readonly #together = byId('together', HTMLElement);
  readonly #onChange: (jobs: readonly Job[]) => void;
  readonly #sendAll = button(t('list.send-all'), 'loud', () => this.#sendReady());
  readonly #copyAll = button(t('list.copy-all'), 'loud', () => void this.#copyLinks());
  /** What the server allows, once it has said so. */
  server: Instance | undefined;

  constructor(onChange: (jobs: readonly Job[]) => void) {
    this.#onChange = onChange;
    this.#together.append(this.#sendAll, this.#copyAll);
  }

  /** Takes these files under the options of now, and starts on them at once where the options say so. */
  add(files: File[], choice: Choice): void {
    announce(t(choice.lookFirst ? 'say.ready' : 'say.started', { count: files.length }));
    for (const file of files) this.#addOne(file, { ...choice });
  }

  /** Tries again what failed for want of a connection. */
  retryOffline(): void {
    for (const job of this.#jobs) {
      if (job.state.is === 'failed' && job.state.fault === 'offline') void job.start();
    }
  }

  #addOne(file: File, choice: Choice): void {
    let drawn = '';
    const job = new Job(file, choice, () => {
      picture.draw();
      if (drawn !== job.state.is) this.#changed(job);
      drawn = job.state.is;
    });
    const picture = card(job, () => this.server?.limits.file_bytes, () => {
      this.#jobs.splice(this.#jobs.indexOf(job), 1);
      const next = picture.element.nextElementSibling ?? picture.element.previousElementSibling;
      picture.element.remove();
      (next?.querySelector<HTMLElement>('button, a') ?? byId('pick', HTMLInputElement)).focus();
      this.#changed();
    });
    this.#jobs.push(job);
    this.#list.append(picture.element);
    const fault = faultOfFile(file, this.server);
    if (fault) job.refuse(fault);
    else if (!choice.lookFirst) void job.start();
    this.#changed();
  }

  #changed(job?: Job): void {
    const links = this.#links().length;
    const ready = this.#jobs.filter(({ state }) => state.is === 'ready').length;
    this.#sendAll.hidden = ready < 2;
    this.#copyAll.hidden = links < 2;
    this.#together.hidden = links < 2 && ready < 2;
    this.#list.toggleAttribute('data-several', links > 1);
    if (job) this.#announce(job);
    this.#onChange(this.#jobs);
  }

  #announce({ state, file }: Job): void {
    const name = file.name || t('work.unnamed');
    if (state.is === 'done') announce(t('say.done', { name }));
    if (state.is === 'deleted') announce(t('say.deleted', { name }));
    if (state.is === 'failed') announce(t('say.failed', { name, reason: titleOf(state.fault) }));
  }

  #sendReady(): void {
    for (const job of this.#jobs) if (job.state.is === 'ready') void job.start();
  }

  #links(): string[] {
    return this.#jobs.flatMap(({ state }) => (state.is === 'done' ? [state.shared.link] : []));
  }

  async #copyLinks(): Promise<void> {
    const links = this.#links();
    if (!(await copyText(links.join('\n')))) return announce(t('done.copy-by-hand'));
    for (const job of this.#jobs) job.linkKept = true;
    say(this.#copyAll, t('list.copied-all', { count: links.length }), t('list.copy-all'));
  }
}
