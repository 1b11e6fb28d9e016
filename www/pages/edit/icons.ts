const SVG = 'http://www.w3.org/2000/svg';

/** Lines on a square of 20. Words stand beside every one, so they need say nothing by themselves. */
const LINES = {
  left: 'M4 4.5v4.7h4.7M4.3 9.2a6.2 6.2 0 1 1 1 5.4',
  right: 'M16 4.5v4.7h-4.7M15.7 9.2a6.2 6.2 0 1 0-1 5.4',
  crop: 'M5.5 1.8v12.7h12.7M1.8 5.5h12.7v12.7',
  cover: 'M2.5 4.5h15v11h-15zM6.2 8.8h7.6M6.2 10h7.6M6.2 11.2h7.6',
  undo: 'M7.5 4 3.8 7.7l3.7 3.7M4 7.7h8a4.2 4.2 0 0 1 0 8.4H8.5',
  redo: 'M12.5 4l3.7 3.7-3.7 3.7M16 7.7H8a4.2 4.2 0 0 0 0 8.4h3.5',
  reset: 'M9.5 5 4.5 10l5 5M15.5 5l-5 5 5 5',
  cancel: 'M5 5l10 10M15 5 5 15',
  done: 'M3.8 10.6l4 4 8.4-9',
  add: 'M10 4v12M4 10h12',
  remove: 'M3.5 5.5h13M7.5 5.5V3.2h5v2.3M5.5 5.5l.8 11.3h7.4l.8-11.3',
};

export type Icon = keyof typeof LINES;

/** A small drawing of what a button does. */
export function icon(name: Icon): SVGElement {
  const drawing = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'path');
  drawing.setAttribute('viewBox', '0 0 20 20');
  drawing.setAttribute('class', `edit-icon edit-icon-${name}`);
  drawing.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', LINES[name]);
  drawing.append(line);
  return drawing;
}
