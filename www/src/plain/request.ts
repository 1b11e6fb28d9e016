import { cancelled, PellicleError } from '../errors.js';
import type { Code } from '../sentences.js';
import { join, type Bytes } from './bytes.js';
import { failure } from './failure.js';

/** What the server says of an error is never longer. */
const MAX_FAILURE_BYTES = 65_536;

/** A request of bytes. @internal */
export interface Ask {
  url: string;
  headers?: Record<string, string>;
  /** No answer is read for longer than this. */
  maxBytes: number;
  /** What a 401 means. */
  unauthorized: Code;
  signal: AbortSignal | undefined;
  /** Called as bytes come, with how many there are to come where the server has said so. */
  onBytes?: ((loaded: number, total: number) => void) | undefined;
}

/** What was asked for. @internal */
export interface Answer {
  bytes: Bytes;
  /** A header that is a number, or `null`. */
  number(name: string): number | null;
}

/** Gets bytes from the server. Throws what its answer means, `offline`, `too-large` or `cancelled`. @internal */
export async function get({ url, headers = {}, maxBytes, unauthorized, signal, onBytes }: Ask): Promise<Answer> {
  try {
    // Nothing of a picture stays in the browser's cache, no cookie and no page's address goes with it, and a token goes to
    // no other place than the one that was asked.
    const response = await fetch(url, {
      headers,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: signal ?? null,
    });
    const number = (name: string): number | null => {
      const text = response.headers.get(name) ?? '';
      return /^\d{1,15}$/.test(text) ? Number(text) : null;
    };
    const total = number('Content-Length') ?? 0;
    const onRead = (loaded: number): void => onBytes?.(loaded, Math.max(loaded, total));
    const bytes = await (response.ok ? read(response, maxBytes, onRead) : read(response, MAX_FAILURE_BYTES));
    if (response.status === 200) return { bytes, number };
    throw failure(response.status, new TextDecoder().decode(bytes), unauthorized, number('Pellicle-Views-Left'));
  } catch (cause) {
    if (signal?.aborted) throw cancelled(signal);
    throw cause instanceof PellicleError ? cause : new PellicleError('offline', undefined, { cause });
  }
}

async function read(response: Response, maxBytes: number, onRead?: (loaded: number) => void): Promise<Bytes> {
  const pieces: Bytes[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) return join(...pieces);
    length += value.length;
    if (length > maxBytes) {
      await reader?.cancel();
      throw new PellicleError('too-large', `the answer is over the limit of ${maxBytes} bytes`);
    }
    pieces.push(value);
    onRead?.(length);
  }
}
