import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Headless Chromium, all of whose requests go through the proxy: also those to this machine, which are else let past. */
export function startBrowser(proxy) {
  return chromium.launch({
    executablePath: process.env.PELLICLE_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    proxy: { server: proxy.origin, bypass: '<-loopback>' },
  });
}

/** A profile that knows nothing of any other, watched for what a page must never do. */
export async function freshProfile(browser, options = {}) {
  const context = await browser.newContext({ locale: 'en', ...options });
  const faults = [];
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
      console.error(`Content Security Policy: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`);
    });
  });
  context.on('page', (page) => page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error}`)));
  context.on('console', (message) => {
    if (/content security policy|trusted ?type|TrustedHTML|TrustedScript/i.test(message.text())) faults.push(message.text());
  });
  return { context, faults, page: await context.newPage() };
}

/** What a page has left in its browser for later. */
export function storageOf(page) {
  return page.evaluate(async () =>
    JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      cookies: document.cookie,
      workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
    }),
  );
}
