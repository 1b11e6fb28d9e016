import { defineConfig, type Plugin } from 'vite';
import { messages } from './pages/text/messages.en.js';
import { fillHtml } from './pages/text/fill-html.js';

/** A path beside this file, wherever the command was started. */
const beside = (name: string): string => decodeURIComponent(new URL(name, import.meta.url).pathname);

/** The words of the static pages come from the same file as all others, so a page says something before its script runs. */
const words: Plugin = {
  name: 'pellicle-words',
  transformIndexHtml: { order: 'pre', handler: (html) => fillHtml(html, messages) },
};

/** The pages ask for the module as soon as their heads are read, and not only when their scripts have been. */
const preload: Plugin = {
  name: 'pellicle-preload',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle = {} }) {
      const module = Object.keys(bundle).find((name) => /pellicle_bg[^/]*\.wasm$/.test(name));
      if (!module) throw new Error('there is no module for the pages');
      const attrs = { rel: 'preload', as: 'fetch', type: 'application/wasm', crossorigin: true, href: `/${module}` };
      return [{ tag: 'link', attrs, injectTo: 'head' }];
    },
  },
};

/** www/pages → www/site: two static pages, and under assets/ everything else, named by its hash. */
export default defineConfig({
  root: beside('./pages'),
  base: '/',
  publicDir: false,
  plugins: [words, preload],
  build: {
    outDir: beside('./site'),
    emptyOutDir: true,
    assetsDir: 'assets',
    // The content security policy has no `data:`: every asset is a file of its own.
    assetsInlineLimit: 0,
    // The polyfill would fetch by script what every browser with wasm SIMD preloads by itself.
    modulePreload: { polyfill: false },
    // The first browsers with everything that is needed here (wasm SIMD, module workers, logical properties).
    target: ['chrome111', 'firefox115', 'safari16.4'],
    rolldownOptions: {
      input: { index: beside('./pages/index.html'), view: beside('./pages/view.html') },
    },
  },
});
