import { join } from 'node:path';
import { ROOT } from './docs.js';
import { listen, sendFile } from './web-server.js';

const NONCE = 'n0nce';

/** A site owner's policy at its strictest: what the package asks for, and nothing else. */
const policy = (server) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${NONCE}' 'wasm-unsafe-eval'`,
    "worker-src 'self'",
    `connect-src 'self' ${server}`,
    `frame-src ${server}`,
    'img-src blob:',
    "form-action 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types pellicle',
  ].join('; ');

/**
 * A site of someone else's, on an origin of its own, under the strictest policy: it serves the npm package as it is
 * published, and under every other address the body that it is given. What is posted to it is kept in `posted`.
 * With `plain` it has no policy at all, as most sites have; with `bare` nothing but the body, and the package under
 * `/pellicle/`, where somebody copied it to. `without` takes away from its policy what it matches.
 */
export async function startSite() {
  const site = { server: '', body: '', plain: false, bare: false, without: '', posted: [] };
  const listener = await listen(async (request, answer) => {
    const { pathname } = new URL(request.url, 'http://site');
    const secure = site.plain || site.bare ? {} : { 'content-security-policy': policy(site.server).replace(site.without, '') };
    if (request.method === 'POST') {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      site.posted.push(Buffer.concat(chunks).toString());
    }
    if (pathname.startsWith('/pellicle/')) return sendFile(answer, join(ROOT, 'www/dist'), pathname.slice('/pellicle'.length), secure);
    if (!pathname.startsWith('/dist/')) {
      if (site.bare) return answer.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>A site</title>${site.body}`);
      const imports = Object.fromEntries(
        ['index', 'element', 'define'].map((name) => [
          name === 'index' ? 'pellicle' : `pellicle/${name}`,
          `/dist/${name}.js`,
        ]),
      );
      const head = `<meta charset="utf-8"><script type="importmap" nonce="${NONCE}">${JSON.stringify({ imports })}</script>`;
      const define = `<script type="module" nonce="${NONCE}">import 'pellicle/define';</script>`;
      answer.writeHead(200, { 'content-type': 'text/html', ...secure });
      return answer.end(`<!doctype html><html lang="en">${head}<title>A site</title>${define}<main>${site.body}</main>`);
    }
    return sendFile(answer, join(ROOT, 'www'), pathname, secure);
  });
  return Object.assign(site, listener);
}
