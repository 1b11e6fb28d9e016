//! The chunks of a WebP, and what its headers say (RFC 9649).

use super::super::super::refusal::malformed;
use crate::error::Error;
use core::ops::Range;
use pellicle_pixels::Size;

/// Flags of VP8X (2.7.1).
pub(in crate::picture) const ANIMATION: u8 = 0x02;
pub(in crate::picture) const EXIF: u8 = 0x08;
pub(in crate::picture) const ALPHA: u8 = 0x10;
pub(in crate::picture) const PROFILE: u8 = 0x20;

/// One chunk: its type, its data, and all of its bytes with its padding.
pub(in crate::picture) struct Chunk<'a> {
    pub(in crate::picture) kind: [u8; 4],
    pub(in crate::picture) data: &'a [u8],
    pub(in crate::picture) whole: Range<usize>,
}

/// Walks the chunks of a list.
pub(in crate::picture) struct Chunks<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Chunks<'a> {
    /// The chunks of a file, up to the length that RIFF gives, which counts from behind itself.
    pub(in crate::picture) fn of_file(bytes: &'a [u8]) -> Result<Self, Error> {
        let len = bytes.get(4..).and_then(<[u8]>::first_chunk);
        let len = len.map_or(0, |len| u32::from_le_bytes(*len) as usize);
        let riff = bytes.get(..len.saturating_add(8)).ok_or_else(cut)?;
        Ok(Self {
            bytes: riff,
            at: 12,
        })
    }

    /// The chunks inside of one, of which the first `at` bytes are its own.
    pub(in crate::picture) fn inside(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Where the list ends in the file: one of an odd length is padded.
    pub(in crate::picture) fn end(&self) -> usize {
        self.bytes.len() + self.bytes.len() % 2
    }

    /// The next chunk; `None` at the end.
    pub(in crate::picture) fn next(&mut self) -> Result<Option<Chunk<'a>>, Error> {
        let start = self.at;
        if start >= self.bytes.len() {
            return Ok(None);
        }
        let (head, _) = self.bytes[start..]
            .split_first_chunk::<8>()
            .ok_or_else(cut)?;
        let [kind @ .., l0, l1, l2, l3] = *head;
        let len = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
        let end = (start + 8).saturating_add(len);
        let data = self.bytes.get(start + 8..end).ok_or_else(cut)?;
        // An odd chunk is padded; the last one's padding is forgotten by some writers.
        self.at = (end + len % 2).min(self.bytes.len());
        Ok(Some(Chunk {
            kind,
            data,
            whole: start..self.at,
        }))
    }
}

fn cut() -> Error {
    malformed("it ends before the picture does")
}

/// What VP8X says.
#[derive(Debug, Clone, Copy)]
pub(in crate::picture) struct Canvas {
    pub(in crate::picture) flags: u8,
    pub(in crate::picture) size: Size,
}

impl Canvas {
    pub(in crate::picture) fn read(data: &[u8]) -> Result<Self, Error> {
        let &[flags, _, _, _, w0, w1, w2, h0, h1, h2, ..] = data else {
            return Err(malformed("its header is cut"));
        };
        Ok(Self {
            flags,
            size: size_less_one([w0, w1, w2], [h0, h1, h2]),
        })
    }

    pub(in crate::picture) fn is_animated(self) -> bool {
        self.flags & ANIMATION != 0
    }
}

/// A frame of an animation, without its pixels (2.7.1.1).
#[derive(Debug, Clone, Copy)]
pub(in crate::picture) struct FrameHeader {
    /// In pixels, always even.
    pub(in crate::picture) left: u32,
    pub(in crate::picture) top: u32,
    pub(in crate::picture) size: Size,
    pub(in crate::picture) milliseconds: u32,
    /// It covers what is below it, transparent parts included.
    pub(in crate::picture) replaces: bool,
    /// Its place is cleared after it was shown.
    pub(in crate::picture) disposes: bool,
}

/// Bytes of a frame before the chunks inside it.
pub(in crate::picture) const FRAME_HEADER_BYTES: usize = 16;

impl FrameHeader {
    pub(in crate::picture) fn read(data: &[u8]) -> Result<Self, Error> {
        let &[
            x0,
            x1,
            x2,
            y0,
            y1,
            y2,
            w0,
            w1,
            w2,
            h0,
            h1,
            h2,
            t0,
            t1,
            t2,
            flags,
        ] = data.first_chunk().ok_or_else(cut)?;
        Ok(Self {
            left: 2 * u32::from_le_bytes([x0, x1, x2, 0]),
            top: 2 * u32::from_le_bytes([y0, y1, y2, 0]),
            size: size_less_one([w0, w1, w2], [h0, h1, h2]),
            milliseconds: u32::from_le_bytes([t0, t1, t2, 0]),
            replaces: flags & 2 != 0,
            disposes: flags & 1 != 0,
        })
    }

    /// Decoders allocate what the canvas says; a frame outside of it has no place to be shown.
    pub(in crate::picture) fn check(&self, canvas: Size) -> Result<(), Error> {
        let fits = self.left + self.size.width <= canvas.width
            && self.top + self.size.height <= canvas.height;
        fits.then_some(())
            .ok_or_else(|| malformed("its frame does not fit into its size"))
    }

    pub(in crate::picture) fn to_bytes(self) -> [u8; FRAME_HEADER_BYTES] {
        let mut bytes = [0; FRAME_HEADER_BYTES];
        let fields = [
            self.left / 2,
            self.top / 2,
            self.size.width - 1,
            self.size.height - 1,
            self.milliseconds,
        ];
        for (target, field) in bytes.chunks_exact_mut(3).zip(fields) {
            target.copy_from_slice(&field.to_le_bytes()[..3]);
        }
        bytes[15] = u8::from(self.replaces) << 1 | u8::from(self.disposes);
        bytes
    }
}

/// Two sides of 24 bits, each less one.
fn size_less_one([w0, w1, w2]: [u8; 3], [h0, h1, h2]: [u8; 3]) -> Size {
    Size {
        width: u32::from_le_bytes([w0, w1, w2, 0]) + 1,
        height: u32::from_le_bytes([h0, h1, h2, 0]) + 1,
    }
}

/// RFC 6386, 9.1: a key frame's tag, its start code, then two sizes of 14 bits.
pub(in crate::picture) fn lossy_size(data: &[u8]) -> Option<Size> {
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
pub(in crate::picture) fn lossless_size(data: &[u8]) -> Option<Size> {
    let &[0x2F, b0, b1, b2, b3, ..] = data else {
        return None;
    };
    let bits = u32::from_le_bytes([b0, b1, b2, b3]);
    Some(Size {
        width: (bits & 0x3FFF) + 1,
        height: (bits >> 14 & 0x3FFF) + 1,
    })
}
