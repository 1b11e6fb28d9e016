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

/** Symbols of the tables below: a DC difference of 4 bits, and a run of 2^14 blocks or more without AC. */
const [DC_4_BITS, LONG_RUN] = [4, 0xe0];

/**
 * A progressive JPEG, sampled 4:2:0, that is noise in its DC and empty in all else: what a decoder keeps of it does not
 * depend on what it shows. Each scan of refinements is one more pass over the luma.
 */
export function progressiveJpeg({ width, height, refinements = 0 }) {
  const [across, down] = [Math.ceil(width / 16), Math.ceil(height / 16)];
  const samplings = [0x22, 0x11, 0x11];
  const frame = [8, height >> 8, height & 255, width >> 8, width & 255, 3];
  samplings.forEach((sampling, index) => frame.push(index + 1, sampling, 0));
  // Two codes each, of one bit and of two (T.81, C).
  const table = (kind, first, second) => [kind, 1, 1, ...new Array(14).fill(0), first, second];
  const parts = [
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, [0, ...new Array(64).fill(1)]),
    segment(0xc2, frame),
    segment(0xc4, [...table(0x00, 0, DC_4_BITS), ...table(0x10, LONG_RUN, 0)]),
  ];
  const scan = (header, bits) => parts.push(segment(0xda, header), bits.end());
  scan([3, 1, 0, 2, 0, 3, 0, 0, 0, 7], noise(6 * across * down));
  const luma = Math.ceil(width / 8) * Math.ceil(height / 8);
  for (const [component, blocks] of [luma, across * down, across * down].entries())
    scan([1, component + 1, 0, 1, 63, refinements > 0 ? 1 : 0], empty(blocks));
  for (let i = 0; i < refinements; i++) scan([1, 1, 0, 1, 63, 0x10], empty(luma));
  return Buffer.concat([...parts, Buffer.from([0xff, 0xd9])]);
}

function noise(blocks) {
  const bits = new Bits();
  let state = 7;
  for (let i = 0; i < blocks; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bits.add(0b10, 2);
    bits.add(state >>> 28, 4);
  }
  return bits;
}

/** One band of so many blocks, in which nothing is. */
function empty(blocks) {
  const bits = new Bits();
  for (; blocks >= 2 ** 14; blocks -= Math.min(blocks, 2 ** 15 - 1)) {
    bits.add(0, 1);
    bits.add(Math.min(blocks, 2 ** 15 - 1) - 2 ** 14, 14);
  }
  for (; blocks > 0; blocks--) bits.add(0b10, 2);
  return bits;
}

function segment(marker, body) {
  return Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body]);
}

/** Coded data: bits from the highest, and a zero behind every FF (T.81, F.1.2.3). */
class Bits {
  #bytes = [];
  #open = 0;
  #count = 0;

  add(value, count) {
    this.#open = (this.#open << count) | value;
    for (this.#count += count; this.#count >= 8; this.#count -= 8) {
      const byte = (this.#open >>> (this.#count - 8)) & 255;
      this.#bytes.push(byte);
      if (byte === 255) this.#bytes.push(0);
    }
    this.#open &= 2 ** this.#count - 1;
  }

  end() {
    if (this.#count > 0) this.add(2 ** (8 - this.#count) - 1, 8 - this.#count);
    return Buffer.from(this.#bytes);
  }
}
