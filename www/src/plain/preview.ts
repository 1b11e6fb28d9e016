import { PellicleError } from '../errors.js';
import { toOptions } from '../options.js';
import type { Preview } from '../preview.js';
import { toBytes, type Bytes } from './bytes.js';
import { checkLength, FIRST_CHUNK_END, messageLength } from './chunks.js';
import { HEADER_BYTES } from './header.js';
import { deriveKeys, type Keys, type PasswordOptions } from './keys.js';
import { parseSecret } from './link.js';
import { readMessage, readPreview, type MessagePreview } from './message.js';
import { openFront } from './open.js';

/** So many of a blob's first bytes, or all of a shorter one, hold its preview. @internal */
export const PREVIEW_HEAD_BYTES = HEADER_BYTES + FIRST_CHUNK_END;

/**
 * Opens the preview of a picture of which only the beginning is at hand.
 *
 * @param head - The first 16,520 bytes of the blob, or all of a shorter one; more may be there.
 * @param blobBytes - How long the whole blob is, as `Content-Range` says it.
 * @param link - The whole link, or its fragment alone.
 * @param options - The password, and what stretches it.
 * @returns `null` where the blob has no preview.
 * @throws {@link PellicleError} what `open` throws, as far as these bytes show it; `truncated` where they are too few.
 *
 * @example
 * ```ts
 * const preview = await openPreview(await file.slice(0, 16_520).arrayBuffer(), file.size, link);
 * if (preview) image.src = URL.createObjectURL(preview.blob);
 * ```
 */
export async function openPreview(
  head: Blob | ArrayBuffer | Uint8Array,
  blobBytes: number,
  link: string,
  options: PasswordOptions = {},
): Promise<Preview | null> {
  toOptions(options);
  if (!Number.isSafeInteger(blobBytes)) throw new PellicleError('bad-option', 'blobBytes is a whole number');
  const { secret } = await parseSecret(String(link));
  const bytes = frontOf(await toBytes(head), blobBytes);
  return previewIn(bytes, blobBytes, await deriveKeys(bytes, secret, options));
}

/**
 * Opens the preview in a blob's first bytes with its keys. Whoever has the key alone leaves the view token out. Throws what
 * {@link openPreview} does, but for passwords. @internal
 */
export async function previewIn(head: Bytes, blobBytes: number, keys: PreviewKeys): Promise<Preview | null> {
  const found = await findPreview(frontOf(head, blobBytes), blobBytes, keys);
  if (!found) return null;
  const { preview, main, alt } = found;
  const { type, width, height } = preview;
  const blob = new Blob([preview.bytes], { type });
  return { blob, type, width, height, mainWidth: main.width, mainHeight: main.height, alt };
}

/** What the beginning of a blob is opened with. */
type PreviewKeys = Pick<Keys, 'blobKey'> & Partial<Pick<Keys, 'viewToken'>>;

/** As many bytes as a preview needs. The length of the whole comes first, as always: a chunk says nothing of how many follow. */
function frontOf(head: Bytes, blobBytes: number): Bytes {
  checkLength(blobBytes - HEADER_BYTES);
  const wanted = Math.min(blobBytes, PREVIEW_HEAD_BYTES);
  if (head.length < wanted) throw new PellicleError('truncated');
  return head.subarray(0, wanted);
}

/** Every step behind the password, with chunk 0 for every chunk. */
async function findPreview(head: Bytes, blobBytes: number, { blobKey, viewToken }: PreviewKeys): Promise<MessagePreview | null> {
  const chunk = await openFront(head, blobKey, viewToken);
  if (blobBytes > PREVIEW_HEAD_BYTES) return readPreview(chunk, messageLength(blobBytes - HEADER_BYTES));
  // There is no other chunk, so nothing is left that cannot be seen.
  const { preview, main, alt } = readMessage(chunk);
  return preview && main && { preview, main, alt };
}
