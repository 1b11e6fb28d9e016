/** Attributes by name: a text is set as it is, `true` as an empty attribute, `false` not at all. */
type Attributes = Record<string, string | boolean>;

/** A new element with attributes and children. Texts become text nodes, so nothing a stranger wrote is ever parsed. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

/** A button that does something on this page. */
export function button(label: string, classes: string, onClick: () => void): HTMLButtonElement {
  const element = el('button', { type: 'button', class: classes }, label);
  element.addEventListener('click', onClick);
  return element;
}

/** The element with this id, which the static page has. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} named ${id}`);
  return element;
}
