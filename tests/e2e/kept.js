import { UploadPage } from './upload-page.js';

/** A profile that has shared these, with their small copies in its list; with `options`, as the line of options is set. */
export async function shareToList(stage, files, options) {
  const page = await stage.page({ acceptDownloads: true });
  const upload = await new UploadPage(page, stage.server.origin).open();
  if (options) await upload.choose(options);
  await upload.give(...files);
  const links = await Promise.all(files.map(({ name }) => upload.linkTo(name)));
  if (!options?.password)
    await page.waitForFunction(async (count) => {
      const opening = indexedDB.open('pellicle');
      const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
      const all = database.transaction('shared').objectStore('shared').getAll();
      const found = await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)));
      database.close();
      return found.filter(({ thumbnail }) => thumbnail).length === count;
    }, files.length);
  return { page, upload, links };
}

/** What "My pictures" keeps in this page's browser, each with the size of its small copy in place of the copy. */
export function storedIn(page) {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('pellicle');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const names = [...opening.result.objectStoreNames];
          if (names.length === 0) return resolve([]);
          const all = opening.result.transaction(names).objectStore('shared').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result.map(({ thumbnail, ...rest }) => ({ ...rest, thumbnailBytes: thumbnail?.size ?? 0 })));
          };
        };
      }),
  );
}

/** Changes what is kept under these ids, behind the page's back. */
export function changeStored(page, changes) {
  return page.evaluate(
    (changes) =>
      new Promise((resolve) => {
        const opening = indexedDB.open('pellicle');
        opening.onsuccess = () => {
          const change = opening.result.transaction('shared', 'readwrite');
          const store = change.objectStore('shared');
          for (const [id, fields] of Object.entries(changes)) {
            store.get(id).onsuccess = ({ target }) => store.put({ ...target.result, ...fields });
          }
          change.oncomplete = () => (opening.result.close(), resolve());
        };
      }),
    changes,
  );
}

/** Forgets what is kept under this id, behind the page's back. */
export function forgetStored(page, id) {
  return page.evaluate(
    (id) =>
      new Promise((resolve) => {
        const opening = indexedDB.open('pellicle');
        opening.onsuccess = () => {
          const change = opening.result.transaction('shared', 'readwrite');
          change.objectStore('shared').delete(id);
          change.oncomplete = () => (opening.result.close(), resolve());
        };
      }),
    id,
  );
}

/** What this browser keeps of the picture or album with this id. */
export async function keptOf(page, id) {
  return (await storedIn(page)).find((one) => one.id === id);
}
