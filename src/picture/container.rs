//! What a file holds, without decoding a pixel of it: structure is checked, metadata is noted, and only the bytes
//! that describe pixels are passed on. Decoders never see anything else, so no profile, text or thumbnail of a
//! hostile file reaches them.

pub(super) mod gif;
pub(super) mod jpeg;
pub(super) mod png;
mod trailer;
pub(super) mod webp;

use super::limits::Size;
use super::orient::Orientation;
use super::raster::Model;
use super::receipt::Found;
use super::sniff::Format;
use crate::error::Error;
use core::ops::Range;

/// What a container says about its picture.
pub(super) struct Source {
    pub(super) size: Size,
    /// Bits that one decoded pixel takes in the file's own depth.
    pub(super) pixel_bits: u32,
    /// More than 8 bits a sample.
    pub(super) deep: bool,
    /// The pixels were never quantised: PNG, GIF, lossless WebP.
    pub(super) lossless: bool,
    /// What the components of a colour JPEG mean; `None` for everything else.
    pub(super) model: Option<Model>,
    pub(super) orientation: Orientation,
    /// The ICC profile, as it stands in the file.
    pub(super) icc: Option<Vec<u8>>,
    pub(super) found: Found,
    pixels: Kept,
}

impl Source {
    /// The same picture as a file of its own, with nothing in it but pixels: what the decoders read.
    pub(super) fn stripped(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.pixels.prefix.clone();
        stream.reserve_exact(self.pixels.ranges.iter().map(Range::len).sum());
        for range in &self.pixels.ranges {
            stream.extend_from_slice(bytes.get(range.clone()).unwrap_or_default());
        }
        stream.extend_from_slice(&self.pixels.suffix);
        stream
    }
}

/// The parts of a file that describe pixels, in order; neighbours are joined.
#[derive(Default)]
struct Kept {
    prefix: Vec<u8>,
    ranges: Vec<Range<usize>>,
    suffix: Vec<u8>,
}

impl Kept {
    fn push(&mut self, range: Range<usize>) {
        match self.ranges.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.ranges.push(range),
        }
    }
}

/// Reads the structure of a file.
///
/// # Errors
/// `malformed` where it breaks the rules of its container, `unsupported` for what is not taken.
pub(super) fn read(format: Format, bytes: &[u8]) -> Result<Source, Error> {
    match format {
        Format::Jpeg => jpeg::read(bytes),
        Format::Png => png::read(bytes),
        Format::Webp => webp::read(bytes),
        Format::Gif => gif::read(bytes),
    }
}
