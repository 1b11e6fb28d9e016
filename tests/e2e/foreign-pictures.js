import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

/** Pictures of the kinds that a browser decodes, written by other people's programs. */

export const WIDTH = 96;
export const HEIGHT = 64;

/** Where each colour stands, from the top left: red and green, then blue and a light gray. */
export const COLORS = { red: [200, 30, 40], green: [30, 180, 50], blue: [20, 40, 200], gray: [230, 230, 230] };

/** Whether this machine has a program. */
export function has(program) {
  return !spawnSync(program, ['--help']).error;
}

/** Four colours as PNG; `alpha` is that of the lower half. */
export function quarters({ alpha = 255, width = WIDTH, height = HEIGHT } = {}) {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [left, right] = y < height / 2 ? [COLORS.red, COLORS.green] : [COLORS.blue, COLORS.gray];
      const pixel = [...(x < width / 2 ? left : right), y < height / 2 ? 255 : alpha];
      png.data.set(pixel, (y * width + x) * 4);
    }
  }
  return PNG.sync.write(png);
}

/** An AVIF, by libavif. */
export function avif(options = [], png = quarters()) {
  const exact = ['-s', '8', '--min', '2', '--max', '6', '--minalpha', '0', '--maxalpha', '0'];
  return encoded(png, 'avif', (from, to) => ['avifenc', [...exact, ...options, from, to]]);
}

/** A HEIC, by libheif and x265. */
export function heic(options = [], png = quarters()) {
  return encoded(png, 'heic', (from, to) => ['heif-enc', ['-q', '95', ...options, from, '-o', to]]);
}

/** A JPEG XL, by libjxl. */
export function jxl(options = ['-d', '0.3'], file = quarters(), extension = 'png') {
  return encoded(file, 'jxl', (from, to) => ['cjxl', [from, to, ...options]], extension);
}

/** A JPEG XL in boxes with one of Exif behind its first two, which are of 12 and 20 bytes (ISO/IEC 18181-2, clause 9). */
export function withExif(file, exif) {
  const head = Buffer.from([0, 0, 0, 0, ...Buffer.from('Exif'), 0, 0, 0, 0]);
  head.writeUInt32BE(head.length + exif.length);
  return Buffer.concat([file.subarray(0, 32), head, exif, file.subarray(32)]);
}

function encoded(file, extension, command, given = 'png') {
  const folder = mkdtempSync(join(tmpdir(), 'pellicle-e2e-foreign-'));
  try {
    const [from, to] = [join(folder, `from.${given}`), join(folder, `to.${extension}`)];
    writeFileSync(from, file);
    const [program, options] = command(from, to);
    const run = spawnSync(program, options, { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${program} ${options.join(' ')}: ${run.stderr}${run.stdout}`);
    return readFileSync(to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A HEIC with one more property of its picture, such as `irot`, and what stands in it: libheif writes none.
 * `ipco` and `ipma` grow, and with them what they stand in, and the data moves behind.
 */
export function withProperty(file, kind, ...content) {
  const property = Buffer.from([0, 0, 0, 8 + content.length, ...Buffer.from(kind), ...content]);
  const at = (name, from = 0) => file.indexOf(name, from, 'latin1') - 4;
  const size = (place) => file.readUInt32BE(place);
  const [meta, iprp, ipco, ipma, iloc] = ['meta', 'iprp', 'ipco', 'ipma', 'iloc'].map((name) => at(name));
  const places = [];
  for (let place = ipco + 8; place < ipco + size(ipco); place += size(place)) places.push(place);
  // In `ipma`: version and flags, how many items, then of the first its id and how many properties it has.
  const count = ipma + 18;
  if (size(ipma + 8) !== 0 || file.readUInt16BE(ipma + 16) !== file.readUInt16BE(at('pitm') + 12)) throw new Error('another kind of ipma');
  const grown = Buffer.from(file);
  const more = property.length + 1;
  for (const place of [meta, iprp]) grown.writeUInt32BE(size(place) + more, place);
  grown.writeUInt32BE(size(ipco) + property.length, ipco);
  grown.writeUInt32BE(size(ipma) + 1, ipma);
  grown[count]++;
  moveData(grown, iloc, more);
  return Buffer.concat([
    grown.subarray(0, ipco + size(ipco)),
    property,
    grown.subarray(ipco + size(ipco), count + 1),
    // Essential, and the last of the list.
    Buffer.from([0x80 | (places.length + 1)]),
    grown.subarray(count + 1),
  ]);
}

/** Adds to the offset of every item's data that lies in the file. */
function moveData(file, iloc, more) {
  const version = file[iloc + 8];
  const [sizes, bases] = [file[iloc + 12], file[iloc + 13]];
  let place = iloc + 14;
  const items = file.readUInt16BE(place);
  place += 2;
  for (let item = 0; item < items; item++) {
    const within = version > 0 && (file.readUInt16BE(place + 2) & 15) === 1;
    place += version > 0 ? 6 : 4;
    const base = bases >> 4;
    if (base === 4 && !within) file.writeUInt32BE(file.readUInt32BE(place) + more, place);
    place += base;
    const extents = file.readUInt16BE(place);
    place += 2;
    for (let extent = 0; extent < extents; extent++) {
      if (base === 0 && !within) file.writeUInt32BE(file.readUInt32BE(place) + more, place);
      place += (sizes >> 4) + (sizes & 15);
    }
  }
}

/** The pixel in the middle of each quarter of a JPEG or PNG, from the top left, and its size. */
export function quartersOf(bytes) {
  const isPng = bytes[0] === 0x89;
  const { width, height, data } = isPng ? PNG.sync.read(bytes) : jpeg.decode(bytes, { useTArray: true });
  const places = [
    [1, 1],
    [3, 1],
    [1, 3],
    [3, 3],
  ];
  const pixels = places.map(([x, y]) => {
    const at = (Math.floor((y * height) / 4) * width + Math.floor((x * width) / 4)) * 4;
    return [...data.subarray(at, at + 4)];
  });
  return { width, height, pixels };
}
