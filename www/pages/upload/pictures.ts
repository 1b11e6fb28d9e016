/** What the pickers offer: the kinds of file that can be sealed, by type and, where systems know none, by ending. */
export const PICTURES =
  'image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic,image/heif,image/jxl,.heic,.heif,.jxl';

/**
 * Whether a file of a folder is a picture, as far as its outside tells. Systems know no type for the rarer kinds, and
 * what begins with a dot was put there by the system and chosen by nobody.
 */
export function isPicture({ name, type }: File): boolean {
  if (name.startsWith('.')) return false;
  return type.startsWith('image/') ? type !== 'image/svg+xml' : /\.(jpe?g|png|webp|gif|avif|hei[cf]|jxl)$/i.test(name);
}
