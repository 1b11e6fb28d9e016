import type { Message } from '../text/messages.en.js';
import type { Key } from '../text/text.js';

const files = import.meta.glob<{ messages: Partial<Record<Key, Message>> }>(
  ['../text/messages.*.ts', '!../text/messages.en.ts'],
  { eager: true },
);

/** Stands in for `text/languages.ts` in the one file, which has every language in it: there is nowhere to fetch one from. */
export const languages = new Map(
  Object.entries(files).map(([file, { messages }]) => [file.split('.').at(-2) ?? '', async () => messages]),
);
