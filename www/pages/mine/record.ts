/** What this browser remembers of something that was shared with it. */
export interface Kept {
  /** The id on the server, by which it is kept once. */
  id: string;
  kind: 'picture' | 'album';
  /** The whole link, with its key. */
  link: string;
  deleteToken: string;
  /** Instants, in milliseconds since 1970. */
  created: number;
  expires: number | null;
  /** How often it could be seen when it was shared, or `null` for any number. */
  views: number | null;
  /** Whether it has a password, which is never kept. */
  hasPassword: boolean;
  /** The description that was given to a picture, or an album's title. Empty for none; the file's name is not kept. */
  title: string;
  /** Of an album: the ids of its pictures, in their order. */
  items: string[];
  /** A small copy, made as every picture is. There is none of what has a password. */
  thumbnail: Blob | null;
}

/** The id in a link. */
export function idOf(link: string): string {
  return new URL(link).pathname.split('/').pop() ?? '';
}

/** Whether the server has deleted it by now. */
export function isExpired({ expires }: Pick<Kept, 'expires'>, nowMs = Date.now()): boolean {
  return expires !== null && expires <= nowMs;
}
