import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../docs.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** Serves the built package under /dist/, this folder under /bench/, the photos by their number, and an empty page. */
export async function hostBench(photos) {
  const listener = http.createServer(async (request, answer) => {
    const [, place, name] = request.url.split('/');
    try {
      if (place === 'photos') return answer.end(photos[Number(name)].bytes);
      if (place !== 'dist' && place !== 'bench')
        return answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
      const file = place === 'dist' ? join(ROOT, 'www/dist', name) : join(HERE, name);
      answer
        .writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' })
        .end(await readFile(file));
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${listener.address().port}`, stop: () => listener.close() };
}
