import type { Instance } from 'pellicle';
import { announce } from '../shared/announce.js';
import { byId } from '../shared/dom.js';
import { firstControl } from '../shared/focus.js';
import { whenAtRest } from '../shared/hand.js';
import { t } from '../text/text.js';
import { Album, MOST_PICTURES } from './album.js';
import { albumPanel, type AlbumPanel } from './album-panel.js';
import { saidOf } from './album-said.js';
import { card, type Card } from './card.js';
import { choicesOf, type Choice } from './choice.js';
import { titleOf } from './fault.js';
import { Job } from './job.js';
import { faultOfFile } from './limits.js';
import { dragOrder } from './order.js';
import { Together } from './together.js';
import { Waiting } from './waiting.js';

/** The pictures and albums of this visit. They stay until each is dismissed. */
export class List {
  readonly #jobs: Job[] = [];
  readonly #cards = new Map<Job, Card>();
  readonly #albums = new Map<Album, AlbumPanel>();
  readonly #list = byId('list', HTMLElement);
  readonly #onChange: (jobs: readonly Job[], albums: readonly Album[]) => void;
  readonly #together = new Together({
    jobs: this.#jobs,
    albums: () => this.#albums.keys(),
    isInSight: (album) => this.#albums.get(album)?.isInSight ?? false,
    show: (album) => this.#albums.get(album)?.show(),
    onCovered: (endPx) => {
      this.#coveredPx = endPx;
      for (const panel of this.#albums.values()) panel.watch(endPx);
    },
  });
  /** How much of the window's end what handles all of them covers, in pixels. */
  #coveredPx = 0;
  readonly #waiting = new Waiting(this.#jobs, (job) => this.#draw(job, this.#albumOf(job)));
  /** What the server allows, once it has said so. */
  server: Instance | undefined;

  constructor(onChange: (jobs: readonly Job[], albums: readonly Album[]) => void) {
    this.#onChange = onChange;
  }

  /** Takes these files under the options of now, and starts on them at once where the options say so. */
  add(files: File[], choice: Choice, into?: Album): void {
    announce(t(choice.lookFirst ? 'say.ready' : 'say.started', { count: files.length }));
    const rest = [...files];
    while (rest.length > 0) {
      const album = into ?? (choice.album ? this.#openAlbum(choice) : undefined);
      // What has no room in an album goes into another one.
      const room = album ? Math.max(MOST_PICTURES - album.jobs.length, 0) : rest.length;
      into = undefined;
      for (const file of rest.splice(0, room)) this.#addOne(file, { ...choice }, album);
      album?.settle();
    }
  }

  /** What cleans and seals pictures is loaded. */
  pageIsReady(): void {
    this.#waiting.pageIsReady();
  }

  /** Tries again what failed for want of a connection. */
  retryOffline(): void {
    for (const job of this.#jobs) {
      if (job.state.is === 'failed' && job.state.fault === 'offline') void job.start();
    }
    for (const album of this.#albums.keys()) {
      if (album.state.is === 'failed' && album.state.fault === 'offline') void album.make();
    }
  }

  /** The album that is not made yet, has room and is for the same people and as long, or a new one. */
  #openAlbum(choice: Choice): Album {
    for (const album of this.#albums.keys()) {
      const isOpen = ['gathering', 'asking', 'failed'].includes(album.state.is) && album.jobs.length < MOST_PICTURES;
      if (isOpen && isForTheSame(album.choice, choice)) return album;
    }
    let was = { is: '', said: '' };
    const draw = (): void => {
      panel.draw();
      const now = { is: album.state.is, said: saidOf(album) };
      // That its link is there is news once.
      const isNews = now.is !== was.is || (now.said !== was.said && now.said !== t('say.album'));
      if (isNews && now.said !== '') announce(now.said);
      was = now;
      this.#changed();
    };
    const album = new Album({ ...choice }, () => {
      if (album.state.is === 'making') draw();
      else whenAtRest(album, draw);
    });
    const panel = albumPanel(album, {
      add: (files) => this.add(files, album.choice, album),
      dismiss: () => this.#dismissAlbum(album, panel),
      expiresInSecs: () => choicesOf(this.server).expiresInSecs,
      onSight: () => this.#together.note(),
    });
    dragOrder(panel.list, () => this.#reorder(album, panel));
    panel.watch(this.#coveredPx);
    this.#albums.set(album, panel);
    this.#list.before(panel.element);
    return album;
  }

  #addOne(file: File, choice: Choice, album?: Album): void {
    const job = new Job(file, choice, () => {
      this.#waiting.note(job);
      this.#draw(job, album);
    });
    job.inAlbum = album !== undefined;
    const panel = album && this.#albums.get(album);
    const picture = card(job, {
      allowed: () => ({ fileBytes: this.server?.limits.file_bytes, expiresInSecs: choicesOf(this.server).expiresInSecs }),
      stage: () => this.#waiting.wordsFor(job),
      onDismiss: () => this.#dismiss(job, album),
      onMoved: album && panel && (() => this.#reorder(album, panel)),
    });
    this.#jobs.push(job);
    this.#cards.set(job, picture);
    album?.add(job);
    (panel?.list ?? this.#list).append(picture.element);
    const fault = faultOfFile(file, this.server);
    if (fault) job.refuse(fault);
    else if (!choice.lookFirst) void job.start();
    // It is as a person has just asked for it: there is nothing to press that is not so any more.
    picture.draw();
    this.#changed();
  }

  /** Draws what has become of it, which moves all that stands below it, when nobody presses anything. */
  #draw(job: Job, album?: Album): void {
    whenAtRest(job, () => {
      const card = this.#cards.get(job);
      if (!card) return;
      const isSame = card.shows(job.state);
      card.draw();
      if (isSame) this.#together.note();
      else this.#changed(job, album);
    });
  }

  #albumOf(job: Job): Album | undefined {
    return job.inAlbum ? [...this.#albums.keys()].find(({ jobs }) => jobs.includes(job)) : undefined;
  }

  #dismiss(job: Job, album?: Album): void {
    const element = this.#cards.get(job)?.element;
    const next = element?.nextElementSibling ?? element?.previousElementSibling;
    this.#forget(job);
    album?.leave(job);
    const panel = album && this.#albums.get(album);
    if (album && panel && album.jobs.length === 0 && album.state.is !== 'done') this.#dismissAlbum(album, panel);
    ((next && firstControl(next)) ?? byId('pick', HTMLInputElement)).focus();
    this.#changed();
  }

  #dismissAlbum(album: Album, panel: AlbumPanel): void {
    album.cancel();
    this.#albums.delete(album);
    for (const job of [...album.jobs]) {
      this.#cards.get(job)?.release();
      this.#forget(job);
    }
    panel.release();
    panel.element.remove();
    byId('pick', HTMLInputElement).focus();
    this.#changed();
  }

  #forget(job: Job): void {
    this.#jobs.splice(this.#jobs.indexOf(job), 1);
    this.#cards.get(job)?.element.remove();
    this.#cards.delete(job);
  }

  /** The album takes the order that its cards have. */
  #reorder(album: Album, { list }: AlbumPanel): void {
    const places = new Map([...list.children].map((element, place) => [element, place]));
    const placeOf = (job: Job): number => places.get(this.#cards.get(job)?.element as Element) ?? 0;
    album.jobs.sort((a, b) => placeOf(a) - placeOf(b));
  }

  #changed(job?: Job, album?: Album): void {
    this.#together.note();
    if (job) this.#announce(job, album);
    this.#onChange(this.#jobs, [...this.#albums.keys()]);
    if (!album) return;
    this.#albums.get(album)?.draw();
    album.settle();
  }

  /** Says what became of a picture. What becomes of those in an album together is said of the album. */
  #announce({ state, file, deleteFault }: Job, album?: Album): void {
    const name = file.name || t('work.unnamed');
    if (deleteFault) announce(t('done.delete.failed', { reason: titleOf(deleteFault) }));
    else if (state.is === 'done' && !album) announce(t('say.done', { name }));
    if (state.is === 'deleted' && !album?.takesPictures) announce(t('say.deleted', { name }));
    if (state.is === 'failed' && !album) announce(t('say.failed', { name, reason: titleOf(state.fault) }));
  }
}

/** Whether an album of one choice holds what was chosen under another: it has one password, and is there as long and as often. */
function isForTheSame(a: Readonly<Choice>, b: Readonly<Choice>): boolean {
  return a.password === b.password && a.views === b.views && a.expiresInSecs === b.expiresInSecs;
}
