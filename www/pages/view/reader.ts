import {
  parseLink,
  view,
  viewAlbum,
  viewItem,
  type AlbumItem,
  type ParsedLink,
  type Viewed,
  type ViewedAlbum,
  type ViewItemOptions,
  type ViewOptions,
} from 'pellicle';
import { initEarly } from '../shared/early.js';

/** What opens links, albums and pictures for this page. */
export interface Reader {
  parseLink(text: string): Promise<ParsedLink>;
  view(link: string, options?: ViewOptions): Promise<Viewed>;
  viewAlbum(link: string, options?: ViewOptions): Promise<ViewedAlbum>;
  viewItem(item: AlbumItem, options?: ViewItemOptions): Promise<Viewed>;
}

/** The one that runs the module in workers. */
const withModule: Reader = { parseLink, view, viewAlbum, viewItem };

/** Gets the reader ready. */
export async function findReader(): Promise<Reader> {
  // What fails here fails again, and is told, when the link is opened.
  await initEarly().catch(() => {});
  return withModule;
}
