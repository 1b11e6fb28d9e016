import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pellicleOk } from '../cli.js';
import { avif, quarters } from '../foreign-pictures.js';
import { hostPackage } from '../package-host.js';
import { drawing, photo } from '../pictures.js';
import { startServer } from '../server.js';
import { startSite } from '../site.js';

export const SOLID = { width: 320, height: 240 };

/** Pictures whose pixels the module decodes itself: every engine shows the bytes that `pellicle prepare` makes natively. */
export const MADE = {
  'photo.jpg': photo({ orientation: 6 }),
  'see-through.png': drawing(),
  // Few colours and no transparency: it stays a PNG, and its levels stay as they are.
  'solid.png': quarters(SOLID),
};

/** One that only browsers decode. */
export const FOREIGN = 'kind.avif';

/** A real server behind a page that can import the package, a site on another origin, and a folder of pictures to choose from. */
export async function setStage() {
  const folder = await mkdtemp(join(tmpdir(), 'pellicle-engines-'));
  const site = await startSite();
  const server = await startServer({ talk: 'info', settings: { PELLICLE_ALLOWED_ORIGINS: site.origin } });
  const front = await hostPackage(server, { at: '/host' });
  site.server = front.origin;
  const expected = {};
  for (const [name, bytes] of Object.entries(MADE)) {
    await writeFile(join(folder, name), bytes);
    const output = join(folder, `prepared-${name}`);
    await pellicleOk(['prepare', join(folder, name), '-o', output]);
    expected[name] = await readFile(output);
  }
  await writeFile(join(folder, FOREIGN), avif());
  return {
    site,
    front,
    /** What `pellicle prepare` makes of each picture. */
    expected,
    path: (name) => join(folder, name),
    async clear() {
      await front.stop();
      await server.stop();
      await site.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
