import { t } from '../text/text.js';

/**
 * Takes a file from the picker, or from wherever on the page it is dropped, where `makeRoom` is called before. Gives what asks
 * for the file later.
 */
export function takeFiles(picker: HTMLInputElement, chosen: HTMLElement, makeRoom: () => void): () => File | undefined {
  const body = document.body;
  const say = (): void => {
    chosen.textContent = picker.files?.[0]?.name ?? t('offline.drop');
  };
  picker.addEventListener('change', say);
  // Without these two the browser would leave the page for what is dropped on it.
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    body.toggleAttribute('data-over', true);
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    body.toggleAttribute('data-over', false);
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    makeRoom();
    picker.files = files;
    say();
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) body.toggleAttribute('data-over', false);
  });
  return () => picker.files?.[0];
}
