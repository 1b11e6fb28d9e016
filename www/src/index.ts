/**
 * Pellicle prepares a picture, seals it, and moves it through a server that cannot look at it.
 *
 * Pictures are prepared and sealed in Web Workers, by a module of WebAssembly, so that the page stays quick. They are opened by
 * the browser's WebCrypto, without the module, but for those with a password. Nothing happens on import, so that a server may
 * import it too. The functions stand in the order in which a picture passes them.
 *
 * @example
 * ```ts
 * import { share, view } from 'pellicle';
 *
 * const { link, deleteToken } = await share(input.files[0], { server: 'https://pic.example', expiresIn: '30d' });
 * const { blob } = await view(link);
 * image.src = URL.createObjectURL(blob);
 * ```
 *
 * @packageDocumentation
 */

export { init } from './init.js';
export { prepare } from './prepare.js';
export { share } from './share.js';
export { shareAlbum } from './share-album.js';
export { parseLink } from './link.js';
export { view } from './view.js';
export { viewAlbum, viewItem } from './view-album.js';
export { viewLink } from './view-link.js';
export { previewItem } from './preview.js';
export { remove } from './remove.js';
export { setExpiry } from './expiry.js';
export { instance } from './instance.js';
export { PellicleError } from './errors.js';
export { sentence } from './sentences.js';

export type { InitOptions } from './init.js';
export type { Progress, Stage } from './progress.js';
export type { Prepared, PrepareOptions } from './prepare.js';
export type { Preset } from './options.js';
export type { Area, Edits } from './edits.js';
export type { Receipt, Removed, RemovedClass, Change, Kept, Dimensions } from './receipt.js';
export type { Shared, ShareOptions } from './share.js';
export type { AlbumEntry, SharedAlbum, ShareAlbumOptions } from './share-album.js';
export type { ParsedLink } from './link.js';
export type { Viewed, ViewOptions } from './view.js';
export type { LookOptions, PictureOptions } from './look.js';
export type { LookStore } from './looks.js';
export type { AlbumItem } from './album-item.js';
export type { ViewedAlbum, ViewAlbumOptions, ViewItemOptions } from './view-album.js';
export type { Found, FoundAlbum, FoundPicture } from './view-link.js';
export type { Preview, PreviewItemOptions } from './preview.js';
export type { RemoveOptions } from './remove.js';
export type { ExpiryOptions } from './expiry.js';
export type { Instance } from './instance.js';
export type { Code } from './sentences.js';
export type { ErrorDetails, GoneBecause } from './errors.js';
