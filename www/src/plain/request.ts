import { cancelled, PellicleError } from '../errors.js';
import type { Code } from '../sentences.js';
import type { Bytes } from './bytes.js';
import { failure } from './failure.js';
import { Received, toNumber } from './received.js';

/** What the server says of an error is never longer. */
const MAX_FAILURE_BYTES = 65_536;

/** A server that says nothing for so long is away: what is asked of it takes some round trips, on a slow network too. */
const MAX_SILENCE_MS = 20_000;

/** So many times in a row an answer is asked to go on that was cut, while nothing more of it comes. */
const MOST_TRIES = 3;

/** How long the first of these waits; each further one twice as long, and up to half as long again by chance. */
const FIRST_WAIT_MS = 500;

/** A request of bytes. @internal */
export interface Ask {
  url: string;
  /** Default: GET. */
  method?: 'HEAD';
  headers?: Record<string, string>;
  /** How many of the first bytes are wanted, where not all are. The answer may hold more, from a server that knows no ranges. */
  firstBytes?: number;
  /** No answer is read for longer than this. */
  maxBytes: number;
  /** What a 401 means. */
  unauthorized: Code;
  signal: AbortSignal | undefined;
  /** Called as bytes come, with how many there are to come where the server has said so, and what gives those that have come. */
  onBytes?: ((loaded: number, total: number, read: () => Bytes) => void) | undefined;
}

/** What was asked for. @internal */
export interface Answer {
  bytes: Bytes;
  /** How many bytes the whole has, or `null` where the server does not say. */
  total: number | null;
  /** A header that is a number, or `null`. */
  number(name: string): number | null;
}

/**
 * Gets bytes from the server. An answer that was cut goes on where it was cut; apart from that, each request is made once.
 * Throws what its answer means, `offline`, `too-large` or `cancelled`. @internal
 */
export async function get(ask: Ask): Promise<Answer> {
  const received = new Received(ask.maxBytes);
  const { signal } = ask;
  try {
    for (let tries = 0; ; tries++) {
      const before = received.length;
      try {
        return await once(ask, received);
      } catch (error) {
        if (received.length > before) tries = 0;
        // Nobody has heard of a total: then nothing says that what comes next belongs to what is here.
        const goesOn = received.total !== null && ask.firstBytes === undefined && tries < MOST_TRIES;
        if (error instanceof PellicleError || signal?.aborted || !goesOn) throw error;
        await sleep(FIRST_WAIT_MS * 2 ** tries * (1 + Math.random() / 2), signal);
      }
    }
  } catch (cause) {
    if (signal?.aborted) throw cancelled(signal);
    throw cause instanceof PellicleError ? cause : new PellicleError('offline', undefined, { cause });
  }
}

/** One request. Throws what `fetch` does where the answer did not received, or came in part. */
async function once({ url, method, headers = {}, firstBytes, unauthorized, signal, onBytes }: Ask, received: Received): Promise<Answer> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  let silence: ReturnType<typeof setTimeout> | undefined;
  const hear = (): void => {
    clearTimeout(silence);
    silence = setTimeout(abort, MAX_SILENCE_MS);
  };
  const range = received.length > 0 ? `bytes=${received.length}-` : firstBytes === undefined ? undefined : `bytes=0-${firstBytes - 1}`;
  try {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', abort);
    hear();
    // Nothing of a picture stays in the browser's cache, no cookie and no page's address goes with it, and a token goes to
    // no other place than the one that was asked.
    const response = await fetch(url, {
      ...(method && { method }),
      headers: { ...headers, ...(range && { Range: range }) },
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: stop.signal,
    });
    const number = (name: string): number | null => toNumber(response.headers.get(name) ?? '');
    if (response.status !== 200 && !(response.status === 206 && range)) {
      const said = new Received(MAX_FAILURE_BYTES);
      await read(response, said, hear);
      throw failure(response, new TextDecoder().decode(said.all()), unauthorized, number('Pellicle-Views-Left'));
    }
    received.begin(response);
    await read(response, received, () => {
      hear();
      onBytes?.(received.length, Math.max(received.length, received.total ?? 0), () => received.all());
    });
    return { bytes: received.all(), total: received.total, number };
  } finally {
    clearTimeout(silence);
    signal?.removeEventListener('abort', abort);
  }
}

async function read(response: Response, received: Received, onRead: () => void): Promise<void> {
  const reader = response.body?.getReader();
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) return;
    try {
      received.add(value);
    } catch (error) {
      await reader?.cancel();
      throw error;
    }
    onRead();
  }
}

/** Waits, or less long where the signal is aborted. */
function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(wake, ms);
    signal?.addEventListener('abort', wake);
    function wake(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve();
    }
  });
}
