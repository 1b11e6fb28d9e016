//! Original mode: the same pixels, bit for bit, in a file that is written again from an allow-list.
//!
//! The compressed data is taken over as it is, up to the last bit that a decoder reads. Around it stands only what
//! shows the same picture: how it is turned, and what its colours mean, as numbers.

mod avif;
mod gif;
mod jpeg;
pub(super) mod png;
mod profile;
pub(super) mod webp;

use super::container::Source;
use super::sniff::Format;
use crate::error::Error;
use pellicle_pixels::Orientation;

/// Writes the file again.
///
/// # Errors
/// `malformed` where the compressed data ends early or cannot be, `unsupported` for what cannot be written safely.
pub(super) fn write(format: Format, bytes: &[u8], source: &Source) -> Result<Vec<u8>, Error> {
    let meaning = Meaning {
        orientation: source.orientation,
        colors: source
            .icc
            .as_deref()
            .map_or(Colors::Unsaid, |icc| profile::read(icc, source.channels)),
    };
    match format {
        Format::Jpeg => jpeg::write(bytes, source.size, &meaning),
        Format::Png => png::write(bytes, &meaning),
        Format::Gif => gif::write(bytes),
        Format::Avif => avif::write(bytes, &meaning),
        Format::Webp => webp::write(bytes, &meaning),
    }
}

/// What stays of metadata, because the picture would look otherwise without it.
struct Meaning {
    orientation: Orientation,
    colors: Colors,
}

/// What a file's profile says of its colours.
enum Colors {
    /// Nothing that can be understood, or there is none.
    Unsaid,
    /// What everyone takes for granted.
    Srgb,
    /// Something else: a profile of numbers.
    Profile(Vec<u8>),
}

impl Meaning {
    /// The smallest Exif there is: one directory with one entry (TIFF 6.0, section 2; Exif 2.32, tag 0x0112). `None`
    /// where the picture is upright.
    fn exif(&self) -> Option<[u8; 26]> {
        let mut block = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
        // The value, behind its tag, type and count.
        block[19] = self.orientation.to_exif();
        (!self.orientation.is_upright()).then_some(block)
    }

    fn profile(&self) -> Option<&[u8]> {
        match &self.colors {
            Colors::Profile(profile) => Some(profile),
            _ => None,
        }
    }
}
