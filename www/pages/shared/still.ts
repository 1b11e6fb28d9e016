import { el } from './dom.js';

/** Types of pictures that may move. */
const MAY_MOVE = ['image/gif', 'image/png', 'image/webp'];

/** Where a PNG or a WebP says that it moves: before any of its pixels, and behind a profile of its colours. */
const HEAD_BYTES = 65_536;

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
  if (blob.type !== 'image/gif') return /acTL|ANIM/.test(await blob.slice(0, HEAD_BYTES).text());
  return hasFrames(new Uint8Array(await blob.arrayBuffer()));
}

/** Whether a GIF says twice how long a frame is shown, by a graphic control extension (GIF89a, 23): one that stands still has one at most. */
function hasFrames(bytes: Uint8Array): boolean {
  let frames = 0;
  for (let at = bytes.indexOf(0x21); at >= 0; at = bytes.indexOf(0x21, at + 1)) {
    if (bytes[at + 1] === 0xf9 && bytes[at + 2] === 4 && bytes[at + 7] === 0) frames += 1;
    if (frames > 1) return true;
  }
  return false;
}
