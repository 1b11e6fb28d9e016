/**
 * For FilePond 4: a server that is a Pellicle server, where each picture becomes a link; and a plugin that cleans every
 * picture before any server gets it. Nothing of FilePond is needed to import them.
 *
 * @example
 * ```ts
 * import * as FilePond from 'filepond';
 * import { pellicleServer } from 'pellicle/filepond';
 *
 * FilePond.create(input, { server: pellicleServer({ server: 'https://pic.example', expiresIn: '30d' }) });
 * ```
 *
 * @packageDocumentation
 */

export { pellicleServer } from './filepond/server.js';
export { pelliclePrepare } from './filepond/prepare.js';

export type { PellicleServer, PellicleServerOptions } from './filepond/server.js';
export type { FilePondPlugin, PelliclePreparePluginOptions } from './filepond/prepare.js';
