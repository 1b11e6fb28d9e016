/** The element that a person used last: what is pasted while nothing has the focus is meant for it. */
let used: HTMLElement | undefined;

/**
 * Takes files that are pasted while an element has the focus, or was the last one to be used, and nothing else has it. It
 * listens to the whole document, because Firefox tells the body of a paste where a button has the focus. What is pasted into
 * a field stays the field's.
 */
export class PasteZone {
  readonly #element: HTMLElement;
  readonly #isOff: () => boolean;
  readonly #take: (files: File[]) => void;
  #document: Document | undefined;

  constructor(element: HTMLElement, isOff: () => boolean, take: (files: File[]) => void) {
    this.#element = element;
    this.#isOff = isOff;
    this.#take = take;
    for (const name of ['focusin', 'pointerdown', 'drop']) element.addEventListener(name, () => (used = element));
  }

  /** The element is in a document. */
  open(): void {
    this.close();
    this.#document = this.#element.ownerDocument;
    this.#document.addEventListener('paste', this.#hear);
  }

  /** It is in none. */
  close(): void {
    this.#document?.removeEventListener('paste', this.#hear);
    this.#document = undefined;
    if (used === this.#element) used = undefined;
  }

  readonly #hear = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || event.defaultPrevented || this.#isOff() || !this.#isMeant(event)) return;
    event.preventDefault();
    this.#take(files);
  };

  #isMeant(event: ClipboardEvent): boolean {
    const path = event.composedPath();
    if (isField(path[0])) return false;
    if (path.includes(this.#element)) return true;
    const { activeElement, body } = this.#element.ownerDocument;
    return used === this.#element && (activeElement === null || activeElement === body || this.#element.matches(':focus-within'));
  }
}

/** Whether something can be typed there. */
function isField(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return !target.readOnly;
  return target.isContentEditable;
}
