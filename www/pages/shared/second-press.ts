/**
 * Many people press everything twice, and a hand that shakes does so too. What the first press put in the place of what was
 * pressed was never meant by the second one: that press is swallowed. Whoever presses the same thing again means it, and so
 * does whoever presses what stood there before.
 */

/** How long after a press another one still belongs to it: as long as systems wait for a double click. */
const AGAIN_MS = 500;
/** How far a finger strays between both. */
const AGAIN_PX = 30;
/** How far apart it is noted what stands around a press. */
const SAMPLE_PX = 10;

/** What a press does something with. */
const CONTROLS = 'button, a, input, select, textarea, label, summary, [tabindex="0"]';

interface Press {
  x: number;
  y: number;
  control: Element | undefined;
  /** What stood around it before anything came of it. */
  around: { x: number; y: number; control: Element | undefined }[];
  /** When it was over. */
  endMs: number;
}

/** Swallows second presses from now on, by pointers and by keys. It has to be called before anything else listens to the window. */
export function swallowSecondPresses(): void {
  swallowPointers();
  swallowKeys();
}

function swallowPointers(): void {
  let down: Press | undefined;
  let last: Press | undefined;
  /** The pointer whose press is swallowed. */
  let second: number | undefined;

  listen('pointerdown', (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    const isSecond = last !== undefined && event.timeStamp - last.endMs < AGAIN_MS && isNear(last, event) && !wasThere(last, event);
    second = isSecond ? event.pointerId : undefined;
    if (isSecond) return swallow(event, false);
    const { clientX: x, clientY: y } = event;
    down = { x, y, control: controlAt(x, y), around: around(x, y), endMs: 0 };
  });
  // Whoever turns to the keys in between has begun something else.
  listen('keydown', () => (last = undefined));
  // And so has whoever chose something from a list or a folder, which take the presses in them for themselves.
  listen('change', ({ target }) => {
    const isChoice = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'file');
    if (isChoice) last = undefined;
  });
  for (const name of ['pointerup', 'mousedown', 'mouseup', 'click', 'dblclick'] as const) {
    listen(name, (event) => {
      // A click without a count came from a key, or from a script.
      const isOfPointer = event.type === 'pointerup' || event.detail > 0;
      const isOfSecond = event instanceof PointerEvent && event.type === 'pointerup' ? event.pointerId === second : event.button === 0;
      if (second !== undefined && isOfPointer && isOfSecond) {
        // A second click comes in the same breath.
        if (event.type === 'click') setTimeout(() => (second = undefined));
        return swallow(event, true);
      }
      if (event.type !== 'click' || !isOfPointer || !down) return;
      // One that was drawn aside, or whose control went away meanwhile, pressed nothing.
      const pressed = event.target instanceof Element ? (event.target.closest(CONTROLS) ?? undefined) : undefined;
      if (isNear(down, event) && pressed === down.control) last = { ...down, endMs: event.timeStamp };
      down = undefined;
    });
  }
}

/**
 * The same for a key that is held down, or whose press moved the focus: what has the focus now is not what was pressed. A
 * browser gives what Enter does to whatever has the focus by then.
 */
function swallowKeys(): void {
  let pressed: EventTarget | null | undefined;
  listen('keydown', (event) => {
    if (!presses(event)) return;
    if (!event.repeat) pressed = event.target;
    else if (pressed !== undefined && event.target !== pressed) swallow(event, true);
  });
  listen('keypress', (event) => {
    if (presses(event) && pressed !== undefined && event.target !== pressed) swallow(event, true);
  });
  listen('keyup', (event) => {
    if (!presses(event)) return;
    if (pressed !== undefined && event.target !== pressed) event.preventDefault();
    pressed = undefined;
  });
}

function presses({ key, isComposing }: KeyboardEvent): boolean {
  return (key === 'Enter' || key === ' ') && !isComposing;
}

function listen<Name extends keyof WindowEventMap>(name: Name, hear: (event: WindowEventMap[Name]) => void): void {
  addEventListener(name, hear, { capture: true });
}

function swallow(event: Event, prevent: boolean): void {
  event.stopImmediatePropagation();
  // A pointer that comes down does nothing by itself, and is needed for what follows it.
  if (prevent) event.preventDefault();
}

function isNear({ x, y }: Press, event: MouseEvent): boolean {
  return Math.hypot(event.clientX - x, event.clientY - y) <= AGAIN_PX;
}

/** Whether the first press would have met the same, had it been where the second one is. */
function wasThere({ control, around }: Press, { clientX: x, clientY: y }: MouseEvent): boolean {
  const now = controlAt(x, y);
  if (now === control) return true;
  const distance = (place: { x: number; y: number }): number => Math.hypot(place.x - x, place.y - y);
  return around.reduce((best, place) => (distance(place) < distance(best) ? place : best)).control === now;
}

function controlAt(x: number, y: number): Element | undefined {
  const element = document.elementFromPoint(x, y);
  return element?.closest(CONTROLS) ?? undefined;
}

function around(x: number, y: number): Press['around'] {
  const steps: number[] = [];
  for (let by = -AGAIN_PX; by <= AGAIN_PX; by += SAMPLE_PX) steps.push(by);
  return steps.flatMap((down) => steps.map((across) => ({ x: x + across, y: y + down, control: controlAt(x + across, y + down) })));
}
