/** How long nobody has to ask for anything until the controls step back. */
const IDLE_MS = 3500;

/** Lets the bars fade while nothing moves. They come back by themselves for a pointer, a key, a touch or the focus. */
export function fadeWhenIdle(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wake = (): void => {
    delete document.body.dataset.idle;
    clearTimeout(timer);
    timer = setTimeout(() => (document.body.dataset.idle = ''), IDLE_MS);
  };
  for (const sign of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focusin']) {
    addEventListener(sign, wake, { passive: true });
  }
  wake();
}
