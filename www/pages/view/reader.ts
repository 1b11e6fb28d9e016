import {
  init,
  parseLink,
  PellicleError,
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
import { openSlowly } from './slowly.js';

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

/** The package, which opens what has no password without its module, and an Argon2id in a script where the module does not start. */
export const reader: Reader = { parseLink, previewItem, viewItem, viewLink: open };

async function open(link: string, options: With<ViewOptions> = {}): Promise<Found> {
  if (options.password && !(await hasModule())) return openSlowly(link, options);
  try {
    return await viewLink(link, options);
  } catch (error) {
    // It comes while the password is typed.
    if (error instanceof PellicleError && error.code === 'password-needed') void hasModule();
    throw error;
  }
}

function hasModule(): Promise<boolean> {
  return init().then(
    () => true,
    () => false,
  );
}
