/**
 * Knows whether somebody is pressing or dragging something. What changes by itself meanwhile waits: a button that leaves
 * from under a finger is a press that is lost, or one that meets something else.
 */

/** How long after a press the page still keeps still: whoever presses several times should find all of it where it was. */
const REST_MS = 400;

/** Nothing is pressed for so long: the end of such a press was lost, and nothing is to wait for it for ever. */
const LOST_MS = 20_000;

/** What kind each pointer is that is down. */
const down = new Map<number, string>();
let isDragging = false;
let resting: ReturnType<typeof setTimeout> | undefined;
let losing: ReturnType<typeof setTimeout> | undefined;
/** Whether something that a person did is on its way through the page. */
let isActing = false;
/** What waits, the latest by each key. */
const waiting = new Map<object | string, () => void>();

/** Begins to watch. Before that, nobody presses anything. */
export function watchHand(): void {
  listen('pointerdown', ({ pointerId, pointerType, isPrimary }) => {
    // The first finger of all: the end of those before was lost.
    if (isPrimary) for (const [id, kind] of down) if (kind === pointerType) down.delete(id);
    clearTimeout(resting);
    clearTimeout(losing);
    resting = undefined;
    losing = setTimeout(letGo, LOST_MS);
    down.set(pointerId, pointerType);
  });
  for (const name of ['pointerup', 'pointercancel'] as const) listen(name, ({ pointerId }) => down.delete(pointerId) && rest());
  // After all who may refuse it.
  addEventListener('dragstart', (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(resting);
    resting = undefined;
    isDragging = true;
  });
  for (const name of ['dragend', 'drop'] as const) listen(name, letGo);
  // While something is dragged no pointer moves, and one that was let go outside of the window says so when it comes back.
  listen('pointermove', ({ pointerType, buttons }) => {
    if (pointerType !== 'touch' && buttons === 0 && (isDragging || down.size > 0)) letGo();
  });
  // A list of choices that opens over the page may keep the end of a press to itself.
  listen('change', ({ target }) => target instanceof HTMLSelectElement && letGo());
  addEventListener('blur', letGo);
  document.addEventListener('visibilitychange', () => document.hidden && letGo());
  for (const name of ['click', 'change', 'submit', 'keydown', 'dragend', 'drop', 'paste'] as const) {
    listen(name, ({ target }) => {
      // A field says that it was changed when a press takes the focus from it, and that is no wish of its own.
      if (name === 'change' && target instanceof HTMLInputElement && target.type === 'text') return;
      isActing = true;
      setTimeout(() => (isActing = false));
    });
  }
}

/**
 * Does this as soon as nobody presses or drags anything: at once where that is so, or where a person has just asked for it.
 * Of what waits under one key, only the latest is done.
 */
export function whenAtRest(key: object | string, act: () => void): void {
  waiting.delete(key);
  if (isActing || (down.size === 0 && !isDragging && resting === undefined)) act();
  else waiting.set(key, act);
}

function letGo(): void {
  isDragging = false;
  down.clear();
  rest();
}

function rest(): void {
  if (down.size > 0 || isDragging) return;
  clearTimeout(losing);
  clearTimeout(resting);
  resting = setTimeout(() => {
    resting = undefined;
    const acts = [...waiting.values()];
    waiting.clear();
    for (const act of acts) act();
  }, REST_MS);
}

function listen<Name extends keyof WindowEventMap>(name: Name, hear: (event: WindowEventMap[Name]) => void): void {
  addEventListener(name, hear, { capture: true, passive: true });
}
