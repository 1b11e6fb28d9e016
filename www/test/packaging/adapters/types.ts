/** That the real Uppy and the real FilePond take the plugins, by their own types. It is compiled and never run. */

import Uppy from '@uppy/core';
import * as FilePond from 'filepond';
import { pelliclePrepare, pellicleServer } from 'pellicle/filepond';
import { PelliclePrepare, PellicleUpload, type PellicleUploadBody } from 'pellicle/uppy';

type Meta = { caption?: string };

export function bothArePluginsOfUppy(): Uppy<Meta, PellicleUploadBody> {
  const uppy = new Uppy<Meta, PellicleUploadBody>()
    .use(PelliclePrepare, { maxEdge: 1600, onReceipt: (file, receipt) => console.log(file.name, receipt.removed) })
    .use(PellicleUpload, { server: 'https://pic.example', views: 3, forFile: ({ meta }) => ({ alt: String(meta['caption']) }) });
  uppy.on('upload-success', (_file, { body, uploadURL }) => console.log(uploadURL, body?.link, body?.deleteToken));
  // @ts-expect-error: not an option of share()
  uppy.use(PellicleUpload, { sever: 'https://pic.example' });
  return uppy;
}

export function filePondTakesBoth(input: HTMLInputElement): FilePond.FilePond {
  FilePond.registerPlugin(pelliclePrepare({ maxEdge: 1600 }));
  // @ts-expect-error: not an option of share()
  pellicleServer({ sever: 'https://pic.example' });
  return FilePond.create(input, { server: pellicleServer({ onShared: ({ deleteToken }) => console.log(deleteToken) }) });
}
