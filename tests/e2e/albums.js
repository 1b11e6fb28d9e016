import { hostPackage } from './package-host.js';

/**
 * Shares pictures and an album of them by the package, as another front end would, and gives the album's link on the server
 * itself. Each picture is `{ bytes, caption, options, times }`, with the options of `share`, and stands in the album as
 * often as `times` says. What is given besides is the album's own.
 */
export async function shareAlbum({ server, browser }, pictures, album = {}) {
  const host = await hostPackage(server);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(host.origin);
    const input = pictures.map(({ bytes, ...rest }) => ({ base64: bytes.toString('base64'), ...rest }));
    const shared = await page.evaluate(
      async ({ input, album }) => {
        const pellicle = await import('pellicle');
        const toBlob = (base64) => new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
        const pictures = await Promise.all(input.map(({ base64, options }) => pellicle.share(toBlob(base64), options)));
        const entries = input.flatMap(({ caption, options, times = 1 }, i) =>
          Array(times).fill({ link: pictures[i].link, caption, password: options?.password }),
        );
        const { link } = await pellicle.shareAlbum(entries, album);
        return { link, pictures: pictures.map(({ link, deleteToken }) => ({ link, deleteToken })) };
      },
      { input, album },
    );
    const onServer = (link) => link.replace(host.origin, server.origin);
    return {
      link: onServer(shared.link),
      pictures: shared.pictures.map(({ link, deleteToken }) => ({ link: onServer(link), deleteToken })),
    };
  } finally {
    await context.close();
    await host.stop();
  }
}

/** Deletes a picture of an album, as whoever shared it can. */
export async function deletePicture(server, { link, deleteToken }) {
  const address = new URL(new URL(link).pathname.replace('/i/', '/b/'), server.origin);
  const answer = await fetch(address, { method: 'DELETE', headers: { authorization: `Bearer ${deleteToken}` } });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
}
