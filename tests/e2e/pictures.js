import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

/** Real pictures that no one here made, where this machine has them. */
export function corpus(folder) {
  const root = process.env.PELLICLE_CORPUS ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
  const path = join(root, folder);
  return existsSync(path)
    ? readdirSync(path)
        .sort()
        .filter((name) => /\.(jpe?g|png|webp|gif)$/i.test(name))
        .map((name) => join(path, name))
    : [];
}

/**
 * A photo-like picture, the same for the same seed, as a camera would write it: turned by its orientation,
 * with a maker, a place, a comment, and more bytes after its end.
 */
export function photo({ width = 640, height = 480, seed = 1, orientation = 6, quality = 90 } = {}) {
  const data = pixels(width, height, seed);
  const plain = Buffer.from(jpeg.encode({ data, width, height }, quality).data);
  const comment = Buffer.from('a comment that a program left: Ballymote 1987');
  return Buffer.concat([
    plain.subarray(0, 2),
    segment(0xe1, exif(orientation)),
    segment(0xfe, comment),
    plain.subarray(2),
    Buffer.from('and bytes after the end of the picture, which no viewer shows'),
  ]);
}

/** A drawing with see-through parts, as PNG. */
export function drawing({ width = 300, height = 200, seed = 2 } = {}) {
  const png = new PNG({ width, height });
  pixels(width, height, seed).copy(png.data);
  for (let i = 3; i < png.data.length; i += 4) png.data[i] = (i >> 3) % 256;
  return PNG.sync.write(png);
}

/** Soft waves with a little grain: what a codec meets in a photo. */
export function pixels(width, height, seed) {
  const data = Buffer.alloc(width * height * 4, 255);
  let state = seed * 2654435761;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const grain = (state >>> 24) / 16;
      const at = (y * width + x) * 4;
      data[at] = 120 + 90 * Math.sin((x + seed * 31) / 47) + grain;
      data[at + 1] = 110 + 80 * Math.sin((y + seed * 17) / 31) + grain;
      data[at + 2] = 100 + 70 * Math.sin((x + y) / 61) + grain;
    }
  }
  return data;
}

function segment(marker, body) {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** An Exif block (TIFF, big-endian): maker, orientation, and a place in the north-west of Ireland. */
function exif(orientation) {
  const ASCII = 2,
    SHORT = 3,
    LONG = 4,
    RATIONAL = 5;
  const maker = Buffer.from('Ballymote Optics\0');
  const degrees = (...numbers) => Buffer.concat(numbers.flatMap((number) => [u32(number), u32(1)]));
  const [latitude, longitude] = [degrees(54, 5, 21), degrees(8, 31, 2)];
  const firstIfd = 8,
    gpsIfd = firstIfd + 2 + 3 * 12 + 4,
    values = gpsIfd + 2 + 4 * 12 + 4;
  const entry = (tag, type, count, value) => Buffer.concat([u16(tag), u16(type), u32(count), value]);
  return Buffer.concat([
    Buffer.from('Exif\0\0MM\0*'),
    u32(firstIfd),
    u16(3),
    entry(0x010f, ASCII, maker.length, u32(values)),
    entry(0x0112, SHORT, 1, Buffer.concat([u16(orientation), u16(0)])),
    entry(0x8825, LONG, 1, u32(gpsIfd)),
    u32(0),
    u16(4),
    entry(1, ASCII, 2, Buffer.from('N\0\0\0')),
    entry(2, RATIONAL, 3, u32(values + maker.length)),
    entry(3, ASCII, 2, Buffer.from('W\0\0\0')),
    entry(4, RATIONAL, 3, u32(values + maker.length + latitude.length)),
    u32(0),
    maker,
    latitude,
    longitude,
  ]);
}

function u16(number) {
  return Buffer.from([number >> 8, number & 255]);
}

function u32(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

/** A GIF that is red and blue by turns, without end. */
export const MOVING = Buffer.from(
  '47494638396101000100800000ff00000000ff21ff0b4e45545343415045322e300301000000' +
    '21f904000a0000002c0000000001000100000202440100' +
    '21f904000a0000002c00000000010001000002024c0100' +
    '3b',
  'hex',
);
