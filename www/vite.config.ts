/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { app } from './build/app.js';
import { messages } from './pages/text/messages.en.js';
import { fillHtml } from './pages/text/fill-html.js';

/** A path beside this file, wherever the command was started. */
const beside = (name: string): string => decodeURIComponent(new URL(name, import.meta.url).pathname);

/** The words of the static pages come from the same file as all others, so a page says something before its script runs. */
const words: Plugin = {
  name: 'pellicle-words',
  transformIndexHtml: { order: 'pre', handler: (html) => fillHtml(html, messages) },
};

/**
 * A worker starts and loads the module as soon as the heads of the pages that share are read, beside everything that the pages themselves
 * have to do; `pages/shared/early.ts` hands it to the package.
 */
function early(): Plugin {
  let script = '';
  return {
    name: 'pellicle-early',
    enforce: 'pre',
    generateBundle(_, bundle) {
      const named = (pattern: RegExp): string => {
        const name = Object.keys(bundle).find((candidate) => pattern.test(candidate));
        if (!name) throw new Error(`nothing is named ${pattern}`);
        return name.replace('assets/', '');
      };
      const source = readFileSync(beside('./pages/early.js'), 'utf8')
        .replace('WORKER', named(/\/worker-[^/]*\.js$/))
        .replace('MODULE', named(/pellicle_bg-[^/]*\.wasm$/));
      script = this.getFileName(this.emitFile({ type: 'asset', name: 'ahead.js', source }));
    },
    transformIndexHtml: {
      order: 'post',
      // The viewer has no need of the module before somebody types a password.
      handler: (_, { path }) =>
        path.endsWith('/view.html') ? [] : [{ tag: 'script', attrs: { src: `/${script}` }, injectTo: 'head-prepend' }],
    },
  };
}

/**
 * Each page's script, kept whole. package.json says for whoever uses the package that its modules do nothing on import, and
 * a bundler that takes that for the pages too may leave their scripts away: rolldown sometimes did, without a word.
 */
const scripts: Plugin = {
  name: 'pellicle-scripts',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    // The app's script imports that of the upload page for what it does.
    if (!/\/main\.[jt]s$/.test(source)) return null;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    return found && { ...found, moduleSideEffects: true };
  },
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (!name.endsWith('.html') || file.type !== 'asset') continue;
        if (!/<script type="module"/.test(String(file.source))) this.error(`${name} has lost its script`);
      }
    },
  },
};

/** www/pages → www/site: four static pages, and under assets/ everything else, named by its hash. */
export default defineConfig({
  root: beside('./pages'),
  base: '/',
  publicDir: false,
  plugins: [scripts, app(), words, early()],
  experimental: {
    // Everything names what it needs by where it stands itself, so that it works under /app/assets/ too.
    renderBuiltUrl: (_, { hostType }) => (hostType === 'html' ? undefined : { relative: true }),
  },
  build: {
    outDir: beside('./site'),
    emptyOutDir: true,
    assetsDir: 'assets',
    // The content security policy has no `data:`: every asset is a file of its own.
    assetsInlineLimit: 0,
    // The polyfill would fetch by script what every browser with wasm SIMD preloads by itself.
    modulePreload: { polyfill: false },
    // The licences of what is bundled ask for their notices in every copy.
    license: { fileName: 'licences.txt' },
    // The first browsers with everything that is needed here (wasm SIMD, module workers, logical properties).
    target: ['chrome111', 'firefox115', 'safari16.4'],
    rolldownOptions: {
      input: {
        index: beside('./pages/index.html'),
        view: beside('./pages/view.html'),
        embed: beside('./pages/embed.html'),
        app: beside('./pages/app.html'),
      },
    },
  },
});
