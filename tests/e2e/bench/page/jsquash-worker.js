/** What most pages take that do not trust the canvas: Squoosh's codecs, compiled from C and Rust. */
import decodeJpeg, { init as initDecoder } from '/modules/@jsquash/jpeg/decode.js';
import encodeJpeg, { init as initEncoder } from '/modules/@jsquash/jpeg/encode.js';
import decodePng, { init as initPng } from '/modules/@jsquash/png/decode.js';
import encodePng from '/modules/@jsquash/png/encode.js';
import resize, { initResize } from '/modules/@jsquash/resize/index.js';
import { compete, fit } from './rival.js';

await Promise.all([initDecoder(), initEncoder(), initPng(), initResize()]);

compete({
  // The package's own default, which is Squoosh's and MozJPEG's.
  quality: 75,
  async decode(file) {
    const bytes = await file.arrayBuffer();
    return file.type === 'image/png' ? decodePng(bytes) : decodeJpeg(bytes);
  },
  resize(picture, maxEdge) {
    const size = fit(picture, maxEdge);
    if (size.width === picture.width && size.height === picture.height) return picture;
    // In sRGB, as all the others do it. It is also its faster way.
    return resize(picture, { ...size, method: 'lanczos3', linearRGB: false, premultiply: false });
  },
  async encode(picture, type, quality) {
    const bytes = type === 'image/png' ? await encodePng(picture) : await encodeJpeg(picture, { quality });
    return new Uint8Array(bytes);
  },
});
