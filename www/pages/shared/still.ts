import { el } from './dom.js';

/** Types of pictures that may move. */
const MAY_MOVE = ['image/gif', 'image/png', 'image/webp'];

/** Where a PNG or a WebP says that it moves: before any of its pixels. */
const HEAD_BYTES = 4096;

/**
 * Puts a picture that moves in its place as its first frame, standing still: many that move beside each other leave nobody
 * in peace, and there is no way to stop them (WCAG 2.2, 2.2.2). Looked at alone, it moves.
 */
export async function hold(image: HTMLImageElement, blob: Blob): Promise<void> {
  const still = await stillOf(blob);
  if (still) image.replaceWith(still);
}

/** The first frame of a picture that moves; nothing for one that does not. */
export async function stillOf(blob: Blob): Promise<HTMLCanvasElement | undefined> {
  if (!(await moves(blob))) return undefined;
  const frame = await createImageBitmap(blob);
  const canvas = el('canvas', { width: String(frame.width), height: String(frame.height), 'aria-hidden': 'true' });
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(frame);
  return canvas;
}

async function moves(blob: Blob): Promise<boolean> {
  if (!MAY_MOVE.includes(blob.type)) return false;
  return blob.type === 'image/gif' || /acTL|ANIM/.test(await blob.slice(0, HEAD_BYTES).text());
}
