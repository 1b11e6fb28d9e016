import { type AlbumItem, placeOf } from './album-item.js';
import { run } from './engine.js';
import { toOptions } from './options.js';
import { downloadPreview } from './plain/download-album.js';
import { quickly } from './quick.js';
import type { PreviewGiven } from './protocol.js';

/**
 * A small version of a picture, and how large the picture itself is. Nothing says yet that the rest of it is whole, so show
 * it in the picture's place until that has come, and never instead of it.
 */
export interface Preview {
  /** The encoded preview, with its type. */
  blob: Blob;
  /** The media type: one of JPEG, PNG, WebP, GIF and AVIF, never a document. */
  type: string;
  /** The preview's pixels across. */
  width: number;
  /** The preview's pixels down. */
  height: number;
  /** The picture's pixels across: a hint for layout. */
  mainWidth: number;
  /** The picture's pixels down: a hint for layout. */
  mainHeight: number;
  /** The picture's description, to be shown as text only, or `null` where there is none. */
  alt: string | null;
}

/** How the preview of an album's picture is fetched. */
export interface PreviewItemOptions {
  /** Stops the request. The promise rejects with the code `cancelled` at once. */
  signal?: AbortSignal;
}

/**
 * Fetches the preview of an album's picture by one request of at most 16,520 bytes, whatever the size of the picture.
 *
 * @param item - One that `viewAlbum` gave, and no copy of it.
 * @param options - What stops it.
 * @returns `null` where the picture has no preview: it is small, moves or is transparent, was sealed without one, or may
 * only be looked at a limited number of times. No view is ever spent.
 * @throws {@link PellicleError} what `viewItem` throws, but `view-limited`.
 *
 * @example
 * ```ts
 * const preview = await previewItem(item);
 * if (preview) image.src = URL.createObjectURL(preview.blob);
 * ```
 */
export async function previewItem(item: AlbumItem, options: PreviewItemOptions = {}): Promise<Preview | null> {
  toOptions(options);
  const byModule = async (): Promise<Preview | null> => {
    const given = await run('previewItem', placeOf(item), { signal: options.signal });
    return given && toPreview(given);
  };
  return quickly(options, () => downloadPreview(item, options), byModule);
}

/** A preview as it came from the worker. @internal */
export function toPreview({ bytes, type, ...rest }: PreviewGiven): Preview {
  return { ...rest, type, blob: new Blob([bytes], { type }) };
}
