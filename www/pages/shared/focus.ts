/** The first thing in a place that can take the focus, as far as it can be seen: what is folded or hidden cannot. */
export function firstControl(place: ParentNode): HTMLElement | undefined {
  const controls = [...place.querySelectorAll<HTMLElement>('button:enabled, a, summary, select, input:enabled')];
  return controls.find((control) => {
    const folded = control.closest('details:not([open])');
    const isSeen = !folded || (control.localName === 'summary' && control.parentElement === folded);
    return isSeen && control.getClientRects().length > 0;
  });
}
