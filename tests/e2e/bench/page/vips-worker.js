/** The fastest of the large libraries: libvips with threads, for which a page has to be isolated from other origins. */
import Vips from '/modules/wasm-vips/lib/vips-es6.js';
import { compete } from './rival.js';

const vips = await Vips({ dynamicLibraries: [] });

compete({
  // libvips's own default.
  quality: 75,
  lazy: true,
  decode: (file) => file.arrayBuffer(),
  // It decodes at a fraction of the size where that is enough. Without metadata there is no profile, so the colours become sRGB.
  resize: (bytes, maxEdge) =>
    vips.Image.thumbnailBuffer(bytes, maxEdge, { height: maxEdge, size: 'down', output_profile: 'srgb' }),
  encode: (picture, type, quality) =>
    type === 'image/png'
      ? picture.writeToBuffer('.png', { keep: 'none' })
      : picture.writeToBuffer('.jpg', { Q: quality, keep: 'none' }),
  free: (picture) => picture.delete(),
});
