// Writes dist-viewer/viewer.html: one file that opens a downloaded blob, with everything inside and no way to a network.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, runnerImport } from 'vite';
import { onlySentences, sentencesOf } from './words.mjs';

const www = new URL('../', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, www));
const load = async (name) => (await runnerImport(path(name), { configFile: false, logLevel: 'error' })).module;

// Every language comes along, but only with what this page says: nothing can be fetched later.
const { messages } = await load('pages/text/messages.en.ts');
const said = sentencesOf([path('pages/offline/start.ts'), path('pages/offline/viewer.html')], 'offline.', messages);

const { output } = await build({
  configFile: false,
  root: path('.'),
  logLevel: 'warn',
  resolve: { alias: [{ find: './languages.js', replacement: path('pages/offline/languages.ts') }] },
  plugins: [onlySentences(said, (file) => load(relative(path('.'), file)))],
  build: {
    write: false,
    cssCodeSplit: false,
    target: ['chrome111', 'firefox115', 'safari16.4'],
    rolldownOptions: { input: path('build/viewer-entry.ts'), output: { format: 'iife', codeSplitting: false } },
  },
});
const scripts = output.filter(({ type }) => type === 'chunk').map(({ code }) => code.trim());
const styles = output.filter(({ fileName }) => fileName.endsWith('.css')).map(({ source }) => String(source).trim());
if (output.length !== 2 || scripts.length !== 1 || styles.length !== 1) throw new Error('the viewer is more than a script and a style');

// @noble/hashes is MIT-licensed, which asks for its notice in every copy.
const licence = readFileSync(path('node_modules/@noble/hashes/LICENSE'), 'utf8').trim();
const script = `/*! Argon2id: @noble/hashes\n${licence}\n*/\n${scripts[0]}`;
const style = styles[0];
for (const inlined of [script, style]) {
  if (/<\/(script|style)|<!--/i.test(inlined)) throw new Error('what is inlined would end its element');
}

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  'img-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const { fillHtml } = await load('pages/text/fill-html.ts');
const page = fillHtml(readFileSync(path('pages/offline/viewer.html'), 'utf8'), messages)
  .replace('POLICY', () => policy)
  .replace('>STYLE<', () => `>${style}<`)
  .replace('>SCRIPT<', () => `>${script}<`);
mkdirSync(path('dist-viewer'), { recursive: true });
writeFileSync(path('dist-viewer/viewer.html'), page);
