/**
 * The colours that a site's own accent needs beside it. Which paper lies behind the frame is not known to it, so the darkest
 * light and the lightest dark that a page is likely to have stand for all of them.
 */

/** A colour of sRGB, each part from 0 to 255. */
export type Rgb = readonly [number, number, number];

const PAPER = { light: [240, 240, 240], dark: [40, 40, 40] } as const satisfies Record<string, Rgb>;
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** What WCAG 2.2 asks of what is no text, such as the ring around what has the focus (1.4.11). */
const LEAST = 3;

/** What a frame is drawn in. */
export type Scheme = keyof typeof PAPER;

/** The colours of everything that is drawn in an accent. */
export interface Accent {
  /** What is filled with it, as it was given. */
  fill: string;
  /** Text on that: black or white, whichever stands out more. One of them always has 4.5:1, which AA asks for. */
  on: string;
  /** Lines: the accent, or as much darker or lighter as they need to be seen on the page. */
  line: string;
}

/** Reads `c8401f`, with or without a `#`: six hexadecimal digits, and nothing else that CSS would take for a colour. */
export function colourOf(text: string): Rgb | undefined {
  const parts = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (!parts) return undefined;
  const [red, green, blue] = parts.slice(1).map((part) => parseInt(part, 16)) as [number, number, number];
  return [red, green, blue];
}

/**
 * No accent is refused: a button may be pale, because the text on it is what tells that it is one. Only what has no text
 * is drawn darker or lighter, in steps that are too small to be seen, until it stands out.
 */
export function accentIn(scheme: Scheme, given: Rgb): Accent {
  const on = contrast(given, WHITE) >= contrast(given, BLACK) ? WHITE : BLACK;
  const towards = scheme === 'light' ? BLACK : WHITE;
  let line = given;
  for (let step = 1; contrast(line, PAPER[scheme]) < LEAST; step++) line = mixed(given, towards, step / 100);
  return { fill: css(given), on: css(on), line: css(line) };
}

/** The contrast of two colours, from 1 to 21, as WCAG defines it. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

function css(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
