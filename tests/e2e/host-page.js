import { startBrowser } from './browser.js';
import { hostPackage } from './package-host.js';
import { startServer } from './server.js';

/** A page of someone else's site that can import the package, before a real server; `close()` takes all of it down. */
export async function openHostPage() {
  const server = await startServer();
  const host = await hostPackage(server);
  const browser = await startBrowser();
  const page = await browser.newPage();
  await page.goto(host.origin);
  return {
    page,
    browser,
    origin: host.origin,
    server,
    async close() {
      await browser.close();
      await host.stop();
      await server.stop();
    },
  };
}
