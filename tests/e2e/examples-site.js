import http from 'node:http';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './docs.js';

const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

export const PAGES = join(ROOT, 'examples/pages');

const modules = fileURLToPath(new URL('node_modules', import.meta.url));

/** What the README says stands beside the pages. */
const FOLDERS = {
  pellicle: join(ROOT, 'www/dist'),
  uppy: join(modules, 'uppy/dist'),
  filepond: join(modules, 'filepond/dist'),
  'noble-hashes': join(modules, '@noble/hashes'),
};

/** The names of all example pages. */
export function examplePages() {
  return readdirSync(PAGES).filter((name) => name.endsWith('.html'));
}

/**
 * A site of someone else's that has copied the example pages, as they are in the folder but for the addresses: `addresses`
 * are pairs of what stands there and what is put in its place. Forms that are sent to it are kept in `posted`.
 */
export async function startExampleSite() {
  const site = { origin: '', addresses: [], posted: [], stop };
  const listener = http.createServer(async (request, answer) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://site').pathname)).slice(1);
    if (request.method === 'POST') {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': request.headers['content-type'] } }).formData();
      site.posted.push({ path, form });
      return answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Thanks</title><h1>Thanks</h1>');
    }
    const [folder, ...below] = path.split('/');
    const file = FOLDERS[folder] ? join(FOLDERS[folder], ...below) : join(PAGES, path);
    try {
      let content = await readFile(file);
      if (path.endsWith('.html')) {
        content = site.addresses.reduce((text, [from, to]) => text.replaceAll(from, to), content.toString());
      }
      answer.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(content);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  site.origin = `http://127.0.0.1:${listener.address().port}`;
  return site;

  function stop() {
    listener.closeAllConnections();
    return new Promise((resolve) => listener.close(resolve));
  }
}
