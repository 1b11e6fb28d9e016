import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BINARY =
  process.env.PELLICLE_SERVER ?? fileURLToPath(new URL('../../target/debug/pellicle-server', import.meta.url));

/**
 * The real server, on a free port, with a data folder of its own; everything that it says is kept in `log`.
 * It is as talkative as it can be, unless told otherwise: what it might say is what the wiretap listens for.
 * `settings` are its environment variables.
 */
export async function startServer({ talk = 'trace', settings = {} } = {}) {
  const data = await mkdtemp(join(tmpdir(), 'pellicle-e2e-'));
  const env = { ...process.env, RUST_LOG: talk, PELLICLE_LOG: talk, ...settings };
  const child = spawn(BINARY, ['serve', '--listen', '127.0.0.1:0', '--data', data], { env });
  const server = { data, log: '', origin: '', host: '', stop };
  const gone = new Promise((resolve) => child.on('exit', resolve));
  server.origin = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        server.log += text;
        const said = /listening on (http:\/\/\S+)/.exec(server.log);
        if (said) resolve(said[1]);
      });
    }
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${server.log}`)));
  });
  server.host = new URL(server.origin).host;
  return server;

  /** Stops it as an operator would, and waits until its files are closed. */
  async function stop({ keepData = false } = {}) {
    child.kill('SIGTERM');
    const code = await gone;
    if (!keepData) await rm(data, { recursive: true, force: true });
    return code;
  }
}
