/** Takes files that are dropped on an element, unless it is off. */
export function dropZone(element: HTMLElement, box: HTMLElement, isOff: () => boolean, take: (files: File[]) => void): void {
  // Entering a child comes before leaving its parent, so both are counted.
  let depth = 0;
  const over = (change: number): void => {
    depth = Math.max(0, depth + change);
    box.part.toggle('over', depth > 0 && !isOff());
  };
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  element.addEventListener('dragenter', (event) => {
    if (hasFiles(event)) over(1);
  });
  element.addEventListener('dragleave', (event) => {
    if (hasFiles(event)) over(-1);
  });
  element.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    // Also while it is off: else the browser would leave the page and open the file.
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = isOff() ? 'none' : 'copy';
  });
  element.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    over(-depth);
    take(filesOf(event.dataTransfer));
  });
}

/**
 * What was dropped. A folder looks like a file that cannot be read, as one is that will be there in a moment. With these words in
 * its place, it is told for what it is: no picture, whoever tries again.
 */
function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.items ?? [])].flatMap((item) => {
    const file = item.getAsFile();
    if (!file) return [];
    return [item.webkitGetAsEntry()?.isDirectory ? new File(['A folder'], file.name) : file];
  });
}
