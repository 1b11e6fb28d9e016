import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** A port that was free a moment ago. */
export async function freePort() {
  const listener = http.createServer();
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

/** Serves a folder as any web server does. Gives what stops it. */
export async function serve(folder, port) {
  const listener = http.createServer(async (request, answer) => {
    const path = normalize(new URL(request.url, 'http://app').pathname);
    try {
      const file = await readFile(join(folder, path));
      answer.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(file);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((resolve) => listener.listen(port, '127.0.0.1', resolve));
  return () => {
    listener.closeAllConnections();
    return new Promise((resolve) => listener.close(resolve));
  };
}
