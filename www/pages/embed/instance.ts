/** So long the frame waits, without its box, for what the operator has set. */
const MAX_WAIT_MS = 3000;

/**
 * The longest side that the operator of this server wants, for pictures whose page says nothing of it; nothing where that
 * cannot be had, and then the package's own holds. It is asked without the module, which is a hundred times as large.
 */
export async function operatorsMaxEdge(): Promise<string | undefined> {
  try {
    const answer = await fetch('/api/instance', { signal: AbortSignal.timeout(MAX_WAIT_MS) });
    const edge: unknown = ((await answer.json()) as { defaults?: { max_edge?: unknown } }).defaults?.max_edge;
    return typeof edge === 'number' ? String(edge) : undefined;
  } catch {
    return undefined;
  }
}
