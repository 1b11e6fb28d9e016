import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** A web server on this machine, on a free port unless one is given. */
export async function listen(onRequest, port = 0) {
  const listener = http.createServer(onRequest);
  await new Promise((resolve) => listener.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${listener.address().port}`,
    stop: () => {
      listener.closeAllConnections();
      return new Promise((resolve) => listener.close(resolve));
    },
  };
}

/** Answers with a file of a folder, as any web server does. */
export async function sendFile(answer, folder, path, headers = {}) {
  try {
    const content = await readFile(join(folder, normalize(path)));
    answer.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', ...headers }).end(content);
  } catch {
    answer.writeHead(404).end();
  }
}
