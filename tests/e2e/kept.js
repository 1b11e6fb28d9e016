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

/** What this browser keeps of the picture or album with this id. */
export async function keptOf(page, id) {
  return (await storedIn(page)).find((one) => one.id === id);
}
