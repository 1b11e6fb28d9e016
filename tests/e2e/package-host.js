import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { ROOT } from './docs.js';

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };

/** The package's own worker, with something wrong around it. */
const WORKERS = new Set(['/hanging-worker.js', '/blind-worker.js']);

/**
 * A site of someone else's: it serves the npm package as it is published, a page that can import it by its name,
 * and before the server of pictures it stands as a web server with TLS would, under one origin. That page is `at` the
 * root, or leaves the root to the server's own.
 */
export async function hostPackage(server, { at = '/' } = {}) {
  const listener = http.createServer(async (request, answer) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (pathname === at) {
      const imports = JSON.stringify({ imports: { pellicle: '/dist/index.js' } });
      answer
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<!doctype html><script type="importmap">${imports}</script>`);
    } else if (pathname.startsWith('/dist/') || WORKERS.has(pathname)) {
      const file = join(ROOT, pathname.startsWith('/dist/') ? 'www' : 'tests/e2e', normalize(pathname));
      try {
        const content = await readFile(file);
        answer.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(content);
      } catch {
        answer.writeHead(404).end();
      }
    } else {
      const [host, port] = server.host.split(':');
      const onward = http.request(
        { host, port, method: request.method, path: request.url, headers: request.headers },
        (response) => {
          answer.writeHead(response.statusCode, response.headers);
          response.pipe(answer);
        },
      );
      onward.on('error', () => answer.destroy());
      request.pipe(onward);
    }
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${listener.address().port}`,
    stop: () => {
      listener.closeAllConnections();
      return new Promise((resolve) => listener.close(resolve));
    },
  };
}
