import type { Progress, SharedAlbum } from 'pellicle';
import { deleteShared, expireTogether, expiring, makeAlbum, whyNot } from '../mine/albums.js';
import { noteDeleted, noteExpiry } from '../mine/keep.js';
import type { Choice } from './choice.js';
import type { Fault } from './fault.js';
import type { Job } from './job.js';

/** The format's limit on the pictures of an album. */
export const MOST_PICTURES = 1000;

/** Where an album is on its way. A state is replaced and never changed, so that whoever drew one knows that it is still that one. */
export type AlbumState =
  /** Its pictures are on their way, or wait for a look. */
  | { is: 'gathering' }
  /** All that could be sent was sent, and a person has to say that the album may be made of it, or does so right now. */
  | { is: 'asking' }
  | { is: 'making'; progress: Progress }
  | { is: 'failed'; fault: Fault }
  /** It is on the server; `fault` is why the last deletion did not work. */
  | { is: 'done'; shared: SharedAlbum; fault?: Fault }
  | { is: 'deleting'; shared: SharedAlbum }
  | { is: 'deleted' };

const START: Progress = { stage: 'waiting', loaded: 0, total: 1, fraction: 0 };

/**
 * Pictures that are shared one by one and then become an album. It draws nothing; it says when something changed.
 *
 * An album is never changed once it is made: more pictures make a new one, and the one before is kept in `before` until
 * it is deleted or let go.
 */
export class Album {
  state: AlbumState = { is: 'gathering' };
  /** In the order in which they are shown. */
  jobs: Job[] = [];
  /** What it is called, sealed with it. Empty for nothing. */
  title = '';
  /** The album that stood here before pictures were added. */
  before: SharedAlbum | undefined;
  /** Whether the link was copied or opened. */
  linkKept = false;
  /** How many pictures the album of `state.shared` has. */
  count = 0;
  /** Says whether a person is in the middle of something that belongs into the album, such as its title. */
  isBusy: () => boolean = () => false;
  /** Whether its pictures are being deleted with it. */
  takesPictures = false;
  /** Whether a person, who saw its title and its order, has said that it may be made as soon as its pictures are sent. */
  isWanted = false;
  readonly #changed: () => void;
  #stop: AbortController | undefined;
  /** What the album that was made last was made of, and what it was called. */
  #made = new Set<Job>();
  #madeTitle = '';

  constructor(
    readonly choice: Readonly<Choice>,
    onChange: () => void,
  ) {
    this.#changed = onChange;
  }

  /** The pictures that are on the server. */
  get sent(): Job[] {
    return this.jobs.filter(({ state }) => state.is === 'done');
  }

  /** The pictures that it is about: one that was deleted is none of them any more. */
  get present(): Job[] {
    return this.jobs.filter(({ state }) => state.is !== 'deleting' && state.is !== 'deleted');
  }

  /** Whether it is made, so that nothing of it can be changed any more. */
  get isMade(): boolean {
    return ['done', 'deleting', 'deleted'].includes(this.state.is);
  }

  /** Takes one more picture. After the album was made, that begins a new one. */
  add(job: Job): void {
    this.jobs.push(job);
    if (this.isMade) return this.#begin();
    // What was said was said of the pictures that were there.
    this.isWanted = false;
  }

  /** Lets a picture go. */
  leave(job: Job): void {
    this.jobs = this.jobs.filter((other) => other !== job);
    this.settle();
  }

  /** Sends what waits for a look. The album is made when all of it is there: that was said with it. */
  send(): void {
    this.want();
    for (const job of this.jobs) if (job.state.is === 'ready') void job.start();
  }

  /** It may be made as soon as its pictures are sent. */
  want(): void {
    this.isWanted = true;
    this.#become({ ...this.state });
  }

