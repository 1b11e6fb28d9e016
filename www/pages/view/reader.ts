import {
  parseLink,
  previewItem,
  viewItem,
  viewLink,
  type AlbumItem,
  type Found,
  type ParsedLink,
  type Preview,
  type PreviewItemOptions,
  type Progress,
  type Viewed,
  type ViewItemOptions,
  type ViewOptions,
} from 'pellicle';
import { initEarly } from '../shared/early.js';

/** How far a look is. `stretching` is the work of a password where it takes so long that it has to be said. */
export type Step = Omit<Progress, 'stage'> & { stage: Progress['stage'] | 'stretching' };

type With<Options> = Omit<Options, 'onProgress'> & { onProgress?(step: Step): void };

/** What opens links, albums and pictures for this page. */
export interface Reader {
  parseLink(text: string): Promise<ParsedLink>;
  viewLink(link: string, options?: With<ViewOptions>): Promise<Found>;
  /** `null` also where previews cannot be had alone. */
  previewItem(item: AlbumItem, options?: PreviewItemOptions): Promise<Preview | null>;
  viewItem(item: AlbumItem, options?: With<ViewItemOptions>): Promise<Viewed>;
}

/** The one that runs the module in workers. It works over plain http too. */
const withModule: Reader = { parseLink, viewLink, previewItem, viewItem };

/**
 * Gets the reader ready: the module, or, where that does not start (WebAssembly is off or missing, or something on the way
 * lets no module through), the one that needs WebCrypto alone.
 */
export async function findReader(): Promise<Reader> {
  try {
    await initEarly();
    return withModule;
  } catch {
    // Where there is no other way, what failed here fails again, and is told, when the link is opened.
    if (!globalThis.crypto?.subtle) return withModule;
    return import('./plain-reader.js').then(
      ({ withoutModule }) => withoutModule,
      () => withModule,
    );
  }
}
