import { prepare } from 'pellicle';
import { el } from '../shared/dom.js';
import type { Size } from '../shared/zoom.js';

/** A picture to look at while it is edited: an address, and the size that its areas are counted in. */
export interface Source {
  url: string;
  size: Size;
}

/** The longest side of a copy that is made only because the browser cannot show the file itself. */
const COPY_EDGE_PX = 2048;

/**
 * The file itself where the browser can show it, which holds no copy; else, as for a HEIC, what the package can make of
 * it; else nothing. Its address holds until the signal ends.
 */
export async function readSource(file: File, signal: AbortSignal): Promise<Source | undefined> {
  const url = addressOf(file, signal);
  const size = await sizeOf(url);
  if (size) return { url, size };
  try {
    const { blob, receipt } = await prepare(file, { maxEdge: COPY_EDGE_PX, signal });
    // As large as it is shown, and not as the copy is: that is what areas are counted in.
    return { url: addressOf(blob, signal), size: receipt.input };
  } catch {
    return undefined;
  }
}

function addressOf(blob: Blob, signal: AbortSignal): string {
  const url = URL.createObjectURL(blob);
  signal.addEventListener('abort', () => URL.revokeObjectURL(url));
  return url;
}

/** The upright size of what the browser shows, which it knows before it has decoded all. */
async function sizeOf(url: string): Promise<Size | undefined> {
  const image = el('img');
  const loaded = new Promise<boolean>((resolve) => {
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
  });
  image.src = url;
  if (!(await loaded) || image.naturalWidth === 0) return undefined;
  return { width: image.naturalWidth, height: image.naturalHeight };
}
