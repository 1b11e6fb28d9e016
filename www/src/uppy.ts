/**
 * Two plugins for Uppy 4 and later: one is an uploader, which shares every picture by its link; the other cleans every
 * picture before any uploader gets it. Nothing of Uppy is needed to import them.
 *
 * @example
 * ```ts
 * import Uppy from '@uppy/core';
 * import { PellicleUpload } from 'pellicle/uppy';
 *
 * const uppy = new Uppy().use(PellicleUpload, { server: 'https://pic.example', expiresIn: '30d' });
 * uppy.on('upload-success', (file, { uploadURL }) => console.log(file.name, uploadURL));
 * ```
 *
 * @packageDocumentation
 */

export { PellicleUpload } from './uppy/upload.js';
export { PelliclePrepare } from './uppy/prepare.js';

export type { PellicleUploadBody, PellicleUploadOptions } from './uppy/upload.js';
export type { PelliclePrepareOptions } from './uppy/prepare.js';
export type { PellicleUppyPlugin, UppyFileLike, UppyLike } from './uppy/plugin.js';
