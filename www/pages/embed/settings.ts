/** Attributes of the upload element that a frame's address may set. `server` is not among them: it is this one. */
const ATTRIBUTES = ['max-edge', 'preset', 'original', 'expires-in', 'views', 'multiple', 'max-files'] as const;

/** What a frame's address says: whom to tell, and how pictures are shared. */
export interface Settings {
  /** The origin of the page around, or nothing where that is no origin. */
  origin: string | undefined;
  attributes: [name: string, value: string][];
}

/** Reads the query of a frame's address, such as `?origin=https://blog.example&multiple&expires-in=7d`. */
export function settingsOf(query: string): Settings {
  const parameters = new URLSearchParams(query);
  const attributes = ATTRIBUTES.flatMap((name): Settings['attributes'] => {
    const value = parameters.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { origin: originOf(parameters.get('origin') ?? ''), attributes };
}

/** An origin exactly as it is written: what is more than an origin, or less, is a mistake that would tell nobody. */
function originOf(text: string): string | undefined {
  try {
    const { origin, protocol } = new URL(text);
    return origin === text && (protocol === 'https:' || protocol === 'http:') ? text : undefined;
  } catch {
    return undefined;
  }
}
