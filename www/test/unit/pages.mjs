import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

// What the pages ask of a browser while their modules load; their functions are tested as far as they need no document.
if (!('navigator' in globalThis)) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
Object.defineProperty(globalThis.navigator, 'languages', { value: ['en-GB'], configurable: true });

/** A module of the pages, translated as the site's build does it. */
export async function page(name) {
  const path = fileURLToPath(new URL(`../../pages/${name}`, import.meta.url));
  const { module } = await runnerImport(path, { configFile: false, logLevel: 'error' });
  return module;
}
