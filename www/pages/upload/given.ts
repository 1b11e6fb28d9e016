/** Files that came in by another way than this page's own, such as the system's "Open with". */
let waiting: File[] = [];
let take: ((files: File[]) => void) | undefined;

/** Gives files to the page, which may not be ready for them yet. */
export function giveFiles(files: File[]): void {
  if (files.length === 0) return;
  if (take) take(files);
  else waiting.push(...files);
}

/** Takes what was given, and what will be. */
export function onGiven(onFiles: (files: File[]) => void): void {
  take = onFiles;
  const files = waiting;
  waiting = [];
  giveFiles(files);
}
