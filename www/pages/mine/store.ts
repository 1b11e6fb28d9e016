import { tellChange } from './news.js';
import { isExpired, type Kept } from './record.js';

const DATABASE = 'pellicle';
const STORE = 'shared';
const SWITCHED_OFF_AS = 'pellicle.mine';

let opening: Promise<IDBDatabase> | undefined;

/** Whether this browser keeps a list. It does unless a person switched it off; where nothing can be stored it cannot. */
export function isOn(): boolean {
  try {
    return localStorage.getItem(SWITCHED_OFF_AS) !== 'off';
  } catch {
    return false;
  }
}

/** Keeps a list from now on. */
export function switchOn(): void {
  localStorage.removeItem(SWITCHED_OFF_AS);
  tellChange();
}

/** Keeps none from now on, and deletes what was kept. */
export async function switchOff(): Promise<void> {
  localStorage.setItem(SWITCHED_OFF_AS, 'off');
  await clear();
}

/** Everything that is kept and has not expired, newest first. What has expired is forgotten. */
export async function all(): Promise<Kept[]> {
  const kept = await ask<Kept[]>('readonly', (store) => store.getAll());
  const expired = kept.filter((one) => isExpired(one));
  if (expired.length > 0) await forget(expired.map(({ id }) => id));
  return kept.filter((one) => !isExpired(one)).sort((a, b) => b.created - a.created);
}

/** Keeps these, each in place of what was kept under its id: all of them or none. */
export async function keep(records: Kept[]): Promise<void> {
  await ask('readwrite', (store) => records.map((record) => store.put(record)).at(-1));
  tellChange();
}

/** Changes what is kept under this id, if anything is. */
export async function change(id: string, changes: Partial<Kept>): Promise<void> {
  const present = await ask<Kept | undefined>('readonly', (store) => store.get(id));
  if (present) await keep([{ ...present, ...changes }]);
}

/** Forgets these. What is on the server stays there. */
export async function forget(ids: string[]): Promise<void> {
  await ask('readwrite', (store) => ids.map((id) => store.delete(id)).at(-1));
  tellChange();
}

/** Forgets everything. */
export async function clear(): Promise<void> {
  await ask('readwrite', (store) => store.clear());
  tellChange();
}

/** One transaction: its last request's answer, once all of it is on the disk. */
async function ask<T>(mode: IDBTransactionMode, requests: (store: IDBObjectStore) => IDBRequest | undefined): Promise<T> {
  const database = await (opening ??= open().catch((error: unknown) => {
    opening = undefined;
    throw error;
  }));
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const last = requests(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(last?.result as T);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      // Another tab with a newer page may want to change the store; this one opens it again when it needs it.
      request.result.onversionchange = () => {
        request.result.close();
        opening = undefined;
      };
      resolve(request.result);
    };
  });
}
