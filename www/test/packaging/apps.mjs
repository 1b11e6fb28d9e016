import { execFile, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * The ways in which the package gets into a page: how each builds its app, none of them configured for the package, and
 * where the app is then.
 */

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** A path below this folder. */
export const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Each gives the folder to serve and the page in it, or starts a server of its own. */
export const APPS = {
  'a page without a bundler': async () => ({ folder: here('.'), page: 'plain/index.html' }),

  async 'Vite'() {
    const { build } = await import('vite');
    await build({ root: here('vite'), logLevel: 'error' });
    return { folder: here('vite/dist'), page: 'index.html' };
  },

  async 'webpack 5'() {
    const { default: webpack } = await import('webpack');
    const compiler = webpack({ context: here('webpack'), mode: 'production', output: { path: here('webpack/dist') } });
    const stats = await new Promise((resolve, reject) =>
      compiler.run((error, stats) => (error ? reject(error) : resolve(stats))),
    );
    const { errors } = stats.toJson({ all: false, errors: true });
    if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
    return { folder: here('webpack'), page: 'index.html' };
  },

  async 'esbuild, with everything inside'() {
    const { build } = await import('esbuild');
    await build({
      entryPoints: [here('esbuild/main.js')],
      bundle: true,
      format: 'esm',
      outfile: here('esbuild/dist/main.js'),
      logLevel: 'error',
    });
    return { folder: here('esbuild'), page: 'index.html' };
  },

  async 'Next, by Turbopack'(port) {
    const next = require.resolve('next/dist/bin/next');
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
    await run(process.execPath, [next, 'build', here('next')], { env, maxBuffer: 1 << 26 });
    const child = spawn(process.execPath, [next, 'start', here('next'), '-H', '127.0.0.1', '-p', String(port)], { env });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    let said = '';
    await new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text) => {
          said += text;
          if (/Ready in/.test(said)) resolve();
        });
      child.on('exit', (code) => reject(new Error(`next ended with ${code}:\n${said}`)));
    });
    const stop = () => {
      child.kill('SIGTERM');
      return ended;
    };
    return { page: '', stop };
  },
};
