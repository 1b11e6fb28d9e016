import { PellicleError } from '../errors.js';
import { join, type Bytes } from './bytes.js';

/** What has come of an answer, perhaps by several requests. @internal */
export class Received {
  length = 0;
  /** How many bytes the whole has, where the server has said so. */
  total: number | null = null;
  #pieces: Bytes[] = [];

  constructor(readonly maxBytes: number) {}

  /** An answer begins: the rest of what is here, or all of it anew. */
  begin({ status, headers }: Response): void {
    if (status !== 206) {
      this.#pieces = [];
      this.length = 0;
      // What was compressed on its way has another length than what is read.
      this.total = headers.has('Content-Encoding') ? null : toNumber(headers.get('Content-Length') ?? '');
      return;
    }
    const [, start, total] = /^bytes (\d{1,15})-\d+\/(\d{1,15})$/.exec(headers.get('Content-Range') ?? '') ?? [];
    const known = this.total ?? Number(total);
    if (Number(start) !== this.length || Number(total) !== known) {
      throw new PellicleError('server-error', 'a part is not the one that was asked for');
    }
    this.total = known;
  }

  add(piece: Bytes): void {
    this.length += piece.length;
    if (this.length > this.maxBytes) throw new PellicleError('too-large', `the answer is over the limit of ${this.maxBytes} bytes`);
    this.#pieces.push(piece);
  }

  all(): Bytes {
    return join(...this.#pieces);
  }
}

/** A header that is a number, or `null`. @internal */
export function toNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
