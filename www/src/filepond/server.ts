import { remove } from '../remove.js';
import { share, type Shared, type ShareOptions } from '../share.js';
import { tell } from '../tell.js';
import { explain } from './explain.js';

/** How {@link pellicleServer} shares: as `share()` does. */
export interface PellicleServerOptions extends Omit<ShareOptions, 'signal' | 'onProgress'> {
  /**
   * Options that hold for this file alone, by what FilePond knows of it. Default: none.
   *
   * @param file - What was chosen.
   * @param metadata - What FilePond's plugins say of it.
   */
  forFile?(file: Blob, metadata: Record<string, unknown>): Omit<ShareOptions, 'signal' | 'onProgress'>;
  /**
   * Called with everything that `share()` gives, the delete token among it: FilePond keeps only the link.
   *
   * @param shared - As `share()` gives it.
   * @param file - What was chosen.
   */
  onShared?(shared: Shared, file: Blob): void;
}

/** What FilePond takes as its `server`. */
export interface PellicleServer {
  /**
   * Shares a file. FilePond calls it when a file is to be uploaded.
   *
   * @param fieldName - The name of the form's field, which does not matter.
   * @param file - What was chosen.
   * @param metadata - What FilePond knows of it, which `forFile` hears.
   * @param load - Told the link when it is shared.
   * @param error - Told the sentence for a person when it is not.
   * @param progress - Told how much of it is done, from 0 to 1 of 1.
   * @param abort - Told that it has stopped, where FilePond asked it to.
   * @returns What FilePond stops it by.
   */
  process(
    fieldName: string,
    file: Blob,
    metadata: Record<string, unknown>,
    load: (id: string) => void,
    error: (text: string) => void,
    progress: (computable: boolean, loaded: number, total: number) => void,
    abort: () => void,
  ): {
    /** Stops it, and takes back from the server what is there. */
    abort(): void;
  };
  /**
   * Deletes a picture that was shared on this visit. FilePond calls it when an upload is undone.
   *
   * @param id - The link.
   * @param load - Told when it is deleted.
   * @param error - Told the sentence for a person when it is not.
   */
  revert(id: string, load: () => void, error: (text: string) => void): void;
  /** Links of pictures are not loaded back: FilePond is told so at once, and asks no server. */
  restore: null;
  /** As `restore`. */
  load: null;
  /** As `restore`. */
  fetch: null;
  /** As `restore`. */
  patch: null;
}

/**
 * A server for FilePond: every picture is prepared, sealed and uploaded by `share()`, and its id, which a form around it
 * submits, is the link. Whoever undoes an upload deletes the picture; whoever cancels one takes it back.
 *
 * FilePond shows an error by `labelFileProcessingError: ({ body }) => body`: the body is a sentence for a person.
 *
 * @param options - As for `share()`, and what a single file has of its own.
 * @returns What goes to FilePond as its `server`.
 *
 * @example
 * ```ts
 * FilePond.create(input, {
 *   server: pellicleServer({ server: 'https://pic.example', expiresIn: '30d' }),
 *   labelFileProcessingError: ({ body }) => body,
 * });
 * ```
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
        tell(() => onShared?.(shared, file));
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
