import type { PlainEdits } from './edits.js';
import type { Failure } from './errors.js';
import type { Preset } from './options.js';
import type { Stage } from './progress.js';
import type { Receipt } from './receipt.js';
import type { Code } from './sentences.js';

/**
 * What a page and a worker say to each other.
 *
 * A link and a password go to the worker because they are asked of it; of all secrets only a new link with its delete
 * token come back, and the keys of an album's pictures, which the page gives to whichever worker opens one. Durations are seconds, instants are Unix seconds.
 */

/** What each kind of job takes and gives. */
export interface Jobs {
  prepare: {
    takes: { file: Blob; maxEdge: number | 'full' | undefined; original: boolean; preset: Preset | undefined; edits: PlainEdits | undefined };
    gives: { bytes: Uint8Array<ArrayBuffer>; type: string; width: number; height: number; receipt: Receipt };
  };
  share: {
    takes: {
      file: Blob;
      server: string;
      maxEdge: number | 'full' | undefined;
      original: boolean;
      preset: Preset | undefined;
      edits: PlainEdits | undefined;
      expiresIn: number | undefined;
      views: number | undefined;
      password: string | undefined;
      alt: string | undefined;
      name: string | undefined;
    };
    gives: {
      link: string;
      deleteToken: string;
      expires: number | null;
      receipt: Receipt;
      sealedBytes: number;
      width: number;
      height: number;
    };
  };
  shareAlbum: {
    takes: {
      items: { link: string; password: string | undefined; caption: string | undefined }[];
      title: string | undefined;
      server: string;
      expiresIn: number | undefined;
      views: number | undefined;
      password: string | undefined;
    };
    gives: { link: string; deleteToken: string; expires: number | null; sealedBytes: number };
  };
  view: {
    takes: { link: string; password: string | undefined; viewValue: Uint8Array | undefined; wantsPreview: boolean };
    gives: {
      bytes: Uint8Array<ArrayBuffer>;
      type: string;
      width: number;
      height: number;
      alt: string | null;
      name: string | null;
      expires: number | null;
      viewsLeft: number | null;
    };
  };
  viewAlbum: {
    takes: Jobs['view']['takes'];
    gives: {
      title: string | null;
      server: string;
      items: { id: string; caption: string | null; keys: Uint8Array }[];
      expires: number | null;
      viewsLeft: number | null;
    };
  };
  viewLink: {
    takes: Jobs['view']['takes'];
    gives: Jobs['view']['gives'] | Jobs['viewAlbum']['gives'];
  };
  viewItem: {
    takes: { server: string; id: string; keys: Uint8Array; viewValue: Uint8Array | undefined; wantsPreview: boolean };
    gives: Jobs['view']['gives'];
  };
  previewItem: {
    takes: { server: string; id: string; keys: Uint8Array };
    gives: PreviewGiven | null;
  };
  remove: { takes: { link: string; deleteToken: string }; gives: null };
  setExpiry: { takes: { link: string; deleteToken: string; expiresIn: number }; gives: number };
  instance: { takes: { server: string }; gives: unknown };
  parseLink: { takes: { text: string }; gives: { link: string; id: string; exposed: boolean } };
}

/** A preview, and the size of the picture that it is of. */
export interface PreviewGiven {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  width: number;
  height: number;
  mainWidth: number;
  mainHeight: number;
  alt: string | null;
}

export type Kind = keyof Jobs;

/** What comes of a job of any kind. */
export type Output = Jobs[Kind]['gives'];

/** Hears of every stage, and of the bytes moved in the stages of the network. */
export type OnStage = (stage: Stage, loaded: number, total: number) => void;

/** Hears the preview of a picture that is still on its way. */
export type OnPreview = (preview: PreviewGiven) => void;

/** One job: its kind and what it takes. */
export type Job = { [K in Kind]: { kind: K; input: Jobs[K]['takes'] } }[Kind];

/** Decoded pixels: rows from the top without padding, in sRGB, four bytes each, not multiplied by alpha. */
export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8Array;
  /** How they have still to be turned, as Exif says it. */
  orientation: number;
}

/** What the worker adds to a job with a file: a decoder for the types that the module has none for. */
export interface Decoding {
  decode(type: string): Promise<Pixels | Code>;
}

/** What the worker adds to a look: what is to be found there, and who hears of it early. */
export interface Wanting {
  wants: 'picture' | 'album' | 'either' | 'preview';
  onPreview: OnPreview | undefined;
}

/**
 * What a worker's name begins with that is to load the module, before the module's address. It stands in the name
 * because a browser holds messages back until the page, which is then drawing its first frame, has heard that the
 * worker's script has run; the name is there when it begins.
 */
export const LOADS = 'pellicle loads ';

/**
 * To the worker: first the module, unless it has it from the address in its name, and where the one for HEIC is, if there
 * is one; then one job at a time.
 */
export type ToWorker =
  | { is: 'module'; module: WebAssembly.Module }
  | { is: 'heic'; url: string }
  | { is: 'job'; id: number; job: Job }
  | { is: 'cancel'; id: number };

/** From the worker: what it compiled of the address in its name, then how its jobs go. A `crashed` worker says nothing more and is thrown away. */
export type FromWorker =
  | { is: 'loaded'; module: WebAssembly.Module }
  | { is: 'progress'; id: number; stage: Stage; loaded: number; total: number }
  | { is: 'preview'; id: number; preview: PreviewGiven }
  | { is: 'done'; id: number; output: Output; heapBytes: number }
  | { is: 'failed'; id: number; failure: Failure; heapBytes: number }
  | { is: 'crashed'; failure: Failure };
