import type { Viewed } from 'pellicle';

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

/** The name to save a picture under: its own, where whoever sealed it gave one, else the start of its id. */
export function saveName({ name, type }: Pick<Viewed, 'name' | 'type'>, id: string): string {
  const extension = EXTENSIONS[type] ?? 'bin';
  // Separators, control characters and everything that turns the direction of writing go: a name must not lie.
  const stem = (name ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return `${stem || `pellicle-${id.slice(0, 6)}`}.${extension}`;
}
