import { utf8 } from './bytes.js';

/** Room for an extension, and for what a browser adds to a name that is taken. */
const MAX_STEM_BYTES = 200;

/** What a picture's own extension may have been before it was converted; it gives way to the true one. */
const PICTURE_EXTENSION = /\.(?:jpe?g|jpe|jfif|png|webp|gif|avif|hei[cf]|tiff?|bmp)$/i;

/**
 * What no name keeps: separators and what file systems refuse, control characters, and what reorders the text around it
 * (Unicode TR 9), breaks a line or cannot be seen.
 */
const HARMFUL = /[\p{Cc}/\\:*?"<>|\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** Device names of Windows, which open no file under any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com|lpt)\d?\s*(?:\.|$)/i;

/** A name to save a picture under, with the extension of what it is; made of `fallback` where nothing is left. @internal */
export function downloadName(name: string, fallback: string, extension: string): string {
  return `${stem(name) || stem(fallback) || 'picture'}.${extension}`;
}

function stem(name: string): string {
  const kept = trim(trim(name.replace(HARMFUL, '')).replace(PICTURE_EXTENSION, ''));
  // A decoder that waits for more holds a character back that was cut.
  const cut = trim(new TextDecoder().decode(utf8(kept).subarray(0, MAX_STEM_BYTES), { stream: true }));
  return DEVICE.test(cut) ? '' : cut;
}

/** Leading dots hide a file or climb to the folder above; trailing ones and spaces are dropped by Windows. */
function trim(text: string): string {
  return text.replace(/^[.\s]+/, '').replace(/[.\s]+$/, '');
}
