import { TITLES } from './settings.js';
import { meanOf } from './tables.js';

/** In pixels of the drawing, which is as wide as a README's column shows it. */
const WIDTH = 860;
const LEFT = 190;
const RIGHT = 90;
const TOP = 98;
const MEAN_BAR = 20;
const BAR = 8;
const BETWEEN = 14;

/**
 * Time by pipeline, of all photos and of each: a bar is as long as the time is a multiple of the browser's own, so that a large photo
 * does not make the others small; the number at its end is milliseconds. It follows the reader's light or dark.
 */
export function timesPlot({ times, known, machine, settings }) {
  const names = Object.keys(known);
  const unit = names.includes('browser') ? 'browser' : 'ours';
  const mean = Object.fromEntries(names.map((name) => [name, meanOf(times, name)]));
  const groups = [
    { title: 'all photos', below: 'geometric mean', ms: mean, isMean: true },
    ...times.map(({ name, megapixels, pipelines }) => ({
      title: stem(name),
      below: `${megapixels?.toFixed(1) ?? '–'} MP`,
      ms: Object.fromEntries(names.map((pipeline) => [pipeline, pipelines[pipeline].ms])),
    })),
    // What refused a photo has no bar; a photo without the unit could not be drawn.
  ].filter(({ ms }) => ms[unit] > 0);
  const multiples = groups.flatMap(({ ms }) => names.map((name) => ms[name] / ms[unit]));
  const longest = Math.max(1, ...multiples.filter(Number.isFinite));
  const x = (multiple) => LEFT + (multiple / longest) * (WIDTH - LEFT - RIGHT);

  const drawn = [];
  let y = TOP;
  for (const { title, below, ms, isMean } of groups) {
    const thick = isMean ? MEAN_BAR : BAR;
    const height = names.length * (thick + 2);
    const middle = y + height / 2;
    drawn.push(text(LEFT - 12, middle - 3, title, 'title'), text(LEFT - 12, middle + 12, below, 'soft end'));
    names.forEach((name, i) => {
      const top = y + i * (thick + 2);
      const length = ms[name] ? x(ms[name] / ms[unit]) - LEFT : 0;
      const value = ms[name]?.toFixed(0) ?? 'refused';
      drawn.push(`<rect class="${name}" x="${LEFT}" y="${top}" width="${number(length)}" height="${thick}" rx="1.5"/>`);
      if (isMean) drawn.push(text(LEFT + length + 6, top + thick / 2 + 4, `${TITLES[name]} ${value}`, 'big'));
      else drawn.push(text(LEFT + length + 6, top + thick / 2 + 3, value, 'small'));
    });
    y += height + BETWEEN;
  }
  const rule = `<line class="rule" x1="${number(x(1))}" y1="${TOP - 8}" x2="${number(x(1))}" y2="${y - BETWEEN + 4}"/>`;
  const named = text(x(1), TOP - 14, `1 × ${TITLES[unit]}`, 'soft middle');
  const words = `milliseconds, median of ${settings.rounds}; longer side ${settings.maxEdge} px; ${machine.cores} cores, Chromium ${machine.chromium.split('.')[0]}; shorter is better`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 10}" width="${WIDTH}" height="${y + 10}" role="img" aria-label="${TITLE}">`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${y + 10}"/>`,
    text(24, 34, TITLE, 'heading'),
    text(24, 54, words, 'soft'),
    rule,
    named,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

const TITLE = 'From a photo’s bytes to sealed bytes';

/** The colours and letters of the pages. Ours have the accent; the rivals go from ink to line. */
const STYLE = `
.paper{fill:#faf8f4}text{font:11px system-ui,sans-serif;fill:#1c1a17;stroke:#faf8f4;stroke-width:3;paint-order:stroke}
.heading{font:22px Georgia,'Times New Roman',serif}.title{font-size:12px;text-anchor:end}.big{font-size:12px}.small{font-size:9px;fill:#6d675e}
.soft{fill:#6d675e}.end{text-anchor:end}.middle{text-anchor:middle}.rule{stroke:#6d675e;stroke-dasharray:2 3}
.ours{fill:#c8401f}.smallest{fill:#e2997f}.browser{fill:#57524a}.jsquash{fill:#958e82}.vips{fill:#c9c1b4}
@media (prefers-color-scheme:dark){
.paper{fill:#12100e}text{fill:#efe8dc;stroke:#12100e}.small,.soft{fill:#9c9385}.rule{stroke:#9c9385}
.ours{fill:#ff6a45}.smallest{fill:#a8523c}.browser{fill:#d8cfc0}.jsquash{fill:#9c9385}.vips{fill:#6b6358}}
`;

function text(x, y, words, kind) {
  return `<text class="${kind}" x="${number(x)}" y="${number(y)}">${escaped(words)}</text>`;
}

function stem(name) {
  const short = name.replace(/\.\w+$/, '').replace(/^.*__/, '');
  return short.length > 21 ? `${short.slice(0, 20)}…` : short;
}

function number(value) {
  return String(Math.round(value * 10) / 10);
}

function escaped(words) {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
