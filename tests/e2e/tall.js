import jpeg from 'jpeg-js';
import { pixels } from './pictures.js';

/** Rows of pixels in the strip that is repeated: whole blocks, and few enough that a restart interval can count them. */
const STRIP_ROWS = 40;

/**
 * A baseline JPEG of any height at the price of one strip: the strip's coded data stands in it again and again, with a
 * restart marker between (T.81, B.2.4.4), which is what lets a decoder begin anew.
 */
export function tallJpeg({ width, height, quality = 75 }) {
  const data = pixels(width, STRIP_ROWS, 7);
  const strip = Buffer.from(jpeg.encode({ data, width, height: STRIP_ROWS }, quality).data);
  const frame = strip.indexOf(Buffer.from([0xff, 0xc0]));
  const scan = strip.indexOf(Buffer.from([0xff, 0xda]));
  const coded = strip.subarray(scan + 2 + strip.readUInt16BE(scan + 2), -2);
  const head = Buffer.from(strip.subarray(0, scan));
  head.writeUInt16BE(height, frame + 5);
  // Blocks are 8 pixels wide: the encoder does not subsample.
  const interval = Buffer.from([0xff, 0xdd, 0, 4, 0, 0]);
  interval.writeUInt16BE(Math.ceil(width / 8) * (STRIP_ROWS / 8), 4);
  const parts = [head, interval, strip.subarray(scan, strip.length - 2 - coded.length)];
  const strips = Math.ceil(height / STRIP_ROWS);
  for (let i = 0; i < strips; i++) {
    if (i > 0) parts.push(Buffer.from([0xff, 0xd0 + ((i - 1) % 8)]));
    parts.push(coded);
  }
  return Buffer.concat([...parts, Buffer.from([0xff, 0xd9])]);
}
