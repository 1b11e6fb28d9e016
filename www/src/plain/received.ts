import { PellicleError } from '../errors.js';
import { join, type Bytes } from './bytes.js';

/** What has come of an answer, perhaps by several requests. @internal */
export class Received {
  length = 0;
  /** How many bytes the whole has, where the server has said so. */
  total: number | null = null;
  /** Those of the last answer. */
  headers = new Headers();
  #pieces: Bytes[] = [];

  constructor(
    readonly maxBytes: number,
    /** How many of the first bytes are wanted, where not all are. */
    readonly firstBytes = Infinity,
  ) {}

  /** Whether nothing more is wanted, whatever may still come. */
  get isEnough(): boolean {
    return this.length >= this.firstBytes;
  }

  /** Whether everything has come that was wanted. Without a total, the end of the body has to say so. */
  isWhole(hasEnded: boolean): boolean {
    if (this.total === null) return hasEnded;
    return this.length >= Math.min(this.total, this.firstBytes);
  }

  /** An answer begins: the rest of what is here, or all of it anew. */
  begin({ status, headers }: Response): void {
    this.headers = headers;
    if (status === 206) return this.#goOn(headers.get('Content-Range') ?? '');
    this.#pieces = [];
    this.length = 0;
    // What was compressed on its way has another length than what is read.
    this.total = headers.has('Content-Encoding') ? null : numberIn(headers, 'Content-Length');
    this.#check(this.total ?? 0);
  }

  add(piece: Bytes): void {
    this.length += piece.length;
    this.#check(this.length);
    this.#pieces.push(piece);
  }

  all(): Bytes {
    return join(...this.#pieces);
  }

  #goOn(range: string): void {
    const [, start, total] = /^bytes (\d{1,15})-\d+\/(\d{1,15})$/.exec(range) ?? [];
    if (Number(start) !== this.length || Number(total) !== (this.total ?? Number(total))) {
      throw new PellicleError('server-error', 'a part is not the one that was asked for');
    }
    this.total = Number(total);
    this.#check(this.total);
  }

  #check(bytes: number): void {
    if (bytes > this.maxBytes) throw new PellicleError('too-large', `the answer is over the limit of ${this.maxBytes} bytes`);
  }
}

/** A header that is a number, or `null`. @internal */
export function numberIn(headers: Headers, name: string): number | null {
  const text = headers.get(name) ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
