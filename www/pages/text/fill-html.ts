import type { Message } from './messages.en.js';

/**
 * Writes the words into a page's static HTML: `<p data-t="key"></p>` gets its text, and an element with
 * `data-t-label="key"` its `aria-label`. Those attributes stay, so that the script can write another language over it.
 * `data-t-content="key"` becomes the `content` of a `<meta>`, which nobody reads after that.
 * It runs while the site is built; nothing here ever sees what a person gives.
 */
export function fillHtml(html: string, messages: Record<string, Message>): string {
  const word = (key: string): string => {
    const message = messages[key];
    if (typeof message !== 'string') throw new Error(`The page asks for a sentence that does not exist: ${key}`);
    return message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  };
  return html
    .replace(/(\sdata-t="([^"]+)"[^>]*>)(?=<\/)/g, (_, start: string, key: string) => start + word(key))
    .replace(/\sdata-t-label="([^"]+)"/g, (found, key: string) => `${found} aria-label="${word(key)}"`)
    .replace(/\sdata-t-content="([^"]+)"/g, (_, key: string) => ` content="${word(key)}"`);
}
