import type { Progress } from 'pellicle';
import { t } from '../text/text.js';
import type { Job } from './job.js';

type Stage = Progress['stage'];

/** How long nothing has to come back of what is sent before it is said that the network is waited for. */
const SILENT_MS = 12_000;

/** What a picture that is on its way waits for, if it does not move. */
export type Wait = 'page' | 'others' | 'network' | undefined;

/** What is known of the page, of the other pictures and of the network when a picture does not move. */
export interface Known {
  isPageReady: boolean;
  isOnline: boolean;
  /** Whether nothing has come back of what was sent for a while. */
  isSilent: boolean;
  /** Whether others are worked on, or stand before it in the line. */
  isOthersTurn: boolean;
}

/** What a picture in this stage waits for. */
export function waitOf(stage: Stage, { isPageReady, isOnline, isSilent, isOthersTurn }: Known): Wait {
  if (stage === 'waiting') {
    if (!isPageReady) return isOnline ? 'page' : 'network';
    return isOthersTurn ? 'others' : undefined;
  }
  const isOnNetwork = stage === 'uploading' || stage === 'downloading';
  return isOnNetwork && (!isOnline || isSilent) ? 'network' : undefined;
}

/** Says of each picture on its way what it is doing or what it waits for, and when that has changed. */
export class Waiting {
  readonly #jobs: readonly Job[];
  readonly #onChange: (job: Job) => void;
  readonly #timers = new Map<Job, ReturnType<typeof setTimeout>>();
  readonly #silent = new Set<Job>();
  #isPageReady = false;

  /** `onChange` hears of pictures whose words have changed while they themselves have not. */
  constructor(jobs: readonly Job[], onChange: (job: Job) => void) {
    this.#jobs = jobs;
    this.#onChange = onChange;
    for (const name of ['online', 'offline']) addEventListener(name, () => this.#renewAll());
  }

  /** What cleans and seals pictures is loaded. */
  pageIsReady(): void {
    if (this.#isPageReady) return;
    this.#isPageReady = true;
    this.#renewAll();
  }

  /** The words for a picture that is on its way. */
  wordsFor(job: Job): string {
    const stage = stageOf(job);
    if (stage === undefined) return '';
    const wait = waitOf(stage, {
      isPageReady: this.#isPageReady,
      isOnline: navigator.onLine,
      isSilent: this.#silent.has(job),
      isOthersTurn: stage === 'waiting' && this.#isOthersTurn(job),
    });
    return t(wait ? `wait.${wait}` : `stage.${stage}`);
  }

  /** Something came of this picture. */
  note(job: Job): void {
    clearTimeout(this.#timers.get(job));
    this.#timers.delete(job);
    this.#silent.delete(job);
    const stage = stageOf(job);
    if (stage !== undefined) {
      // Where one has come so far, what it needed for that was there, whatever else was tried before.
      if (stage !== 'waiting') this.pageIsReady();
      const silence = setTimeout(() => {
        this.#silent.add(job);
        this.#onChange(job);
      }, SILENT_MS);
      this.#timers.set(job, silence);
    }
    // It may be the next one's turn now. Those behind that one wait as before.
    const next = this.#jobs.find((other) => other !== job && stageOf(other) === 'waiting');
    if (next) this.#onChange(next);
  }

  /** Whether others are worked on, or stand before it in the line. */
  #isOthersTurn(job: Job): boolean {
    const place = this.#jobs.indexOf(job);
    return this.#jobs.some((other, i) => {
      const stage = other === job ? undefined : stageOf(other);
      return stage !== undefined && (stage !== 'waiting' || i < place);
    });
  }

  #renewAll(): void {
    for (const job of this.#jobs) if (job.state.is === 'working') this.#onChange(job);
  }
}

function stageOf({ state }: Job): Stage | undefined {
  return state.is === 'working' ? state.progress.stage : undefined;
}
