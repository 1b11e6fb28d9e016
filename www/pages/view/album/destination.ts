/** Where a file that is made here goes. */
export interface Destination {
  /** Writes all of the stream. Where `isWanted` says no at its end, nothing is left behind. */
  write(stream: ReadableStream<Uint8Array>, isWanted: () => boolean, signal: AbortSignal): Promise<void>;
}

/** What TypeScript's library does not know yet: it is in Chromium alone. */
type SavePicker = (options: {
  suggestedName: string;
  types: { accept: Record<string, string[]> }[];
}) => Promise<FileSystemFileHandle & { remove?(): Promise<void> }>;

const TYPE = 'application/zip';

/**
 * Asks where the file goes, where the browser lets a page write while it makes: then the file takes no memory. Everywhere
 * else it is made whole and then saved as any download is. Nothing comes back where whoever was asked thought better of it.
 */
export async function askDestination(name: string): Promise<Destination | undefined> {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: SavePicker };
  if (!showSaveFilePicker) return download(name);
  try {
    const handle = await showSaveFilePicker({ suggestedName: name, types: [{ accept: { [TYPE]: ['.zip'] } }] });
    return { write: (stream, isWanted, signal) => writeTo(handle, stream, isWanted, signal) };
  } catch (error) {
    // A frame or a policy may forbid asking; then it is saved as everywhere else.
    return error instanceof DOMException && error.name === 'AbortError' ? undefined : download(name);
  }
}

async function writeTo(
  handle: Awaited<ReturnType<SavePicker>>,
  stream: ReadableStream<Uint8Array>,
  isWanted: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  try {
    const file = await handle.createWritable();
    await stream.pipeTo(file as WritableStream<Uint8Array>, { signal, preventClose: true });
    if (isWanted()) return await file.close();
    await file.abort();
  } catch (error) {
    await removeEmpty(handle);
    throw error;
  }
  await removeEmpty(handle);
}

/** Asking for a place makes an empty file there. One that was there before has its old content still, and stays. */
async function removeEmpty(handle: Awaited<ReturnType<SavePicker>>): Promise<void> {
  try {
    if ((await handle.getFile()).size === 0) await handle.remove?.();
  } catch {
    // An empty file that stays does no harm.
  }
}

function download(name: string): Destination {
  return {
    async write(stream, isWanted, signal) {
      const blob = await new Response(stream).blob();
      signal.throwIfAborted();
      if (!isWanted()) return;
      const url = URL.createObjectURL(new Blob([blob], { type: TYPE }));
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      // The browser reads it after this; a minute is more than any of them takes to begin.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    },
  };
}
