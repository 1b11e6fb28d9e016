import type { LookOptions } from 'pellicle';

/**
 * Where looks that use up a view are remembered, as an option of the readers: with the tab, so that a page that is loaded
 * anew goes on with the look which it had. A browser that lets pages keep nothing has them go on in the page alone.
 */
export const lookStore: Pick<LookOptions, 'lookStore'> = inTab();

/** Whether a look goes on when the page is loaded anew. */
export const looksLast = lookStore.lookStore !== undefined;

function inTab(): Pick<LookOptions, 'lookStore'> {
  try {
    // Where it may not be used, asking for it throws, or writing does.
    sessionStorage.setItem('pellicle-look', '');
    sessionStorage.removeItem('pellicle-look');
    return { lookStore: sessionStorage };
  } catch {
    return {};
  }
}
