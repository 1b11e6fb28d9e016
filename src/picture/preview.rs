//! The preview of a picture: small enough to travel in a blob's first chunk.

use super::{MediaType, Options, Picture, check};
use crate::error::Error;
use pellicle_pixels::Raster;

/// Makes a preview of a picture's finished pixels, where one is wanted and pays, and holds it to the same list as the
/// picture itself.
///
/// # Errors
/// As [`check::check`].
pub(super) fn of(raster: &Raster, options: &Options) -> Result<Option<Picture>, Error> {
    let Some(max_bytes) = options.preview_bytes else {
        return Ok(None);
    };
    let Some((size, bytes)) = pellicle_pixels::preview(raster, max_bytes)? else {
        return Ok(None);
    };
    check::check(MediaType::Jpeg, &bytes, size)?;
    Picture::new(bytes, MediaType::Jpeg, size).map(Some)
}
