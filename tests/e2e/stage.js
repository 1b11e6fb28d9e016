import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshProfile, startBrowser } from './browser.js';
import { startProxy } from './proxy.js';
import { startServer } from './server.js';

/**
 * A real server, a wire that remembers everything, and a real browser; `clear()` takes them down again
 * and fails when a page turned to another origin, broke its own security policy or threw something.
 */
export async function setStage({ flags } = {}) {
  const server = await startServer();
  const proxy = await startProxy(server.host);
  const browser = await startBrowser(flags);
  const folder = await mkdtemp(join(tmpdir(), 'pellicle-e2e-files-'));
  const profiles = [];
  return {
    server,
    proxy,
    browser,
    folder,
    /** A page in a profile that knows nothing of any other. */
    async page(options) {
      const profile = await freshProfile(browser, proxy, options);
      profiles.push(profile);
      return profile.page;
    },
    faults: () => profiles.flatMap((profile) => profile.faults),
    async clear() {
      await browser.close();
      await proxy.stop();
      const code = await server.stop();
      await rm(folder, { recursive: true, force: true });
      assert.deepEqual(proxy.strangers, [], 'no request goes to another origin');
      assert.deepEqual(
        profiles.flatMap((profile) => profile.faults),
        [],
        'no page breaks its security policy or throws',
      );
      assert.equal(code, 0, 'the server stops when it is told to');
    },
  };
}
