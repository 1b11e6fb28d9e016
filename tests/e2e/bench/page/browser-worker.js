/**
 * The browser's own pipeline, as a page without this project would write it: its decoder, its canvas, its JPEG encoder and its cipher.
 * It is the only file that reads a canvas back, and it is here to be measured.
 */
import { compete, fit } from './rival.js';

compete({
  // What Compressor.js, the most used of its kind, takes where it is told nothing.
  quality: 0.8,
  decode: (file) => createImageBitmap(file),
  resize(picture, maxEdge) {
    const { width, height } = fit(picture, maxEdge);
    const canvas = new OffscreenCanvas(width, height);
    const brush = canvas.getContext('2d');
    brush.imageSmoothingQuality = 'high';
    brush.drawImage(picture, 0, 0, width, height);
    picture.close();
    return canvas;
  },
  async encode(canvas, type, quality) {
    const blob = await canvas.convertToBlob({ type, quality });
    return new Uint8Array(await blob.arrayBuffer());
  },
});
