import { spawn } from 'node:child_process';

export const XVFB = '/usr/bin/Xvfb';

/** A screen that nobody sees, for a browser that has no headless mode; the X server chooses a number that is free. */
export async function startScreen() {
  const child = spawn(XVFB, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise((resolve) => child.on('exit', resolve));
  const number = await new Promise((resolve, reject) => {
    child.stdio[3].setEncoding('utf8').once('data', resolve);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return {
    display: `:${number.trim()}`,
    stop() {
      child.kill('SIGTERM');
      return gone;
    },
  };
}
