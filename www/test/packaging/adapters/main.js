import Uppy from '@uppy/core';
import XHRUpload from '@uppy/xhr-upload';
import * as FilePond from 'filepond';
import * as pellicle from 'pellicle';
import { pelliclePrepare, pellicleServer } from 'pellicle/filepond';
import { PelliclePrepare, PellicleUpload } from 'pellicle/uppy';
import readme from 'virtual:readme';

/** What the tests take into their hands; `readme` runs one of the examples of the package's README. */
Object.assign(window, {
  FilePond,
  Uppy,
  XHRUpload,
  pellicle,
  PelliclePrepare,
  PellicleUpload,
  pelliclePrepare,
  pellicleServer,
  readme,
});
