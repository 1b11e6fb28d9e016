/**
 * A baseline JPEG of 100 megapixels, as the browser's own encoder writes it: the photos side by side, as often as they fit, so that it
 * is as rich as they are.
 */
export async function makeLarge({ photos, name }) {
  const SIDE_PX = 10_000;
  const canvas = new OffscreenCanvas(SIDE_PX, SIDE_PX);
  const brush = canvas.getContext('2d');
  const bitmaps = [];
  for (const photo of photos) {
    const bitmap = await createImageBitmap(await (await fetch(photo)).blob()).catch(() => undefined);
    if (bitmap) bitmaps.push(bitmap);
  }
  if (bitmaps.length === 0) throw new Error('the browser can show none of the photos');
  let next = 0;
  for (let y = 0, below; y < SIDE_PX; y = below) {
    below = SIDE_PX;
    for (let x = 0; x < SIDE_PX; ) {
      const bitmap = bitmaps[next++ % bitmaps.length];
      brush.drawImage(bitmap, x, y);
      x += bitmap.width;
      below = Math.min(below, y + bitmap.height);
    }
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  await fetch(`/kept/${name}`, { method: 'POST', body: blob });
  return blob.size;
}
