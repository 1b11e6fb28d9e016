import { PellicleError } from '../errors.js';
import type { Progress } from '../progress.js';
import { remove } from '../remove.js';
import type { Code } from '../sentences.js';
import { turnedAway } from './allowed.js';
import { share, type Shared, type ShareOptions } from '../share.js';

/** Where one picture of a `<pellicle-upload>` is on its way. */
export type State =
  | { is: 'working'; progress: Progress }
  | { is: 'done'; shared: Shared; fault?: PellicleError; isTurnedAway?: boolean }
  | { is: 'removing'; shared: Shared }
  | { is: 'cancelled' }
  | { is: 'failed'; error: PellicleError };

/** Told of what happens to a picture, in the order in which it happens. */
export interface Listener {
  changed(item: Item): void;
  progressed(item: Item, progress: Progress): void;
  shared(item: Item, shared: Shared): void;
  failed(item: Item, error: PellicleError): void;
  /** It is no longer on the server, or never was: it leaves the list. */
  left(item: Item, link: string | undefined): void;
}

const START: Progress = { stage: 'waiting', loaded: 0, total: 1, fraction: 0 };

/** What lies with the file, the page or the browser; everything else lies with the network, the server or the memory. */
const HOPELESS: ReadonlySet<Code> = new Set<Code>(['unsupported', 'malformed', 'too-large', 'bad-option', 'browser-too-old']);

/** Whether the same file would fail the same way again. */
export function isHopeless(code: Code): boolean {
  return HOPELESS.has(code);
}

/** One chosen picture: it is shared at once, under the options of that moment. It draws nothing. */
export class Item {
  state: State = { is: 'working', progress: START };
  /** Whether another picture has taken its place: it is to go, and is only still here where it could not be deleted. */
  isReplaced = false;
  #stop: AbortController | undefined;

  constructor(
    readonly file: File,
    readonly options: ShareOptions,
    readonly listener: Listener,
  ) {}

  /** Prepares, seals and uploads it; also once more, after it failed or was cancelled. */
  async start(): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.#become({ is: 'working', progress: START });
    // Of a run that was cancelled nothing more is heard, least of all by the one that was started after it.
    const isOver = (): boolean => this.#stop !== stop;
    try {
      const shared = await share(this.file, {
        ...this.options,
        signal: stop.signal,
        onProgress: (progress) => {
          if (isOver()) return;
          this.#become({ is: 'working', progress });
          this.listener.progressed(this, progress);
        },
      });
      if (isOver()) return;
      this.#become({ is: 'done', shared });
      this.listener.shared(this, shared);
    } catch (error) {
      if (isOver()) return;
      this.#become({ is: 'failed', error: known(error) });
      this.listener.failed(this, known(error));
    }
  }

  /** Whether there is nothing to try again. */
  get isHopeless(): boolean {
    return this.state.is === 'failed' && isHopeless(this.state.error.code);
  }

  /** Stops the work and the upload, and takes back what was uploaded. */
  cancel(): void {
    if (this.state.is !== 'working') return;
    this.#stop?.abort();
    this.#stop = undefined;
    this.#become({ is: 'cancelled' });
  }

  /** Another picture has taken its place. */
  replace(): void {
    this.isReplaced = true;
    void this.leave();
  }

  /** Takes it off the list; one that is on the server is deleted there first. */
  async leave(): Promise<void> {
    if (this.state.is === 'removing') return;
    this.cancel();
    if (this.state.is !== 'done') return this.listener.left(this, undefined);
    const { shared } = this.state;
    this.#become({ is: 'removing', shared });
    try {
      await remove(shared.link, { deleteToken: shared.deleteToken });
    } catch (error) {
      const fault = known(error);
      const isGone = ['gone', 'removed', 'not-found'].includes(fault.code);
      if (!isGone) {
        // A server takes pictures from every site, and deletes only for those that its operator lists.
        const refusal = fault.code === 'offline' ? await turnedAway(shared.link) : undefined;
        this.#become({ is: 'done', shared, fault: refusal ?? fault, isTurnedAway: refusal !== undefined });
        return this.listener.failed(this, refusal ?? fault);
      }
    }
    this.listener.left(this, shared.link);
  }

  #become(state: State): void {
    this.state = state;
    this.listener.changed(this);
  }
}

function known(error: unknown): PellicleError {
  return error instanceof PellicleError ? error : new PellicleError('internal', undefined, { cause: error });
}
