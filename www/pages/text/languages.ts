import type { Language } from './messages.en.js';

const files = import.meta.glob<Language>(['./messages.*.ts', '!./messages.en.ts']);

/** What fetches each language, by its tag. One file for each, found by its name: adding a language is adding a file. */
export const languages = new Map(Object.entries(files).map(([file, load]) => [file.split('.').at(-2) ?? '', load]));
