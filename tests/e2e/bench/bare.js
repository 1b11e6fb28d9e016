/**
 * A picture without what only some pipelines heed: colour profile and orientation. What is judged is how well each resizes and encodes
 * the same pixels, and not who reads which metadata. No pixel changes.
 */
export function bare(bytes) {
  if (bytes.readUInt16BE(0) === 0xffd8) return bareJpeg(bytes);
  if (bytes.readUInt32BE(0) === 0x89504e47) return barePng(bytes);
  throw new Error('neither a JPEG nor a PNG');
}

/** Markers of JPEG (ITU T.81, table B.1). APP14 says how the colours are coded, so it is part of the pixels. */
const SOS = 0xda;
const COM = 0xfe;
const APP0 = 0xe0;
const APP14 = 0xee;
const APP15 = 0xef;

function bareJpeg(bytes) {
  const kept = [bytes.subarray(0, 2)];
  for (let at = 2; ; ) {
    const [mark, marker] = [bytes[at], bytes[at + 1]];
    if (mark !== 0xff || at + 4 > bytes.length) throw new Error(`no JPEG segment begins at ${at}`);
    // A marker may stand behind any number of fill bytes.
    if (marker === 0xff) at += 1;
    else if (marker === SOS) return Buffer.concat([...kept, bytes.subarray(at)]);
    else {
      const end = at + 2 + bytes.readUInt16BE(at + 2);
      const application = marker >= APP0 && marker <= APP15 && marker !== APP14;
      if (!application && marker !== COM) kept.push(bytes.subarray(at, end));
      at = end;
    }
  }
}

/** The chunks of PNG that make pixels. */
const PIXELS = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

function barePng(bytes) {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (PIXELS.includes(bytes.toString('latin1', at + 4, at + 8))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}
