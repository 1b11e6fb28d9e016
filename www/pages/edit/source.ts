import { prepare } from 'pellicle';
import type { Size } from '../shared/zoom.js';
import { faultOf, type Fault } from '../upload/fault.js';

/** A picture to look at while it is edited: an address, and the size that its areas are counted in. */
export interface Source {
  url: string;
  size: Size;
}

/** The longest side of the copy that is looked at: enough for small print on a photo. */
const COPY_EDGE_PX = 4096;

/**
 * What the package makes of the file, or why it can make nothing of it. It is never shown by the browser itself: that takes
 * a JPEG's size from its resolution and turns no WebP, for one, and a box would cover another part of what is sent than of
 * what a person saw. Its address holds until the signal ends.
 */
export async function readSource(file: File, signal: AbortSignal): Promise<Source | Fault> {
  try {
    const { blob, receipt } = await prepare(file, { maxEdge: COPY_EDGE_PX, signal });
    const url = URL.createObjectURL(blob);
    signal.addEventListener('abort', () => URL.revokeObjectURL(url));
    // As large as the file's picture is, and not as the copy is: that is what areas are counted in.
    return { url, size: receipt.input };
  } catch (error) {
    return faultOf(error);
  }
}
