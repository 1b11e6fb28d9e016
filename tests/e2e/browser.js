import { chromium } from 'playwright-core';
import { CHROMIUM, FLAGS } from './chromium.js';

/** Headless Chromium that resolves no name: what it would ask of its makers on its own account goes nowhere. */
export const LAUNCH = {
  executablePath: CHROMIUM,
  args: [...FLAGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
};

export function startBrowser(flags = []) {
  return chromium.launch({ ...LAUNCH, args: [...LAUNCH.args, ...flags] });
}

/**
 * A profile that knows nothing of any other, watched for what a page must never do.
 * All of its requests go through the proxy: those to this machine too, which are else let past.
 */
export async function freshProfile(browser, proxy, options = {}) {
  const context = await browser.newContext({
    locale: 'en',
    proxy: { server: proxy.origin, bypass: '<-loopback>' },
    ...options,
  });
  const faults = [];
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
      console.error(`Content Security Policy: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`);
    });
  });
  context.on('page', (page) => page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error}`)));
  context.on('console', (message) => {
    if (/content security policy|trusted ?type|TrustedHTML|TrustedScript/i.test(message.text()))
      faults.push(message.text());
  });
  return { context, faults, page: await context.newPage() };
}

/** What a page has left in its browser for later. */
export function storageOf(page) {
  return page.evaluate(async () => {
    const answer = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const records = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        records.push(...(await answer(database.transaction(store).objectStore(store).getAll())));
      database.close();
    }
    return JSON.stringify({
      records,
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      cookies: document.cookie,
      workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
    });
  });
}
