/**
 * The browser's own pipeline, as a page without this project would write it: its decoder, its canvas, its JPEG encoder and its cipher.
 * It is the only file that reads a canvas back, and it is here to be measured.
 */
const QUALITY = 0.8;

self.onmessage = async ({ data: { file, maxEdge } }) => {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, maxEdge / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext('2d');
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(picture, 0, 0, width, height);
  picture.close();
  const encoded = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, await encoded.arrayBuffer());
  self.postMessage({
    is: 'sealed',
    at: performance.timeOrigin + performance.now(),
    sealedBytes: sealed.byteLength,
    width,
    height,
  });
};
