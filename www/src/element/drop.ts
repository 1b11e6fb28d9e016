/** Takes files that are dropped on an element or pasted into it, unless it is off. */
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
    take([...(event.dataTransfer?.files ?? [])]);
  });
  element.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || isOff()) return;
    event.preventDefault();
    take(files);
  });
}
