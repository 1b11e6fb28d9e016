import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Builder, Capabilities } from 'selenium-webdriver';
import { CHROMIUM, FLAGS } from '../chromium.js';
import { startScreen, XVFB } from './screen.js';

const GECKODRIVER =
  process.env.PELLICLE_GECKODRIVER ?? fileURLToPath(new URL('../../../target/xtask/tools/bin/geckodriver', import.meta.url));

const FIREFOX = '/usr/bin/firefox-esr';

/** What Firefox would ask its makers on its own account, and where it would take http for https. */
const FIREFOX_PREFS = {
  'app.normandy.enabled': false,
  'browser.newtabpage.activity-stream.feeds.system.topstories': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.security.https_first': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
};

const firefox = (prefs, rest) => ({
  ...rest,
  needs: [FIREFOX, GECKODRIVER],
  driver: (port) => [GECKODRIVER, ['--host', '127.0.0.1', '--port', String(port)]],
  wants: {
    browserName: 'firefox',
    'moz:firefoxOptions': { binary: FIREFOX, args: ['-headless'], prefs: { ...FIREFOX_PREFS, ...prefs } },
  },
});

/**
 * The engines: which driver starts each and of which programs, what it is asked for, and whether it has a decoder for AVIF that can be relied on:
 * WebKitGTK's does not turn pictures nor convert their colours, and a Firefox that resists fingerprinting has no WebCodecs.
 */
export const ENGINES = {
  Chromium: {
    decodesAvif: true,
    needs: [CHROMIUM, '/usr/bin/chromedriver'],
    driver: (port) => ['/usr/bin/chromedriver', [`--port=${port}`]],
    wants: {
      browserName: 'chrome',
      'goog:chromeOptions': { binary: CHROMIUM, args: ['--headless=new', ...FLAGS] },
    },
  },
  Firefox: firefox({}, { decodesAvif: true }),
  'Firefox that resists fingerprinting': firefox({ 'privacy.resistFingerprinting': true }, { decodesAvif: false }),
  WebKit: {
    decodesAvif: false,
    needs: ['/usr/bin/WebKitWebDriver', XVFB],
    driver: (port) => ['/usr/bin/WebKitWebDriver', ['--host=127.0.0.1', `--port=${port}`]],
    wants: { browserName: 'MiniBrowser' },
    // It has no headless mode.
    needsScreen: true,
  },
};

/** What this machine lacks to start an engine, as a reason to skip it; nothing where it has all of it. */
export function missing(name) {
  const lacks = ENGINES[name].needs.filter((path) => !existsSync(path));
  return lacks.length > 0 && `${lacks.join(' and ')} is not here`;
}

/**
 * A real browser with a profile that knows nothing of any other, by the driver that its makers wrote. The client only
 * speaks to a driver that runs: it looks for none and downloads none. `proxy` is the host and port that http goes through.
 */
export async function startEngine(name, { proxy } = {}) {
  const { driver, wants, needsScreen } = ENGINES[name];
  const home = await mkdtemp(join(tmpdir(), 'pellicle-engine-'));
  const screen = needsScreen ? await startScreen() : undefined;
  const port = await freePort();
  const [program, options] = driver(port);
  const env = {
    ...process.env,
    // What a browser keeps of its own goes with it.
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    ...(screen && { DISPLAY: screen.display }),
  };
  const child = spawn(program, options, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  let ended;
  const gone = new Promise((resolve) => {
    child.on('error', (error) => resolve((ended = String(error))));
    child.on('exit', (code, signal) => resolve((ended = `${program} ended with ${code ?? signal}`)));
  });
  let browser;
  const stop = async () => {
    await browser?.quit().catch(() => {});
    child.kill('SIGTERM');
    await gone;
    await screen?.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const address = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${address}/status`).then((answer) => answer.ok, () => false))) {
      if (ended !== undefined) throw new Error(`${ended}: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const asked = proxy ? { ...wants, proxy: { proxyType: 'manual', httpProxy: proxy } } : wants;
    const capabilities = new Capabilities(asked);
    browser = await new Builder().disableEnvironmentOverrides().usingServer(address).withCapabilities(capabilities).build();
    await browser.manage().setTimeouts({ script: 60_000, pageLoad: 60_000, implicit: 0 });
    return { browser, stop };
  } catch (error) {
    await stop();
    throw new Error(`${name} could not be started: ${error.message}\n${said}`, { cause: error });
  }
}

async function freePort() {
  const listener = createServer();
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return port;
}
