import { prepare, type Edits, type Shared, type SharedAlbum } from 'pellicle';
import type { Choice } from '../upload/choice.js';
import { idOf, type Kept } from './record.js';
import { change, forget, isOn, keep } from './store.js';

/** The longest side of the small copy in the list, twice as large as it is shown. */
const THUMBNAIL_PX = 160;

/** A copy with more bytes is none that a list of hundreds should hold: an animation, mostly. */
const THUMBNAIL_MOST_BYTES = 65_536;

type Options = Pick<Choice, 'views' | 'password'>;

/** What was shared: the small copy hides what the picture hides. */
interface Taken {
  file: Blob;
  edits: Edits | undefined;
}

/** Remembers a picture that was shared, first without its small copy, which takes a moment. */
export function keepPicture({ file, edits }: Taken, shared: Shared, title: string, options: Options): void {
  quietly(async () => {
    await keep([record('picture', shared, title, [], options)]);
    // Whoever has to know a password to see it need not know one to see a copy of it.
    if (options.password !== '') return;
    const { blob } = await prepare(file, { maxEdge: THUMBNAIL_PX, ...(edits && { edits }) });
    if (blob.size <= THUMBNAIL_MOST_BYTES) await change(idOf(shared.link), { thumbnail: blob });
  });
}

/** Remembers an album that was shared, and which pictures are in it. */
export function keepAlbum(shared: SharedAlbum, title: string, links: string[], options: Options): void {
  quietly(() => keep([record('album', shared, title, links.map(idOf), options)]));
}

/** It was deleted. */
export function noteDeleted(link: string): void {
  quietly(() => forget([idOf(link)]));
}

/** It is kept until another instant. */
export function noteExpiry(link: string, expires: Date): void {
  quietly(() => change(idOf(link), { expires: expires.getTime() }));
}

function record(kind: Kept['kind'], shared: SharedAlbum, title: string, items: string[], { views, password }: Options): Kept {
  const { link, deleteToken, expires } = shared;
  return {
    id: idOf(link),
    kind,
    link,
    deleteToken,
    created: Date.now(),
    expires: expires?.getTime() ?? null,
    views: views ?? null,
    hasPassword: password !== '',
    title,
    items,
    thumbnail: null,
  };
}

/** A list that cannot be kept, because it was switched off or the browser stores nothing, is no reason to stop anything. */
function quietly(work: () => Promise<void>): void {
  if (isOn()) work().catch(() => {});
}
