import { remove } from '../remove.js';
import { share, type Shared, type ShareOptions } from '../share.js';
import { explain } from './explain.js';

/** How {@link pellicleServer} shares: as `share()` does. */
export interface PellicleServerOptions extends Omit<ShareOptions, 'signal' | 'onProgress'> {
  /** What holds for this file alone, by what FilePond knows of it. */
  forFile?(file: Blob, metadata: Record<string, unknown>): Omit<ShareOptions, 'signal' | 'onProgress'>;
  /** Called with everything that `share()` gives, the delete token among it: FilePond keeps only the link. */
  onShared?(shared: Shared, file: Blob): void;
}

/** What FilePond takes as its `server`. */
export interface PellicleServer {
  process(
    fieldName: string,
    file: Blob,
    metadata: Record<string, unknown>,
    load: (id: string) => void,
    error: (text: string) => void,
    progress: (computable: boolean, loaded: number, total: number) => void,
    abort: () => void,
  ): { abort(): void };
  revert(id: string, load: () => void, error: (text: string) => void): void;
  /** Links of pictures are not loaded back: FilePond is told so at once, and asks no server. */
  restore: null;
  load: null;
  fetch: null;
  patch: null;
}

/**
 * A server for FilePond: every picture is prepared, sealed and uploaded by `share()`, and its id, which a form around it
 * submits, is the link. Whoever undoes an upload deletes the picture; whoever cancels one takes it back.
 */
export function pellicleServer(options: PellicleServerOptions = {}): PellicleServer {
  const { forFile, onShared, ...shareOptions } = options;
  /** What deletes the pictures of this visit, by their links. */
  const deleteTokens = new Map<string, string>();
  return {
    process(_fieldName, file, metadata, load, error, progress, abort) {
      const stop = new AbortController();
      const sharing = async (): Promise<void> => {
        const shared = await share(file, {
          ...shareOptions,
          ...forFile?.(file, metadata),
          signal: stop.signal,
          onProgress: ({ fraction }) => progress(true, fraction, 1),
        });
        deleteTokens.set(shared.link, shared.deleteToken);
        onShared?.(shared, file);
        load(shared.link);
      };
      sharing().catch((fault: unknown) => {
        if (!stop.signal.aborted) error(explain(fault));
      });
      return {
        abort() {
          stop.abort();
          abort();
        },
      };
    },

    revert(link, load, error) {
      const deleteToken = deleteTokens.get(link);
      if (deleteToken === undefined) return error('This picture was not shared on this visit.');
      remove(link, { deleteToken }).then(
        () => {
          deleteTokens.delete(link);
          load();
        },
        (fault: unknown) => error(explain(fault)),
      );
    },

    restore: null,
    load: null,
    fetch: null,
    patch: null,
  };
}
