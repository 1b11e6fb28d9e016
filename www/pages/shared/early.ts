import { init } from 'pellicle';

declare global {
  /** The worker that `early.js` started in the page's head. */
  // A global that a script declares is a `var`.
  var pellicleEarly: { worker: Worker; answer: Promise<unknown> } | undefined;
}

/** Gets the package ready by the worker that has been started already, if it has. */
export function initEarly(): Promise<void> {
  const early = globalThis.pellicleEarly;
  return init(early ? { early } : {});
}
