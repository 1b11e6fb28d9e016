//! WebP: RIFF and its chunks (RFC 9649).

use super::super::limits::Size;
use super::super::metadata::{exif, xmp};
use super::super::orient::Orientation;
use super::super::receipt::{Class, Found};
use super::super::refusal::{malformed, unsupported};
use super::{Kept, Source, trailer};
use crate::error::Error;

/// The animation flag of VP8X (RFC 9649, 2.7.1).
const ANIMATION: u8 = 0x02;
/// Its alpha flag.
const ALPHA: u8 = 0x10;

/// Reads a WebP up to the length that RIFF gives.
pub(super) fn read(bytes: &[u8]) -> Result<Source, Error> {
    let cut = || malformed("it ends before the picture does");
    let riff_len = bytes
        .get(4..)
        .and_then(<[u8]>::first_chunk)
        .map_or(0, |len| u32::from_le_bytes(*len) as usize);
    // The length counts from behind itself.
    let riff = bytes.get(..riff_len.saturating_add(8)).ok_or_else(cut)?;
    let mut found = Found::default();
    let mut orientation = Orientation::default();
    let mut icc = None;
    let mut canvas = None;
    let mut alpha = None;
    let mut image: Option<Image> = None;
    let mut at = 12;
    while at < riff.len() {
        let (head, _) = riff
            .get(at..)
            .and_then(<[u8]>::split_first_chunk::<8>)
            .ok_or_else(cut)?;
        let [kind @ .., l0, l1, l2, l3] = head;
        let len = u32::from_le_bytes([*l0, *l1, *l2, *l3]) as usize;
        let data_end = (at + 8).saturating_add(len);
        let data = riff.get(at + 8..data_end).ok_or_else(cut)?;
        // An odd chunk is padded; the last one's padding is forgotten by some writers.
        let next = (data_end + len % 2).min(riff.len());
        match kind {
            b"VP8X" if canvas.is_none() && at == 12 => canvas = Some(Canvas::read(data)?),
            b"ANIM" | b"ANMF" => return Err(animated()),
            b"ALPH" if alpha.is_none() && image.is_none() => alpha = Some(at..next),
            b"VP8 " | b"VP8L" if image.is_none() => {
                image = Some(Image::read(kind == b"VP8L", data, at..next)?);
            }
            b"VP8X" | b"ALPH" | b"VP8 " | b"VP8L" => {
                return Err(malformed("its chunks are out of order"));
            }
            b"ICCP" => {
                found.add(Class::ColorProfile);
                icc = Some(data.to_vec());
            }
            b"EXIF" => {
                let block = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                orientation = exif::read(block, &mut found);
            }
            b"XMP " => xmp::read(data, &mut found),
            _ => found.add_bytes(Class::Unknown, data.len()),
        }
        at = next;
    }
    let image = image.ok_or_else(|| malformed("it has no picture in it"))?;
    if canvas.is_some_and(|canvas| canvas.size != image.size) {
        return Err(malformed("its header and its picture differ in size"));
    }
    // A file of an odd length is padded.
    let end = (riff.len() + riff.len() % 2).min(bytes.len());
    trailer::read(&bytes[end..], &mut found);
    Ok(Source {
        size: image.size,
        pixel_bits: 32,
        deep: false,
        lossless: image.lossless,
        model: None,
        orientation,
        icc,
        found,
        pixels: image.kept(alpha),
    })
}

fn animated() -> Error {
    unsupported("this is an animated WebP, and animations are not taken yet: save one frame of it")
}

/// What VP8X says.
#[derive(Clone, Copy)]
struct Canvas {
    size: Size,
}

impl Canvas {
    fn read(data: &[u8]) -> Result<Self, Error> {
        let &[flags, _, _, _, w0, w1, w2, h0, h1, h2, ..] = data else {
            return Err(malformed("its header is cut"));
        };
        if flags & ANIMATION != 0 {
            return Err(animated());
        }
        Ok(Self {
            size: Size {
                width: u32::from_le_bytes([w0, w1, w2, 0]) + 1,
                height: u32::from_le_bytes([h0, h1, h2, 0]) + 1,
            },
        })
    }
}

/// The one bitstream.
struct Image {
    size: Size,
    lossless: bool,
    whole: core::ops::Range<usize>,
}

impl Image {
    fn read(lossless: bool, data: &[u8], whole: core::ops::Range<usize>) -> Result<Self, Error> {
        let size = if lossless {
            lossless_size(data)
        } else {
            lossy_size(data)
        };
        Ok(Self {
            size: size.ok_or_else(|| malformed("the header of its pixels is impossible"))?,
            lossless,
            whole,
        })
    }

    /// A file of nothing but the bitstream, and its alpha where that is a chunk of its own.
    fn kept(self, alpha: Option<core::ops::Range<usize>>) -> Kept {
        let mut kept = Kept::default();
        let mut chunks = Vec::new();
        if let Some(alpha) = alpha.filter(|_| !self.lossless) {
            chunks.extend_from_slice(b"VP8X\x0A\0\0\0");
            chunks.extend_from_slice(&[ALPHA, 0, 0, 0]);
            chunks.extend_from_slice(&(self.size.width - 1).to_le_bytes()[..3]);
            chunks.extend_from_slice(&(self.size.height - 1).to_le_bytes()[..3]);
            kept.push(alpha);
        }
        kept.push(self.whole);
        let len = kept
            .ranges
            .iter()
            .map(ExactSizeIterator::len)
            .sum::<usize>();
        if len % 2 == 1 {
            kept.suffix.push(0);
        }
        let riff_len = 4 + chunks.len() + len + len % 2;
        kept.prefix.extend_from_slice(b"RIFF");
        kept.prefix
            .extend_from_slice(&(riff_len as u32).to_le_bytes());
        kept.prefix.extend_from_slice(b"WEBP");
        kept.prefix.append(&mut chunks);
        kept
    }
}

/// RFC 6386, 9.1: a key frame's tag, its start code, then two sizes of 14 bits.
fn lossy_size(data: &[u8]) -> Option<Size> {
    let &[tag, _, _, 0x9D, 0x01, 0x2A, w0, w1, h0, h1, ..] = data else {
        return None;
    };
    let size = Size {
        width: u32::from(u16::from_le_bytes([w0, w1]) & 0x3FFF),
        height: u32::from(u16::from_le_bytes([h0, h1]) & 0x3FFF),
    };
    (tag & 1 == 0).then_some(size)
}

/// RFC 9649, 3.4: a signature, then two sizes of 14 bits less one.
fn lossless_size(data: &[u8]) -> Option<Size> {
    let &[0x2F, b0, b1, b2, b3, ..] = data else {
        return None;
    };
    let bits = u32::from_le_bytes([b0, b1, b2, b3]);
    Some(Size {
        width: (bits & 0x3FFF) + 1,
        height: (bits >> 14 & 0x3FFF) + 1,
    })
}
