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
  const found: File[] = [];
  // A reader gives its entries in batches, and an empty one at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return found;
    for (const entry of batch) {
      if (entry.isDirectory) found.push(...(await picturesIn(entry as FileSystemDirectoryEntry)));
      else {
        const file = await fileOf(entry as FileSystemFileEntry);
        if (isPicture(file)) found.push(file);
      }
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
