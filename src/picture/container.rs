//! What a file holds, without decoding a pixel of it: structure is checked, metadata is noted, and only the bytes
//! that describe pixels are passed on. Decoders never see anything else, so no profile, text or thumbnail of a
//! hostile file reaches them.

pub(super) mod avif;
pub(super) mod gif;
pub(super) mod jpeg;
pub(super) mod jxl;
pub(super) mod png;
mod trailer;
pub(super) mod webp;

use super::receipt::Found;
use super::sniff::Format;
use crate::error::Error;
use core::ops::Range;
use pellicle_pixels::Model;
use pellicle_pixels::Orientation;
use pellicle_pixels::Size;
use png::declared::Declared;

/// What a container says about its picture.
pub(super) struct Source {
    pub(super) size: Size,
    /// Bits that one decoded pixel takes in the file's own depth.
    pub(super) pixel_bits: u32,
    /// More than 8 bits a sample.
    pub(super) deep: bool,
    /// The pixels were never quantised: PNG, GIF, lossless WebP.
    pub(super) lossless: bool,
    /// What the components of a JPEG mean; `None` for everything else.
    pub(super) model: Option<Model>,
    pub(super) channels: Channels,
    pub(super) orientation: Orientation,
    /// The ICC profile, as it stands in the file.
    pub(super) icc: Option<Vec<u8>>,
    /// What it says of its colours in numbers beside a profile.
    pub(super) declared: Declared,
    /// How many frames an animation says it has; `None` for a still picture.
    pub(super) animation: Option<u32>,
    pub(super) found: Found,
    pixels: Kept,
}

/// What the pixels are made of, whatever else a profile may be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Channels {
    Gray,
    Rgb,
    Cmyk,
}

impl Source {
    /// The picture's size as it is seen: after orientation.
    pub(super) fn seen_size(&self) -> Size {
        self.orientation.sides_of(self.size)
    }

    /// The same picture as a file of its own, with nothing in it but pixels: what the decoders read.
    pub(super) fn stripped(&self, bytes: &[u8]) -> Vec<u8> {
        let Kept(pieces) = &self.pixels;
        let mut stream = Vec::with_capacity(self.pixels.len());
        for piece in pieces {
            stream.extend_from_slice(match piece {
                Piece::Range(range) => bytes.get(range.clone()).unwrap_or_default(),
                Piece::Written(bytes) => bytes,
            });
        }
        stream
    }
}

/// The parts of a file that describe pixels, in order, and what has to be written between them.
#[derive(Default)]
struct Kept(Vec<Piece>);

enum Piece {
    Range(Range<usize>),
    Written(Vec<u8>),
}

impl Kept {
    /// Keeps a part; neighbours are joined.
    fn push(&mut self, range: Range<usize>) {
        match self.0.last_mut() {
            Some(Piece::Range(last)) if last.end == range.start => last.end = range.end,
            _ => self.0.push(Piece::Range(range)),
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.push(Piece::Written(bytes.to_vec()));
    }

    fn len(&self) -> usize {
        let len = |piece: &Piece| match piece {
            Piece::Range(range) => range.len(),
            Piece::Written(bytes) => bytes.len(),
        };
        self.0.iter().map(len).sum()
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
        Format::Avif => avif::read(bytes),
    }
}
