import type { Language } from '../text/messages.en.js';

const files = import.meta.glob<Language>(['../text/messages.*.ts', '!../text/messages.en.ts'], { eager: true });

/** Stands in for `text/languages.ts` in the one file, which has every language in it: there is nowhere to fetch one from. */
export const languages = new Map(
  Object.entries(files).map(([file, language]) => [file.split('.').at(-2) ?? '', async () => language]),
);
