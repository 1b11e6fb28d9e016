import { init } from 'pellicle';

declare global {
  /** The worker that `early.js` started in the page's head. */
  // A global that a script declares is a `var`.
  var pellicleEarly: { worker: Worker; answer: Promise<unknown> } | undefined;
}

/** How long after its address was entered a page may still wait for its worker, in milliseconds. */
const LATEST_MS = 250;

/** Gets the package ready by the worker that has been started already, if it has. */
export function initEarly(): Promise<void> {
  const early = globalThis.pellicleEarly;
  return init(early ? { early } : {});
}

/**
 * Waits for that worker where it can be there at once, because its files are in the cache: on two cores, a page that goes
 * to work meanwhile only holds it up, and both are ready later. A picker works without a script, and what was chosen is
 * taken afterwards. Where the files come over the net, it is too late for waiting, and nothing is.
 */
export async function letWorkerBegin(): Promise<void> {
  const left = LATEST_MS - performance.now();
  if (left <= 0 || !globalThis.pellicleEarly) return;
  const answered = globalThis.pellicleEarly.answer.catch(() => undefined);
  await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, left))]);
}
