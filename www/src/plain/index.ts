/**
 * Opens sealed pictures by the browser's WebCrypto alone. The package does so too, where there is no password; this is for
 * pages that share nothing, and for places where the module cannot run.
 *
 * It shares no code of the format with the module, so each is a judge of the other, and it can only open: what leaves a
 * browser has to be prepared first, which is the module's work.
 *
 * @packageDocumentation
 */

export { open } from './open.js';
export { openPreview } from './preview.js';
export { parseLink } from './link.js';
export { download } from './download.js';
export { downloadAlbum, downloadItem, downloadPreview } from './download-album.js';
export { downloadLink } from './download-link.js';
export { PellicleError } from '../errors.js';
export { sentence } from '../sentences.js';

export type { Opened } from './open.js';
export type { Preview } from '../preview.js';
export type { Downloaded, DownloadOptions } from './download.js';
export type { FoundByLink, FoundDownload } from './download-link.js';
export type { FetchOptions, Kept } from './fetched.js';
export type { ParsedLink } from '../link.js';
export type { AlbumItem } from '../album-item.js';
export type { ViewedAlbum } from '../view-album.js';
export type { FoundAlbum } from '../view-link.js';
export type { Argon2id, PasswordOptions } from './keys.js';
export type { Code } from '../sentences.js';
export type { ErrorDetails, GoneBecause } from '../errors.js';
export type { LookStore } from '../looks.js';
