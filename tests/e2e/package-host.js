import http from 'node:http';
import { join } from 'node:path';
import { ROOT } from './docs.js';
import { listen, sendFile } from './web-server.js';

/** The package's own worker, with something wrong around it. */
const WORKERS = new Set(['/hanging-worker.js', '/blind-worker.js']);

/**
 * A site of someone else's: it serves the npm package as it is published, a page that can import it by its name,
 * and before the server of pictures it stands as a web server with TLS would, under one origin. That page is `at` the
 * root, or leaves the root to the server's own.
 */
export function hostPackage(server, { at = '/' } = {}) {
  return listen((request, answer) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (pathname === at) {
      const imports = JSON.stringify({ imports: { pellicle: '/dist/index.js' } });
      answer
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<!doctype html><script type="importmap">${imports}</script>`);
    } else if (pathname.startsWith('/dist/') || WORKERS.has(pathname)) {
      void sendFile(answer, join(ROOT, pathname.startsWith('/dist/') ? 'www' : 'tests/e2e'), pathname);
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
}
