//! From a stripped file to pixels, by the decoder of its format.

mod jpeg;
pub(super) mod others;

use super::container::Source;
use super::raster::Decoded;
use super::resize::Plan;
use super::sniff::Format;
use crate::error::Error;

/// Decodes what [`Source::stripped`] gave. Where the format allows it, nothing is decoded larger than the plan wants it.
///
/// # Errors
/// `malformed` where the pixels end early or cannot be decoded.
pub(super) fn decode(
    format: Format,
    source: &Source,
    stripped: &[u8],
    plan: &Plan,
) -> Result<Decoded, Error> {
    match format {
        Format::Jpeg => jpeg::decode(source, stripped, plan).map(Decoded::Components),
        Format::Png | Format::Webp | Format::Gif | Format::Avif => {
            others::decode(format, source.size, stripped).map(Decoded::Raster)
        }
    }
}
