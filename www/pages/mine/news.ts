/** Tells whoever shows the list that it is another one, in this tab and in every other of this browser. It says nothing of what. */

const CHANNEL = 'pellicle.mine';

const here = new Set<() => void>();
let channel: BroadcastChannel | undefined;

/** The list is another one now. */
export function tellChange(): void {
  for (const hear of here) hear();
  open()?.postMessage('changed');
}

/** Calls back whenever the list has become another one, until what this gives is called. */
export function hearChanges(hear: () => void): () => void {
  open();
  here.add(hear);
  return () => here.delete(hear);
}

/** Where a browser lets no tab hear of another, each has its own news. */
function open(): BroadcastChannel | undefined {
  if (channel || typeof BroadcastChannel === 'undefined') return channel;
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => {
    for (const hear of here) hear();
  };
  return channel;
}
