/** Calls a function that a page gave. What it throws is the page's own mistake: it is reported as such, and stops nothing. @internal */
export function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
