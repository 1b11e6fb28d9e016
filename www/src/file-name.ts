const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

/** A prepared picture's name: the file's own, with the extension of what it became, since a HEIC becomes a JPEG. @internal */
export function nameFor(type: string, name: string): { name: string; extension: string } {
  const extension = EXTENSIONS[type] ?? 'bin';
  const stem = name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  return { name: `${stem || 'picture'}.${extension}`, extension };
}
