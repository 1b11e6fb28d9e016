/** Milliseconds on a clock that a page and its workers share. */
export const now = () => performance.timeOrigin + performance.now();

/** How long each stage took, from the moments at which they began, in order, and the moment at which the last one ended. */
export function durations(begun, end) {
  const stages = {};
  begun.forEach(({ stage, at }, i) => {
    stages[stage] = (stages[stage] ?? 0) + (begun[i + 1]?.at ?? end) - at;
  });
  return stages;
}
