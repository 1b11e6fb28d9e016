import type { Code } from './sentences.js';
import { KNOWN_PICTURE, looksKnown } from './known-picture.js';
import type { Pixels } from './protocol.js';

/** The browser's own decoder, by frames and never by a canvas: browsers that resist fingerprinting poison what a canvas gives back. */

/** A way to a frame. It throws where the file cannot be decoded. */
interface Way {
  /** Whether it takes files of this type; where nobody can say, it is tried. */
  takes(type: string): Promise<boolean>;
  /** Whether a file of a type that is taken can only be damaged where it fails. */
  knows: boolean;
  frame(file: Blob, type: string): Promise<VideoFrame>;
}

/** Chromium's and Firefox's, in secure contexts. */
const byDecoder: Way = {
  takes: async (type) => typeof ImageDecoder !== 'undefined' && (await ImageDecoder.isTypeSupported(type)),
  knows: true,
  async frame(file, type) {
    const decoder = new ImageDecoder({ data: await file.arrayBuffer(), type });
    try {
      const { image, complete } = await decoder.decode({ completeFramesOnly: true });
      if (complete) return image;
      image.close();
      throw new Error('the file ends early');
    } finally {
      decoder.close();
    }
  },
};

/** Everyone's: on plain http too, and in Safari for HEIC. */
const byBitmap: Way = {
  takes: async () => typeof createImageBitmap !== 'undefined' && typeof VideoFrame !== 'undefined',
  knows: false,
  async frame(file, type) {
    const bitmap = await createImageBitmap(file.slice(0, file.size, type), { premultiplyAlpha: 'none' });
    try {
      return new VideoFrame(bitmap, { timestamp: 0 });
    } finally {
      bitmap.close();
    }
  },
};

/** Whether each way gave a picture that is known as it is: upright, in sRGB, with its transparency. */
const trusted = new Map<Way, Promise<boolean>>();

/**
 * Decodes a file: `malformed` where the browser knows the type and not the file, `unsupported` where it has no decoder,
 * or one that cannot be relied on.
 */
export async function browserDecodes(file: Blob, type: string): Promise<Pixels | Code> {
  for (const way of [byDecoder, byBitmap]) {
    if (!(await way.takes(type)) || !(await isTrusted(way))) continue;
    let frame: VideoFrame;
    try {
      frame = await way.frame(file, type);
    } catch {
      if (way.knows) return 'malformed';
      continue;
    }
    const pixels = await read(frame);
    if (pixels) return pixels;
  }
  return 'unsupported';
}

/**
 * A browser does not say whether it has turned a picture, converted its colours or multiplied them by its transparency,
 * and they differ: so each way is tried once with a picture of which the answer is known.
 */
function isTrusted(way: Way): Promise<boolean> {
  let verdict = trusted.get(way);
  if (!verdict) {
    verdict = way
      .frame(KNOWN_PICTURE, KNOWN_PICTURE.type)
      .then(read)
      .then((pixels) => pixels !== undefined && looksKnown(pixels))
      .catch(() => false);
    trusted.set(way, verdict);
  }
  return verdict;
}

/** The frame's pixels, and the frame is closed; nothing where it cannot give them as RGBA. */
async function read(frame: VideoFrame): Promise<Pixels | undefined> {
  try {
    const { width, height } = frame.visibleRect!;
    const rgba = new Uint8Array(4 * width * height);
    const layout = [{ offset: 0, stride: 4 * width }];
    const swap = { BGRA: true, BGRX: true, RGBA: false, RGBX: false }[frame.format as string];
    if (converts(frame)) await frame.copyTo(rgba, { format: 'RGBA', colorSpace: 'srgb', layout });
    else if (swap === undefined) return undefined;
    else {
      await frame.copyTo(rgba, { layout });
      if (swap) swapRedAndBlue(rgba);
    }
    return { width, height, rgba, orientation: orientationOf(frame) };
  } finally {
    frame.close();
  }
}

/** Whether `copyTo` knows of formats: it then looks at what is asked for. */
function converts(frame: VideoFrame): boolean {
  let asked = false;
  frame.allocationSize({
    get format(): 'RGBA' {
      asked = true;
      return 'RGBA';
    },
  });
  return asked;
}

function swapRedAndBlue(pixels: Uint8Array): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const blue = pixels[at]!;
    pixels[at] = pixels[at + 2]!;
    pixels[at + 2] = blue;
  }
}

/** How the frame's pixels have still to be turned: clockwise, then mirrored from left to right, as Exif says it. */
function orientationOf(frame: VideoFrame): number {
  const { rotation = 0, flip = false } = frame as { rotation?: number; flip?: boolean };
  return (flip ? [2, 5, 4, 7] : [1, 6, 3, 8])[rotation / 90] ?? 1;
}
