/** A new element with attributes and children. Texts become text nodes, so nothing of a stranger's is ever parsed. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A button with a part of its own to style it by. */
export function button(part: string, label: string, onClick: () => void): HTMLButtonElement {
  const element = el('button', { type: 'button', part: `button ${part}` }, label);
  element.addEventListener('click', onClick);
  return element;
}

/** Writes what is not there yet: a text node that is replaced under a finger takes the press with it, in WebKit. */
export function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** `HTMLElement`, or where there is none, as on a server that renders pages, something that can be extended. */
export const ElementBase: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * Puts a style sheet into a shadow root, made once for all elements of a kind. One that is constructed needs no
 * permission of a Content-Security-Policy.
 */
export function adopt(root: ShadowRoot, sheet: () => CSSStyleSheet): void {
  root.adoptedStyleSheets = [sheet()];
}

/** Makes a style sheet when it is first needed: on a server there are none. */
export function styleSheet(css: string): () => CSSStyleSheet {
  let sheet: CSSStyleSheet | undefined;
  return () => {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    return sheet;
  };
}

/**
 * Sets once more what was set before the browser knew the element: such a property is the instance's own, and stands before
 * that of the class.
 */
export function setAgain(element: HTMLElement): void {
  for (const [name, value] of Object.entries(element)) {
    if (!(name in Object.getPrototypeOf(element))) continue;
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value);
  }
}
