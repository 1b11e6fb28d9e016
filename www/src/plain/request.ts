import { cancelled, PellicleError } from '../errors.js';
import type { Code } from '../sentences.js';
import type { Bytes } from './bytes.js';
import { failure } from './failure.js';
import { numberIn, Received } from './received.js';

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
  /** Called as bytes come, with all that have come. */
  onBytes?: ((received: Received) => void) | undefined;
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
  const { method, firstBytes, maxBytes, signal } = ask;
  const received = new Received(maxBytes, method === 'HEAD' ? 0 : firstBytes);
  try {
    for (let tries = 0; ; ) {
      const before = received.length;
      const cut = await once(ask, received);
      // By its length and not by its end: browsers differ in what they call the end of a body that is too short.
      if (received.isWhole(cut === undefined)) {
        return { bytes: received.all(), total: received.total, number: (name) => numberIn(received.headers, name) };
      }
      tries = received.length > before ? 0 : tries + 1;
      // Who says nothing is away; and without a total, nothing says what is missing.
      const goesOn = !cut?.isSilence && firstBytes === undefined && received.total !== null && tries < MOST_TRIES;
      if (signal?.aborted || !goesOn) throw new PellicleError('offline', undefined, { cause: cut?.error });
      await sleep(FIRST_WAIT_MS * 2 ** tries * (1 + Math.random() / 2), signal);
    }
  } catch (error) {
    throw signal?.aborted ? cancelled(signal) : error;
  }
}

/** Why an answer did not come, or not to its end. */
interface Cut {
  error: unknown;
  isSilence: boolean;
}

/** One request. Gives why its answer was cut, where it was; throws what the answer means. */
async function once({ url, method, headers = {}, firstBytes, unauthorized, signal, onBytes }: Ask, received: Received): Promise<Cut | undefined> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  let isSilence = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const hear = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      isSilence = true;
      abort();
    }, MAX_SILENCE_MS);
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
    if (response.status !== 200 && !(response.status === 206 && range)) throw await failed(response, unauthorized, hear);
    received.begin(response);
    await read(response, received, () => {
      hear();
      onBytes?.(received);
    });
    return undefined;
  } catch (error) {
    if (error instanceof PellicleError) throw error;
    return { error, isSilence };
  } finally {
    clearTimeout(silence);
    signal?.removeEventListener('abort', abort);
    // Of an answer that is of no use nothing more is fetched.
    abort();
  }
}

/** What an answer means that is no success: as its body says, or, where that is no such text, its status. */
async function failed(response: Response, unauthorized: Code, hear: () => void): Promise<PellicleError> {
  const said = new Received(MAX_FAILURE_BYTES);
  await read(response, said, hear).catch(() => {});
  return failure(response, new TextDecoder().decode(said.all()), unauthorized);
}

async function read(response: Response, received: Received, onRead: () => void): Promise<void> {
  const reader = response.body?.getReader();
  while (!received.isEnough) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) return;
    received.add(value);
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
