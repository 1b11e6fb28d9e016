/**
 * Defines `<pellicle-upload>` and `<pellicle-picture>`: `import 'pellicle/define'` is all that a page needs.
 *
 * On a server, and where a name is taken already, it does nothing.
 *
 * @packageDocumentation
 */

import { PelliclePicture, PellicleUpload } from './element.js';

const ELEMENTS = { 'pellicle-upload': PellicleUpload, 'pellicle-picture': PelliclePicture };

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, element);
}

// So that TypeScript knows the elements and their events wherever this is imported.
export type { PelliclePicture, PellicleUpload } from './element.js';
