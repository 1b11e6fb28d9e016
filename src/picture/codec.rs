//! To the codecs of [`pellicle_pixels`] and back, by this crate's own names of formats, types and errors.

use super::container::Source;
use super::refusal::{internal, malformed, too_large, unsupported};
use super::sniff::Format;
use super::{MediaType, Preset};
use crate::error::Error;
use pellicle_pixels::decode::{self, Codec};
use pellicle_pixels::encode::{self, Encoded};
use pellicle_pixels::resize::Plan;
use pellicle_pixels::{Decoded, Model, Raster, Size};

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
    let model = source.model.unwrap_or(Model::Gray);
    Ok(decode::decode(
        codec(format, model)?,
        source.size,
        stripped,
        plan,
    )?)
}

/// Decodes a frame of an animation, as a file of its own.
///
/// # Errors
/// As [`decode`].
pub(super) fn decode_frame(format: Format, size: Size, still: &[u8]) -> Result<Raster, Error> {
    Ok(decode::raster(codec(format, Model::Rgb)?, size, still)?)
}

fn codec(format: Format, model: Model) -> Result<Codec, Error> {
    match format {
        Format::Jpeg => Ok(Codec::Jpeg(model)),
        Format::Png => Ok(Codec::Png),
        Format::Webp => Ok(Codec::Webp),
        Format::Gif => Ok(Codec::Gif),
        Format::Avif => Err(internal("a picture went to the wrong decoder")),
    }
}

/// Encodes a picture as what suits it.
///
/// # Errors
/// `internal` for a picture that no format here can hold.
pub(super) fn encode(
    raster: &Raster,
    lossless_source: bool,
    preset: Preset,
) -> Result<(MediaType, Vec<u8>), Error> {
    Ok(match encode::encode(raster, lossless_source, preset)? {
        Encoded::Jpeg(bytes) => (MediaType::Jpeg, bytes),
        Encoded::Png(bytes) => (MediaType::Png, bytes),
    })
}

impl From<pellicle_pixels::Error> for Error {
    fn from(error: pellicle_pixels::Error) -> Self {
        use pellicle_pixels::Error;
        match error {
            Error::Malformed(reason) => malformed(reason),
            Error::Unsupported(sentence) => unsupported(sentence),
            Error::TooLarge(sentence) => too_large(sentence),
            Error::Internal(reason) => internal(reason),
        }
    }
}
