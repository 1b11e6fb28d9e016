import type { ViewedAlbum } from 'pellicle';
import { announce } from '../../shared/announce.js';
import { button, byId, el } from '../../shared/dom.js';
import { t } from '../../text/text.js';
import type { Place } from '../place.js';
import type { Reader } from '../reader.js';
import { Full } from './full.js';
import { Grid } from './grid.js';
import { albumHeading } from './heading.js';
import { Names } from './names.js';
import { Pages } from './pages.js';
import { Pictures } from './pictures.js';
import { SaveAll } from './save-all.js';
import { Slideshow } from './slideshow.js';
import { isPlayKey, listenForTurns, TurnBar, type Turns } from './turning.js';

/** Shows an opened album: its pictures in a grid, and one of them at a time as large as the window. */
export function showAlbum(place: Place, album: ViewedAlbum, reader: Reader, signal: AbortSignal): void {
  const pictures = new Pictures(album.items, reader, signal);
  const names = new Names(album.title, album.items);
  const count = album.items.length;
  const pages = new Pages(count, { onOpen: show, onClose: close }, signal);

  const turns: Turns = {
    step: (by) => turnTo((pages.at ?? 0) + by),
    end: (of) => turnTo(of === 'first' ? 0 : count - 1),
    play: () => slideshow.toggle(),
    close: () => pages.close(),
  };
  const bar = new TurnBar(turns);
  const slideshow = new Slideshow({
    onTurn: () => pages.turn(((pages.at ?? 0) + 1) % count),
    onChange: (isPlaying) => bar.playing(isPlaying),
    isOwnInput: (event) => bar.isPlayButton(event.target) || isPlayKey(event),
  });
  const full = new Full(
    {
      pictures,
      names,
      place,
      onSwipe: turns.step,
      onSettled: (hasPicture) => {
        slideshow.settled(hasPicture, count);
        sayLate();
      },
    },
    signal,
  );
  const grid = new Grid(pictures, (index) => pages.open(index), signal);
  const play = button(t('full.play'), '', () => {
    pages.open(0);
    slideshow.start();
  });
  const saveAll = new SaveAll(pictures, names, signal);
  const heading = albumHeading(album, ...(count > 1 ? [play, saveAll.button] : []));
  const overview = el('section', { class: 'album' }, heading, saveAll.element, grid.element);
  const title = el('h1', { class: 'visually-hidden' }, heading.querySelector('h1')?.textContent ?? '');
  const one = el('section', { class: 'one' }, title, full.element);
  one.hidden = true;
  const turn = byId('turn', HTMLElement);
  turn.replaceChildren(bar.element);

  let scrolled = 0;
  let isDescribed = false;
  let listening = new AbortController();
  signal.addEventListener('abort', () => {
    slideshow.stop();
    listening.abort();
    turn.hidden = true;
  });

  place.show('album', overview, one);
  place.onConnection = () => pictures.retryOffline();
  if (place.hadFocus) heading.querySelector('h1')?.focus();
  announce(t('album.shown', { count }));
  pages.resume();

  /** Turns to a picture by hand, where there is one. */
  function turnTo(index: number): void {
    if (index >= 0 && index < count && index !== pages.at) pages.turn(index);
  }

  function show(index: number): void {
    if (one.hidden) {
      scrolled = scrollY;
      overview.hidden = true;
      one.hidden = turn.hidden = false;
      scrollTo(0, 0);
      listenForTurns(turns, () => full.isFitted, listening.signal);
      // Whoever opened it goes on from it; what is drawn into it takes the focus over.
      full.element.focus({ preventScroll: true });
    }
    slideshow.turned();
    full.show(index);
    bar.show(index, count);
    const alt = pictures.about(index);
    const place = { number: index + 1, count };
    isDescribed = alt !== undefined;
    if (!slideshow.isPlaying) announce(alt ? t('album.picture.alt', { ...place, alt }) : t('album.picture', place));
  }

  /** What a picture shows may be known only when it has come. */
  function sayLate(): void {
    const about = pages.at === undefined ? undefined : pictures.about(pages.at);
    if (about && !isDescribed && !slideshow.isPlaying) announce(about);
    isDescribed = true;
  }

  /** Back to the grid, to where the picture is in it. */
  function close(from: number): void {
    slideshow.stop();
    listening.abort();
    listening = new AbortController();
    full.hide();
    one.hidden = turn.hidden = true;
    overview.hidden = false;
    place.as('album');
    scrollTo(0, scrolled);
    grid.focus(from, place.byKeys);
  }
}
