/** Keeps the screen from going dark until the signal ends, where the browser can. Without it the pictures turn all the same. */
export function keepAwake(signal: AbortSignal): void {
  if (!('wakeLock' in navigator)) return;
  navigator.wakeLock.request('screen').then(
    (lock) => {
      const release = (): void => void lock.release().catch(() => {});
      if (signal.aborted) release();
      else signal.addEventListener('abort', release);
    },
    () => {
      // A battery that is nearly empty is a reason to refuse.
    },
  );
}
