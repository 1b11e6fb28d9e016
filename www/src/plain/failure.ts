import { isGoneBecause, PellicleError } from '../errors.js';
import { isCode, type Code } from '../sentences.js';
import { numberIn } from './received.js';

/** The codes that a server may name. Others are about what only this side can know. */
const SERVER_CODES = new Set<Code>([
  'truncated',
  'not-pellicle',
  'unsupported-version',
  'wrong-key',
  'wrong-token',
  'too-large',
  'timed-out',
  'bad-option',
  'view-limited',
  'gone',
  'not-found',
  'removed',
  'rate-limited',
  'full',
  'incident',
  'refused',
  'server-error',
]);

/** For answers without a body, and of whatever stands between. */
const BY_STATUS: Record<number, Code> = {
  400: 'bad-option',
  403: 'refused',
  404: 'not-found',
  410: 'gone',
  413: 'too-large',
  415: 'refused',
  422: 'refused',
  428: 'view-limited',
  429: 'rate-limited',
  451: 'removed',
  502: 'offline',
  503: 'incident',
  504: 'offline',
  507: 'full',
};

/** What an answer means that is no success. `unauthorized` is what a 401 means for this request. @internal */
export function failure({ status, headers }: Response, body: string, unauthorized: Code): PellicleError {
  const code = status === 401 ? unauthorized : (named(body) ?? BY_STATUS[status] ?? 'server-error');
  const viewsLeft = numberIn(headers, 'Pellicle-Views-Left') ?? undefined;
  const why = headers.get('Pellicle-Gone');
  const goneBecause = code === 'gone' && isGoneBecause(why) ? why : undefined;
  return new PellicleError(code, `the server answered ${status}`, { viewsLeft, goneBecause });
}

function named(body: string): Code | undefined {
  try {
    const { code } = JSON.parse(body) as { code?: unknown };
    return isCode(code) && SERVER_CODES.has(code) ? code : undefined;
  } catch {
    // Not the server's own shape of errors: a page of a proxy, say.
    return undefined;
  }
}
