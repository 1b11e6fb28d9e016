import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { here } from './apps.mjs';

const run = promisify(execFile);

/** Packs the package and installs it as a registry would leave it: nothing but what is published. */
export async function install() {
  const folder = await mkdtemp(join(tmpdir(), 'pellicle-package-'));
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: here('../..') });
  const tarball = join(folder, (await readdir(folder))[0]);
  const installed = here('node_modules/pellicle');
  await rm(installed, { recursive: true, force: true });
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  return { tarball, remove: () => rm(folder, { recursive: true, force: true }) };
}
