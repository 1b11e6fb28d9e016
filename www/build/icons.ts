/// <reference types="node" />
import { crc32, deflateSync } from 'node:zlib';

type Color = readonly [red: number, green: number, blue: number];

/** The drawing of pages/icons/pellicle.svg, in its own units: systems take no SVG for an app's icon everywhere. */
const SIDE = 32;
const PRINT = { from: 1, to: 31, radius: 8 };
const INK: readonly [Color, Color] = [[0xc0, 0x36, 0x1a], [0xf0, 0x8a, 0x4b]];
const INK_TO = { x: 0.6, y: 1 };
const FILM = { from: 16, color: [0xff, 0xf6, 0xec] as Color, opacity: 0.68 };
const EDGE = { from: 15.25, to: 16.75, color: [0xff, 0xfd, 0xf9] as Color };

/** Samples across and down a pixel: enough for a round corner to be smooth, and for the film's edge between pixels. */
const SAMPLES = { corner: 4, elsewhere: 2 };

/** The icon as a PNG. A maskable one has no corners, because the system cuts it to a shape of its own. */
export function icon(sidePx: number, { maskable = false } = {}): Buffer {
  const rows = Buffer.alloc(sidePx * (1 + 4 * sidePx));
  for (let y = 0; y < sidePx; y++) {
    for (let x = 0; x < sidePx; x++) {
      let [red, green, blue, inside] = [0, 0, 0, 0];
      const samples = !maskable && isNearCorner((x * SIDE) / sidePx, (y * SIDE) / sidePx) ? SAMPLES.corner : SAMPLES.elsewhere;
      for (let sample = 0; sample < samples ** 2; sample++) {
        const u = ((x + ((sample % samples) + 0.5) / samples) * SIDE) / sidePx;
        const v = ((y + (Math.floor(sample / samples) + 0.5) / samples) * SIDE) / sidePx;
        if (!maskable && !isOnPrint(u, v)) continue;
        inside += 1;
        const [r, g, b] = colorAt(u, v);
        red += r;
        green += g;
        blue += b;
      }
      const at = y * (1 + 4 * sidePx) + 1 + 4 * x;
      // Outside of the print everything is nothing.
      const share = Math.max(inside, 1);
      rows[at] = Math.round(red / share);
      rows[at + 1] = Math.round(green / share);
      rows[at + 2] = Math.round(blue / share);
      rows[at + 3] = Math.round((255 * inside) / samples ** 2);
    }
  }
  return png(sidePx, rows);
}

function isNearCorner(u: number, v: number): boolean {
  const near = (w: number): boolean => Math.min(w, SIDE - w) < PRINT.from + PRINT.radius;
  return near(u) && near(v);
}

function isOnPrint(u: number, v: number): boolean {
  const { from, to, radius } = PRINT;
  if (u < from || u > to || v < from || v > to) return false;
  const across = Math.max(from + radius - u, u - (to - radius), 0);
  const down = Math.max(from + radius - v, v - (to - radius), 0);
  return across ** 2 + down ** 2 <= radius ** 2;
}

function colorAt(u: number, v: number): Color {
  const along = (u / SIDE) * INK_TO.x + (v / SIDE) * INK_TO.y;
  const ink = mix(INK[0], INK[1], Math.min(along / (INK_TO.x ** 2 + INK_TO.y ** 2), 1));
  if (u >= EDGE.from && u < EDGE.to) return EDGE.color;
  return u < FILM.from ? ink : mix(ink, FILM.color, FILM.opacity);
}

function mix(a: Color, b: Color, part: number): Color {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];
}

/** Rows of 8-bit RGBA, each behind the number of its filter, as a PNG (ISO/IEC 15948). */
function png(sidePx: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sidePx, 0);
  header.writeUInt32BE(sidePx, 4);
  // Eight bits a sample, red, green, blue and alpha.
  header.set([8, 6], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
