import type { Message } from './messages.en.js';
import type { Key } from './text.js';

const files = import.meta.glob<{ messages: Partial<Record<Key, Message>> }>(['./messages.*.ts', '!./messages.en.ts']);

/** What fetches each language, by its tag. One file for each, found by its name: adding a language is adding a file. */
export const languages = new Map(
  Object.entries(files).map(([file, load]) => [file.split('.').at(-2) ?? '', async () => (await load()).messages]),
);
