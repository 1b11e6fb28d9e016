/// <reference types="node" />
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';
import { messages } from '../pages/text/messages.en.js';
import { icon } from './icons.js';

const pages = (name: string): string =>
  readFileSync(decodeURIComponent(new URL(`../pages/${name}`, import.meta.url).pathname), 'utf8');

/**
 * The upload page as an app at `/app/`: index.html with a manifest, under addresses of the app's own, so that its service
 * worker, whose scope ends there, is asked for all of them. A browser asks it for a worker's script only by that address.
 */
export function app(): Plugin {
  const isApp = (path: string): boolean => path.endsWith('/app.html');
  return {
    name: 'pellicle-app',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { path }) => {
        if (!isApp(path)) return html;
        return pages('index.html')
          .replace('./upload/main.ts', './app/main.ts')
          .replace('href="/"', 'href="/app/"')
          .replace('    <link rel="icon"', '    <link rel="manifest" href="/app/manifest.webmanifest">\n    <link rel="icon"');
      },
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['app.html'];
        if (page?.type !== 'asset') throw new Error('the app has no page');
        const html = String(page.source).replaceAll('"/assets/', '"/app/assets/');
        page.source = html;
        const files = shellOf(bundle).map((name) => `/app/${name}`);
        const version = createHash('sha256').update(html).update(files.join()).digest('hex').slice(0, 12);
        const worker = pages('app/worker.js').replace('VERSION', version).replace("'FILES'", files.map((name) => `'${name}'`).join(', '));
        this.emitFile({ type: 'asset', fileName: 'app/worker.js', source: worker });
        this.emitFile({ type: 'asset', fileName: 'app/manifest.webmanifest', source: JSON.stringify(MANIFEST, null, 1) });
        this.emitFile({ type: 'asset', fileName: 'app/icon-192.png', source: icon(192) });
        this.emitFile({ type: 'asset', fileName: 'app/icon-512.png', source: icon(512) });
        this.emitFile({ type: 'asset', fileName: 'app/icon-maskable-512.png', source: icon(512, { maskable: true }) });
        this.emitFile({ type: 'asset', fileName: 'app/icon.svg', source: pages('icons/pellicle.svg') });
      },
    },
  };
}

/** What the app's page loads, at once or later: all but what only the other pages load, and the decoder for HEIC. */
function shellOf(bundle: Rolldown.OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const file = bundle[name];
    if (file?.type !== 'chunk' || reached.has(name)) return;
    reached.add(name);
    for (const next of [...file.imports, ...file.dynamicImports]) reach(next);
    for (const css of file.viteMetadata?.importedCss ?? []) reached.add(css);
  };
  for (const { fileName, isEntry, facadeModuleId } of chunks) if (isEntry && facadeModuleId?.endsWith('/app.html')) reach(fileName);
  if (reached.size === 0) throw new Error('the app has no script');
  const assets = Object.values(bundle).flatMap(({ type, fileName }) =>
    type === 'asset' && /^assets\/(worker|ahead|pellicle)[-_].*\.(js|wasm|svg)$/.test(fileName) ? [fileName] : [],
  );
  return [...reached, ...assets].sort();
}

/**
 * There is no `share_target`: where its service worker is missing, because it was not installed yet or was cleared away,
 * the browser would post the picture itself to the server.
 */
const MANIFEST = {
  id: '/app/',
  name: messages.name,
  short_name: messages.name,
  description: messages['upload.lead'],
  start_url: '/app/',
  scope: '/app/',
  display: 'standalone',
  background_color: '#faf8f4',
  theme_color: '#faf8f4',
  icons: [
    { src: '/app/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: '/app/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/app/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/app/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [{ name: messages['mine.title'], url: '/app/#mine' }],
  file_handlers: [
    {
      action: '/app/',
      accept: {
        'image/jpeg': ['.jpg', '.jpeg'],
        'image/png': ['.png'],
        'image/webp': ['.webp'],
        'image/gif': ['.gif'],
        'image/avif': ['.avif'],
        'image/heic': ['.heic', '.heif'],
        'image/jxl': ['.jxl'],
      },
      launch_type: 'single-client',
    },
  ],
  launch_handler: { client_mode: 'focus-existing' },
};
