import type { Viewed } from 'pellicle';

/**
 * The package names prepared files by the same five (`src/file-name.ts`). They stand here again because the pages import
 * only what the package exports, and a list that whoever shares pictures never needs is no promise to make to everybody.
 */
const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

/** The name to save a picture under: its own, where whoever sealed it gave one, else the start of its id. */
export function saveName({ name, type }: Pick<Viewed, 'name' | 'type'>, id: string): string {
  return `${ownStem(name) || `pellicle-${id.slice(0, 6)}`}.${extensionOf(type)}`;
}

/** What a picture's own name keeps, without its extension. */
export function ownStem(name: string | null): string {
  return trimmed(harmless(name ?? '').replace(/\.[A-Za-z0-9]{1,5}$/, ''));
}

/** What a file's name keeps of a text that is none. */
export function safeStem(text: string): string {
  return trimmed(harmless(text));
}

/** The extension of a picture of this type. */
export function extensionOf(type: string): string {
  return EXTENSIONS[type] ?? 'bin';
}

/** Separators, control characters and everything that turns the direction of writing go: a name must not lie. */
function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, '');
}

/** Nor may it hide its file, lose its end, or be a device's under Windows. */
function trimmed(stem: string): string {
  const kept = stem.replace(/^[.\s]+|[.\s]+$/g, '');
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(kept) ? '' : kept;
}
