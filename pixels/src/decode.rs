//! From a stripped file to pixels, by the decoder of its format.

mod others;

use crate::resize::Plan;
use crate::{Decoded, Error, Model, Raster, Size, jpeg};

/// What is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    /// JPEG, whose components mean this.
    Jpeg(Model),
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
}

/// Decodes a file of one picture that holds nothing but pixels and what describes them, and has this size by its
/// container. Where the format allows it, nothing is decoded larger than the plan wants it.
///
/// # Errors
/// [`Error::Malformed`] where the pixels end early or cannot be decoded, [`Error::Unsupported`] and [`Error::TooLarge`]
/// where a decoder says so.
pub fn decode(codec: Codec, size: Size, stripped: &[u8], plan: &Plan) -> Result<Decoded, Error> {
    match codec {
        Codec::Jpeg(model) => jpeg::decode(stripped, size, model, plan).map(Decoded::Components),
        _ => raster(codec, size, stripped).map(Decoded::Raster),
    }
}

/// Decodes a file of any format but JPEG at its own size.
///
/// # Errors
/// As [`decode`]; [`Error::Internal`] for a JPEG.
pub fn raster(codec: Codec, size: Size, stripped: &[u8]) -> Result<Raster, Error> {
    others::decode(codec, size, stripped)
}
