/** So long after a press, or after what it did, another one in the same place is taken for its second half. */
const DOUBLE_MS = 500;

/** So far apart, in pixels of the page, two presses of one finger are at most. */
const NEAR_PX = 24;

/** So long a browser may take from a lifted finger to the click. */
const CLICK_MS = 300;

/**
 * Keeps a press from what moved under it. Many people press twice, and a line that leaves, or buttons that others replace,
 * would put the second press on something that nobody meant, such as "Remove" of the next picture. A keyboard is not
 * concerned: its focus says what comes next.
 */
export class Presses {
  #last: { x: number; y: number; at: number; on: Element; line: Element | null } | undefined;

  constructor(list: HTMLElement) {
    list.addEventListener('click', (event) => this.#judge(event), { capture: true });
    // A key that is held down goes on pressing, and would work its way through the list.
    list.addEventListener('keydown', (event) => {
      if (event.repeat && event.key === 'Enter') event.preventDefault();
    });
  }

  /** A line has left, or has other buttons than before: what lies in the place of the last press may be something else since now. */
  moved(line: Element, isGone: boolean): void {
    if (this.#last && (isGone || this.#last.line === line)) this.#last.at = performance.now();
  }

  #judge(event: MouseEvent): void {
    const on = (event.target as Element).closest('button, a');
    // A keyboard, and a script, press without a place.
    if (!on || event.detail === 0) return;
    const { clientX: x, clientY: y } = event;
    const at = performance.now();
    const last = this.#last;
    if (last && on !== last.on && at - last.at < DOUBLE_MS && Math.hypot(x - last.x, y - last.y) < NEAR_PX) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    this.#last = { x, y, at, on, line: on.closest('li') };
  }
}

/**
 * Says whether buttons are under a finger that has not been lifted. Were they replaced meanwhile, the press would hit
 * nothing. `onReleased` is called once it is over, with all that it did.
 */
export function watchHeld(buttons: HTMLElement, onReleased: () => void): () => boolean {
  let held: number | undefined;
  let ending: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = (): void => {
    clearTimeout(timer);
    ending?.abort();
    if (held === undefined) return;
    held = undefined;
    onReleased();
  };
  const lifted = (): void => {
    ending?.abort();
    timer = setTimeout(release, CLICK_MS);
  };
  buttons.addEventListener('pointerdown', ({ pointerId, isPrimary, button }) => {
    // Another button opens a menu, and another finger presses nothing.
    if (!isPrimary || button !== 0) return;
    clearTimeout(timer);
    ending?.abort();
    ending = new AbortController();
    held = pointerId;
    const options = { capture: true, signal: ending.signal };
    for (const name of ['pointerup', 'pointercancel'] as const) {
      addEventListener(name, (event) => void (event.pointerId === held && lifted()), options);
    }
    // A window or a dialogue before this one may have kept the end of it to itself.
    addEventListener('blur', lifted, options);
    addEventListener('pointermove', ({ pointerType, buttons }) => void (pointerType !== 'touch' && buttons === 0 && lifted()), options);
  });
  buttons.addEventListener('click', release);
  return () => held !== undefined;
}
