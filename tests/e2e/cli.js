import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BINARY = process.env.PELLICLE_CLI ?? fileURLToPath(new URL('../../target/debug/pellicle', import.meta.url));

/** Runs the real command line and gives what it wrote, and how it ended. */
export function pellicle(args, { input = '', cwd, env = {} } = {}) {
  const child = spawn(BINARY, args, { cwd, env: { ...process.env, ...env } });
  const said = { stdout: '', stderr: '', code: -1 };
  child.stdout.setEncoding('utf8').on('data', (text) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (said.stderr += text));
  // A program that ends without reading breaks the pipe; how it ended says all.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...said, code }));
  });
}

/** Runs it and insists that it worked. */
export async function pellicleOk(args, options) {
  const said = await pellicle(args, options);
  if (said.code !== 0) throw new Error(`pellicle ${args[0]} ended with ${said.code}: ${said.stderr}`);
  return said;
}
