import { hostPackage } from './package-host.js';
import { setStage } from './stage.js';

/**
 * A stage, and beside it a script with the package that looks into albums, on a page of someone else's that stands before the
 * same server: what the pages say of an album is not asked of them.
 */
export async function setAlbumStage() {
  const stage = await setStage();
  const site = await hostPackage(stage.server);
  const host = await stage.browser.newPage();
  await host.goto(site.origin);

  /** What a script makes of a link. */
  const read = (link, script) => host.evaluate(script, link.replace(stage.server.origin, new URL(host.url()).origin));
  /** What is in an album. */
  const contents = (link) =>
    read(link, async (link) => {
      const { viewAlbum } = await import('pellicle');
      const { title, items, expires } = await viewAlbum(link);
      return { title, ids: items.map(({ id }) => id), captions: items.map(({ caption }) => caption), expires: expires.getTime() };
    });
  const clear = async () => {
    await stage.clear();
    await site.stop();
  };
  return { stage, read, contents, clear };
}
