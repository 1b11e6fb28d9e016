import { share, type Edits, type Progress, type Shared } from 'pellicle';
import type { Choice } from './choice.js';
import { deleteShared, expiring } from '../mine/albums.js';
import { keepPicture, noteDeleted, noteExpiry } from '../mine/keep.js';
import { faultOf, type Fault } from './fault.js';

/** Where one picture is on its way. */
export type State =
  | { is: 'ready' }
  | { is: 'working'; progress: Progress }
  | { is: 'done'; shared: Shared }
  | { is: 'deleting'; shared: Shared }
  | { is: 'deleted' }
  | { is: 'cancelled' }
  | { is: 'failed'; fault: Fault };

const START: Progress = { stage: 'waiting', loaded: 0, total: 1, fraction: 0 };

/** One chosen picture, with the options it was chosen under. It draws nothing; it says when something changed. */
export class Job {
  state: State = { is: 'ready' };
  /** What the picture shows, in words, sealed with it. Empty for none. */
  alt = '';
  /** What is done to the picture first, if anything. */
  edits: Edits | undefined;
  /** Whether the link was copied or opened, so that losing it with the page is no loss. */
  linkKept = false;
  /** Whether it is there for an album, so that its own link is not what matters. */
  inAlbum = false;
  /** Why the last deletion did not work, while the picture is still there. */
  deleteFault: Fault | undefined;
  readonly #changed: (job: Job) => void;
  #stop: AbortController | undefined;

  constructor(
    readonly file: File,
    readonly choice: Readonly<Choice>,
    onChange: (job: Job) => void,
  ) {
    this.#changed = onChange;
  }

  /** Prepares, seals and uploads it. Options are those of when it was chosen, also when it is tried again. */
  async start(): Promise<void> {
    // A button that stood for "try again" may have been pressed when that had been done already.
    if (['working', 'done', 'deleting'].includes(this.state.is)) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.#become({ is: 'working', progress: START });
    const { maxEdge, original, preset, expiresInSecs, views, password } = this.choice;
    try {
      const shared = await share(this.file, {
        // What was edited is made anew, and is then as large as it would have been.
        maxEdge: original && this.edits ? 'full' : maxEdge,
        original,
        preset,
        expiresIn: expiresInSecs,
        ...(views !== undefined && { views }),
        ...(password !== '' && { password }),
        ...(this.alt !== '' && { alt: this.alt }),
        ...(this.edits && { edits: this.edits }),
        signal: stop.signal,
        onProgress: (progress) => {
          if (this.#stop === stop) this.#become({ is: 'working', progress });
        },
      });
      if (this.#stop !== stop) return;
      this.#become({ is: 'done', shared });
      keepPicture({ file: this.file, edits: this.edits }, shared, this.alt, this.choice);
    } catch (error) {
      // A run that was cancelled has nothing more to say, least of all into the one that was started after it.
      if (this.#stop !== stop) return;
      const fault = faultOf(error);
      this.#become(fault === 'cancelled' ? { is: 'cancelled' } : { is: 'failed', fault });
    }
  }

  /** Stops the work and the upload. */
  cancel(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    if (this.state.is === 'working') this.#become({ is: 'cancelled' });
  }

  /**
   * A person has pressed "Cancel". While a button is held it stays, also where the picture is sent meanwhile: nobody has its
   * link yet, and it is deleted again.
   */
  takeBack(): void {
    if (this.state.is === 'done') void this.delete();
    else this.cancel();
  }

  /** Ends it before it began, for a reason that is plain from the outside. */
  refuse(fault: Fault): void {
    this.#become({ is: 'failed', fault });
  }

  /** Deletes the shared picture from the server, for everyone. */
  async delete(): Promise<void> {
    if (this.state.is !== 'done') return;
    const { shared } = this.state;
    this.deleteFault = undefined;
    this.#become({ is: 'deleting', shared });
    this.deleteFault = await deleteShared(shared);
    if (!this.deleteFault) noteDeleted(shared.link);
    this.#become(this.deleteFault ? { is: 'done', shared } : { is: 'deleted' });
  }

  /** Changes when the server deletes it, and gives the instant. Throws what the package throws. */
  async setExpiry(secs: number): Promise<Date> {
    if (this.state.is !== 'done') throw new Error('only what is on the server has an expiry');
    const { shared } = this.state;
    return expiring(shared, (expires) => {
      // Nothing is drawn anew: what a person changed it with shows the new date itself.
      shared.expires = expires;
      noteExpiry(shared.link, expires);
    }).setExpiry(secs);
  }

  #become(state: State): void {
    this.state = state;
    this.#changed(this);
  }
}
