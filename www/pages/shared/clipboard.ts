/**
 * Puts a text on the clipboard: by the browser's API where the page has it, else by selecting a copy of the text and
 * asking for "copy" the old way, which also works over plain http. Says whether it worked.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const back = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (back instanceof HTMLElement) back.focus();
  return copied;
}

/** Selects what an element shows, so that a person can copy it by hand. */
export function selectContents(element: HTMLElement): void {
  getSelection()?.selectAllChildren(element);
}
