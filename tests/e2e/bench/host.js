import http from 'node:http';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../docs.js';

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.jpeg': 'image/jpeg', '.png': 'image/png' };

/** Where the files of each address stand. */
const FOLDERS = {
  dist: join(ROOT, 'www/dist'),
  bench: fileURLToPath(new URL('.', import.meta.url)),
  modules: fileURLToPath(new URL('../node_modules', import.meta.url)),
};

/** Without these a page has no threads in WebAssembly. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/**
 * Serves the built package under /dist/, this folder under /bench/, the rivals under /modules/, pictures where `add` put
 * them, and two empty pages: /isolated, and / as a site is that has never heard of it. What a page posts to /kept/ is a file of `kept`.
 */
export async function hostBench(kept) {
  await mkdir(kept, { recursive: true });
  const added = new Map();
  const listener = http.createServer(async (request, answer) => {
    const path = normalize(decodeURIComponent(request.url));
    const [, place, ...rest] = path.split('/');
    const send = (type, bytes) =>
      answer.writeHead(200, { 'content-type': type, 'cross-origin-embedder-policy': 'require-corp' }).end(bytes);
    const read = async (file) => send(TYPES[extname(file)] ?? 'application/octet-stream', await readFile(file));
    try {
      if (path === '/') answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
      else if (path === '/isolated')
        answer.writeHead(200, { 'content-type': 'text/html', ...ISOLATED }).end('<!doctype html>');
      else if (added.has(path)) send(added.get(path).type, added.get(path).bytes);
      else if (place === 'kept' && request.method === 'POST') {
        await writeFile(join(kept, rest.join('-')), Buffer.concat(await request.toArray()));
        send('text/plain', '');
      } else if (place === 'kept') await read(join(kept, rest.join('-')));
      else await read(join(FOLDERS[place], ...rest));
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${listener.address().port}`,
    /** Gives a picture an address. */
    add({ bytes, type }) {
      const address = `/pictures/${added.size}`;
      added.set(address, { bytes, type });
      return address;
    },
    stop() {
      listener.closeAllConnections();
      listener.close();
    },
  };
}
