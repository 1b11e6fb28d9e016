/**
 * One English sentence for each code, for the person in front of the screen: what happened, and what to do about it
 * where something can be done. The codes are the public list of SPEC.md, which has what each means; the comment above each
 * is what a program does about it. docs/api/codes.md is made of both.
 */
const SENTENCES = {
  /** Ask the person for the whole link. No request was made. */
  'link-damaged': 'This link is incomplete or has a wrong letter. Ask for it again, or copy it whole.',
  /** Try again; where it comes again, the server has lost a part of the blob. */
  truncated: 'The picture arrived incomplete.',
  /** Ask for another file or link: these bytes were not sealed by this format. */
  'not-pellicle': 'This is not a sealed picture.',
  /** Update the package. */
  'unsupported-version': 'This picture was sealed by a newer version than this one can open.',
  /** Ask the person for the password, and call again with it. */
  'password-needed': 'This picture is protected by a password.',
  /** Ask for the password again; where there is none, for the link. */
  'wrong-key': 'The link or the password does not open this picture.',
  /** Show nothing, and ask for it to be shared anew. */
  unreportable: 'This picture breaks the rules of sealing, so it is not shown.',
  /** Show nothing, and try again; where it comes again, ask for it to be shared anew. */
  corrupt: 'The picture was changed on its way, so it is not shown.',
  /** Show nothing, and ask for it to be shared anew. */
  'bad-manifest': 'This picture breaks the rules of sealing, so it is not shown.',
  /** Show nothing, and ask for it to be shared anew. */
  'bad-padding': 'This picture breaks the rules of sealing, so it is not shown.',
  /** Show nothing, and ask for it to be shared anew. */
  'type-mismatch': 'This picture is not what it says it is, so it is not shown.',
  /** Call `viewAlbum` (or `downloadAlbum`) with the same link: that spends no other view. */
  album: 'This link leads to an album, and not to a single picture.',
  /** Call `view` (or `download`) with the same link: that spends no other view. */
  'not-album': 'This link leads to a single picture, and not to an album.',
  /** Ask for another file; `detail` names the kind. A HEIC needs the module that `init` names. */
  unsupported: 'This kind of file cannot be shared. A JPEG, PNG, WebP or GIF can.',
  /** Ask for another file, or for the same one from where it was taken. */
  malformed: 'This picture is damaged and cannot be read.',
  /** Ask for a smaller file; `detail` says which limit it was. */
  'too-large': 'This picture is too large.',
  /** Try again once; where it comes again, ask for a smaller picture. */
  'timed-out': 'This picture took too long and was given up.',
  /** Ask for a smaller picture, or try again when fewer are on their way. */
  'out-of-memory': 'There was not enough memory for this picture. A smaller one may work.',
  /** Nothing: your own `signal` did it, and its reason is the `cause`. */
  cancelled: 'Cancelled.',
  /** Mend the call: `detail` says which option may have which values. A server with limits of its own also answers it. */
  'bad-option': 'One of the settings has a value that it cannot have.',
  /** Use the token that `share` gave for this very link; the server cannot give it out again. */
  'wrong-token': 'The delete token does not belong to this picture.',
  /** Ask the person, saying how many views are left (`viewsLeft`), and call again with `spendView: true`. */
  'view-limited': 'This picture can be seen only a limited number of times, and looking at it counts.',
  /** Let the person choose the file again: it was moved, changed or is not at hand. */
  file: 'The file could not be read.',
  /** Try again when there is a connection. On a page of another origin, the operator has to allow it (`allowed_origins`), and your own policy has to name the server in `connect-src`. */
  offline: 'The server cannot be reached. Check the connection and try again.',
  /** Say so; nothing brings it back. `goneBecause` says how it went, where the server told. */
  gone: 'This picture is gone: it expired, was deleted, or has been seen as often as it could be.',
  /** Ask for the link again: the server never had this picture. */
  'not-found': 'There is no picture at this link.',
  /** Say so; nothing brings it back, and its operator can say why. */
  removed: 'This picture was taken down.',
  /** Wait a minute before the next try. */
  'rate-limited': 'That was a lot at once. Wait a minute and try again.',
  /** Try again later, use another server, or tell its operator. */
  full: 'The server has no room left. Try again later.',
  /** Try again later: the operator has paused the server. */
  incident: 'The server is paused by its operator. Try again later.',
  /** Do not try again: the server does not take uploads from here, or not this one. Its operator can say why. */
  refused: 'The server does not take this picture.',
  /** Try again later; where it comes again, check the server's address, which may be none of Pellicle's, and what stands before it. */
  'server-error': 'The server gave an answer that makes no sense. Try again later.',
  /** Ask for a current browser. To look, use `pellicle/plain`, which needs no WebAssembly. */
  'browser-too-old': 'This browser lacks something that is needed to seal pictures. A current version has it.',
  /** Try again, and report it with its `detail` and `cause`. Where it says that the worker could not be loaded, or speaks of a Content-Security-Policy, check the worker's address and your policy. */
  internal: 'Something went wrong in this program.',
} as const;

/**
 * The stable name of an error: the same string in Rust, JavaScript, HTTP and on the command line. New ones may be added;
 * none changes its meaning.
 */
export type Code = keyof typeof SENTENCES;

/** Every code, in the order of SPEC.md. @internal */
export const CODES = Object.keys(SENTENCES) as Code[];

/**
 * The English sentence for a code, for the person in front of the screen.
 *
 * @param code - The `code` of an error.
 * @returns What happened, and what to do about it where something can be done.
 *
 * @example
 * ```ts
 * sentence('offline'); // 'The server cannot be reached. Check the connection and try again.'
 * ```
 */
export function sentence(code: Code): string {
  return SENTENCES[code];
}

/** Whether this is one of the codes: a worker of another version, or a server, could say anything. @internal */
export function isCode(name: unknown): name is Code {
  return typeof name === 'string' && Object.hasOwn(SENTENCES, name);
}
