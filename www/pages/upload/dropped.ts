import { isPicture } from './pictures.js';

/**
 * The files of a drop, with those inside dropped folders. Of a folder only pictures are taken: what a system keeps
 * beside them was not chosen by anybody.
 */
export async function droppedFiles({ files, items }: DataTransfer): Promise<File[]> {
  // Asked for before anything is awaited: after the event, a drop is closed.
  const folders = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry?.isDirectory);
  if (folders.length === 0) return [...files];
  const names = new Set(folders.map((folder) => folder?.name));
  const loose = [...files].filter(({ name }) => !names.has(name));
  const inside = await Promise.all(folders.map((folder) => picturesIn(folder as FileSystemDirectoryEntry)));
  return [...loose, ...inside.flat()];
}

async function picturesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  // A reader gives its entries in batches, and an empty one at the end.
  for (;;) {
    // What cannot be read, because it is gone or not allowed, is left out like what is no picture.
    const batch = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (batch.length === 0) break;
    entries.push(...batch);
  }
  // By name, as people see them: "2" before "10".
  entries.sort((a, b) => byName(a.name, b.name));
  const found: File[] = [];
  for (const entry of entries) {
    if (entry.isDirectory) found.push(...(await picturesIn(entry as FileSystemDirectoryEntry)));
    else {
      const file = await fileOf(entry as FileSystemFileEntry);
      if (file && isPicture(file)) found.push(file);
    }
  }
  return found;
}

/** The pictures of a folder that was picked, in the same order. */
export function pickedPictures(files: readonly File[]): File[] {
  return files.filter(isPicture).sort((a, b) => byName(a.webkitRelativePath, b.webkitRelativePath));
}

function byName(a: string, b: string): number {
  return a.localeCompare(b, undefined, { numeric: true });
}

function fileOf(entry: FileSystemFileEntry): Promise<File | undefined> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(undefined)));
}
