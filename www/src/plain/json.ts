import { PellicleError } from '../errors.js';
import type { Bytes } from './bytes.js';

/** A JSON value; an object is a map, so that no key means anything to JavaScript itself. @internal */
export type Value = null | boolean | number | string | Value[] | JsonObject;

/** A JSON object. @internal */
export type JsonObject = Map<string, Value>;

/** Levels of nesting, the outermost object's among them. */
const MAX_DEPTH = 127;
const SPACE = /[ \t\n\r]*/y;
/** Whatever else of a number follows is neither a comma nor an end. */
const NUMBER = /0|[1-9]\d{0,9}/y;
const WORD = /true|false|null/y;

/**
 * Reads a text that is one object, and that no two readers could take for two: no key twice in one object, no lone
 * surrogates, no number but `0|[1-9][0-9]{0,9}`, at any depth. Throws `bad-manifest`. @internal
 */
export function readObject(bytes: Bytes): JsonObject {
  try {
    // A byte order mark is kept, and is then no JSON.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const reader = new Reader(text);
    const value = reader.value(1);
    if (value instanceof Map && reader.isAtEnd()) return value;
  } catch {
    // Bytes that are not UTF-8, a string that JSON.parse refuses, or what the reader refused: one answer for all.
  }
  throw bad('JSON');
}

/** An error about a manifest or an album, by the key that is wrong; it never quotes a value. @internal */
export function bad(where: string): PellicleError {
  return new PellicleError('bad-manifest', `the manifest is wrong at: ${where}`);
}

/** What the reader throws says nothing, for it is not passed on. */
const refused = new SyntaxError();

/** Goes through a text once, from its first character to its last. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Value {
    this.#take(SPACE);
    const first = this.#text[this.#at];
    if (first === '"') return this.#string();
    if (first === '{' || first === '[') {
      if (depth > MAX_DEPTH) throw refused;
      this.#at++;
      return first === '{' ? this.#object(depth) : this.#list(depth);
    }
    const number = this.#take(NUMBER);
    return number ? Number(number) : (JSON.parse(this.#take(WORD)) as Value);
  }

  isAtEnd(): boolean {
    this.#take(SPACE);
    return this.#at === this.#text.length;
  }

  #object(depth: number): JsonObject {
    const object: JsonObject = new Map();
    if (this.#next('}')) return object;
    do {
      this.#take(SPACE);
      const key = this.#string();
      if (object.has(key) || !this.#next(':')) throw refused;
      object.set(key, this.value(depth + 1));
    } while (this.#next(','));
    if (!this.#next('}')) throw refused;
    return object;
  }

  #list(depth: number): Value[] {
    const list: Value[] = [];
    if (this.#next(']')) return list;
    do list.push(this.value(depth + 1));
    while (this.#next(','));
    if (!this.#next(']')) throw refused;
    return list;
  }

  /** Finds where a string ends; what it says, and whether it may, is JSON.parse's to know. */
  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') throw refused;
    do this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"');
    const string = JSON.parse(this.#text.slice(start, ++this.#at)) as string;
    // With `u` a pair is one character, so what is found is alone.
    if (/\p{Cs}/u.test(string)) throw refused;
    return string;
  }

  /** Takes this character behind white space, if it stands there. */
  #next(character: string): boolean {
    this.#take(SPACE);
    const stands = this.#text[this.#at] === character;
    if (stands) this.#at++;
    return stands;
  }

  /** Takes what a pattern finds here; an empty text where it finds nothing. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}
