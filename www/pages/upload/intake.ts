import { droppedFiles, pickedPictures } from './dropped.js';
import { CARD } from './order.js';

/** The ways a picture comes in: the picker, the camera, a drop anywhere on the page, the clipboard. */
export interface Intake {
  onFiles(files: File[]): void;
  /** Something was dropped that holds no file, or a folder chosen that holds no picture. */
  onNothing(what: 'drop' | 'folder'): void;
  /** Something that may hold files is over the page, or no longer is. */
  onOver(over: boolean): void;
}

/** Listens on all of them. Files that were chosen before this script ran are in their input and come at once. */
export function openIntake(inputs: HTMLInputElement[], intake: Intake): void {
  for (const input of inputs) {
    const take = (): void => {
      const chosen = [...(input.files ?? [])];
      const files = input.webkitdirectory ? pickedPictures(chosen) : chosen;
      // Emptied, so that the same file can be chosen again and a reload does not send it a second time.
      input.value = '';
      if (files.length > 0) intake.onFiles(files);
      else if (chosen.length > 0) intake.onNothing('folder');
    };
    input.addEventListener('change', take);
    take();
  }
  openDrop(intake);
  openPaste(intake);
}

function openDrop({ onFiles, onNothing, onOver }: Intake): void {
  // A card that is put into another place of its list is nothing that comes in.
  const isCard = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes(CARD) ?? false;
  addEventListener('dragenter', (event) => {
    event.preventDefault();
    if (!isCard(event)) onOver(true);
  });
  addEventListener('dragover', (event) => {
    // Without this the browser would leave the page and show the dropped file instead.
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = isCard(event) ? 'move' : 'copy';
  });
  addEventListener('dragleave', (event) => {
    // Leaving for another element of the page is no leaving.
    if (event.relatedTarget === null) onOver(false);
  });
  addEventListener('drop', async (event) => {
    event.preventDefault();
    onOver(false);
    if (isCard(event)) return;
    const hasFiles = event.dataTransfer?.types.includes('Files') ?? false;
    const files = event.dataTransfer ? await droppedFiles(event.dataTransfer) : [];
    if (files.length > 0) onFiles(files);
    else onNothing(hasFiles ? 'folder' : 'drop');
  });
}

function openPaste({ onFiles }: Intake): void {
  addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  });
}