  /** Looks at how its pictures are, and makes the album where nothing stands in its way and a person has said so. */
  settle(): void {
    const { state } = this;
    // One that was tried again after the others became an album is in no album yet.
    if ((state.is === 'done' || state.is === 'deleted') && this.jobs.some((job) => !this.#made.has(job) && isComing(job))) this.#begin();
    if (!['gathering', 'asking', 'failed'].includes(this.state.is)) return;
    const pending = this.jobs.some(({ state }) => state.is === 'ready' || state.is === 'working');
    if (pending) return this.#become({ is: 'gathering' });
    const { sent } = this;
    if (this.before && sent.every((job) => this.#made.has(job))) {
      // None of the added pictures got through, so that the album before is still the album.
      const shared = this.before;
      this.before = undefined;
      this.title = this.#madeTitle;
      return this.#become({ is: 'done', shared });
    }
    if (this.state.is === 'failed') return;
    if (sent.length === 0) return this.#become({ is: 'gathering' });
    // What is being deleted may still turn out to stay.
    const isDeleting = this.jobs.some(({ state }) => state.is === 'deleting');
    if (!this.isWanted || isDeleting || sent.length < this.present.length || this.isBusy()) return this.#become({ is: 'asking' });
    void this.make();
  }

  /** Makes it of what was sent. */
  async make(): Promise<void> {
    if (this.state.is === 'making') return;
    const stop = new AbortController();
    this.#stop = stop;
    this.isWanted = true;
    this.#become({ is: 'making', progress: START });
    const { sent, title, choice } = this;
    const entries = sent.flatMap(({ state, alt, choice }) =>
      state.is === 'done'
        ? [{ link: state.shared.link, ...(alt && { caption: alt }), ...(choice.password && { password: choice.password }) }]
        : [],
    );
    const onProgress = (progress: Progress): void => {
      if (this.#stop === stop) this.#become({ is: 'making', progress });
    };
    let shared: SharedAlbum;
    try {
      shared = await makeAlbum(entries, { ...choice, title }, { signal: stop.signal, onProgress });
    } catch (error) {
      if (this.#stop === stop) this.#failed(error, sent);
      return;
    }
    this.count = entries.length;
    this.linkKept = false;
    this.#made = new Set(sent);
    this.#madeTitle = title;
    // Whoever has the album has them all.
    for (const job of sent) job.linkKept = true;
    this.#become({ is: 'done', shared });
    this.settle();
  }

  /** Begins another album, in which there is more than in the one that stands here. */
  #begin(): void {
    if (this.state.is === 'done') this.before = this.state.shared;
    this.isWanted = this.takesPictures = false;
    this.#become({ is: 'gathering' });
  }

  /** Stops making it; its pictures stay. */
  cancel(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.isWanted = false;
    if (this.state.is === 'making') this.#become({ is: 'asking' });
  }

  /** Deletes the album from the server, and its pictures too where that is wanted. */
  async delete(withPictures: boolean): Promise<void> {
    if (this.state.is !== 'done') return;
    const { shared } = this.state;
    this.#become({ is: 'deleting', shared });
    const fault = await deleted(shared);
    if (fault) return this.#become({ is: 'done', shared, fault });
    this.#become({ is: 'deleted' });
    this.takesPictures = withPictures;
    if (withPictures) await Promise.all(this.sent.map((job) => job.delete()));
    this.takesPictures = false;
  }

  /** Changes when the server deletes the album and every picture in it: one without the other would show nothing. */
  async setExpiry(secs: number): Promise<Date> {
    if (this.state.is !== 'done') throw new Error('only what is on the server has an expiry');
    const { shared } = this.state;
    const album = expiring(shared, (expires) => {
      shared.expires = expires;
      noteExpiry(shared.link, expires);
    });
    return expireTogether(secs, album, this.sent);
  }

  /** Deletes the album that stood here before, and none of the pictures: they are in the new one. Gives why that did not work. */
  async deleteBefore(): Promise<Fault | undefined> {
    const { before } = this;
    if (!before) return undefined;
    const fault = await deleted(before);
    // Another may have been made meanwhile, and this one then be the one before.
    if (!fault && this.before === before) this.before = undefined;
    const { state } = this;
    if (state.is === 'done') this.#become({ is: 'done', shared: state.shared, ...(fault && { fault }) });
    return fault;
  }

  #failed(error: unknown, sent: Job[]): void {
    const { fault, picture } = whyNot(error, sent);
    if (!picture) return this.#become(fault === 'cancelled' ? { is: 'asking' } : { is: 'failed', fault });
    // That picture cannot be in it. Whether the others are enough is not for this page to say.
    this.state = { is: 'asking' };
    picture.refuse(fault);
  }

  #become(state: AlbumState): void {
    this.state = state;
    this.#changed();
  }
}

/** Whether it is on the server, or on its way there. */
function isComing({ state }: Job): boolean {
  return state.is === 'working' || state.is === 'done';
}

async function deleted(shared: SharedAlbum): Promise<Fault | undefined> {
  const fault = await deleteShared(shared);
  if (!fault) noteDeleted(shared.link);
  return fault;
}
