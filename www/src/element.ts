/**
 * The elements as classes, without any side effect: whoever wants other names, or to extend them, defines them himself.
 *
 * @packageDocumentation
 */

export { PellicleUpload } from './element/upload.js';
export { PelliclePicture } from './element/picture.js';

export type { PellicleEvents } from './element/events.js';
export type { ErrorWords, Words } from './element/words.js';
