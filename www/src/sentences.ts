/**
 * One English sentence for each code, for the person in front of the screen: what happened, and what to do about it
 * where something can be done. The codes are the public list of SPEC.md.
 */
const SENTENCES = {
  'link-damaged': 'This link is incomplete or has a wrong letter. Ask for it again, or copy it whole.',
  truncated: 'The picture arrived incomplete.',
  'not-pellicle': 'This is not a sealed picture.',
  'unsupported-version': 'This picture was sealed by a newer version than this one can open.',
  'password-needed': 'This picture is protected by a password.',
  'wrong-key': 'The link or the password does not open this picture.',
  unreportable: 'This picture breaks the rules of sealing, so it is not shown.',
  corrupt: 'The picture was changed on its way, so it is not shown.',
  'bad-manifest': 'This picture breaks the rules of sealing, so it is not shown.',
  'bad-padding': 'This picture breaks the rules of sealing, so it is not shown.',
  'type-mismatch': 'This picture is not what it says it is, so it is not shown.',
  album: 'This link leads to an album, and not to a single picture.',
  'not-album': 'This link leads to a single picture, and not to an album.',
  unsupported: 'This kind of file cannot be shared yet.',
  malformed: 'This picture is damaged and cannot be read.',
  'too-large': 'This picture is too large.',
  'timed-out': 'This picture took too long and was given up.',
  'out-of-memory': 'There was not enough memory for this picture. A smaller one may work.',
  cancelled: 'Cancelled.',
  'bad-option': 'One of the settings has a value that it cannot have.',
  'wrong-token': 'The delete token does not belong to this picture.',
  'view-limited': 'This picture can be seen only a limited number of times, and looking at it counts.',
  file: 'The file could not be read.',
  offline: 'The server cannot be reached. Check the connection and try again.',
  gone: 'This picture is gone: it expired, was deleted, or has been seen as often as it could be.',
  'not-found': 'There is no picture at this link.',
  removed: 'This picture was taken down.',
  'rate-limited': 'That was too much at once. Wait a moment and try again.',
  full: 'The server has no room left. Try again later.',
  incident: 'The server is paused by its operator. Try again later.',
  refused: 'The server does not take this picture.',
  'server-error': 'The server gave an answer that makes no sense. Try again later.',
  'browser-too-old': 'This browser lacks something that is needed to seal pictures. A current version has it.',
  internal: 'Something went wrong in this program.',
} as const;

/** The stable name of an error: the same string in Rust, JavaScript, HTTP and on the command line. */
export type Code = keyof typeof SENTENCES;

/** Every code, in the order of SPEC.md. @internal */
export const CODES = Object.keys(SENTENCES) as Code[];

/**
 * The English sentence for a code, for the person in front of the screen.
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
