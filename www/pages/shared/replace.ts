/**
 * Puts these into a place. What stands there already and is the same stays, with whoever presses it and the focus that it
 * has: what it does must not depend on when it was made.
 */
export function replaceChanged(place: Element, next: readonly Node[]): void {
  const present = [...place.childNodes];
  const all = next.map((node) => {
    const same = present.findIndex((one) => one === node || one.isEqualNode(node));
    return same < 0 ? node : (present.splice(same, 1)[0] ?? node);
  });
  for (const node of present) node.remove();
  for (const [i, node] of all.entries()) {
    const standing = place.childNodes[i] ?? null;
    if (standing !== node) place.insertBefore(node, standing);
  }
}
