//! The output, parsed again: what is not on a list below does not leave this program.
//!
//! There are two lists for each type. What an encoder here wrote has no more than its pixels; original mode may write a
//! few things besides, and then writing its file once more must change no byte of it.

mod avif;
mod gif;
mod jpeg;
mod png;
mod profile;
mod webp;

use super::MediaType;
use super::receipt::Kept;
use super::refusal::internal;
use super::sniff::Format;
use super::{container, original};
use crate::error::Error;
use pellicle_pixels::Size;

/// Holds an encoded picture to the allow-list of its type.
///
/// # Errors
/// `internal`: whatever else it would be, it would be ours.
pub(super) fn check(media_type: MediaType, bytes: &[u8], size: Size) -> Result<(), Error> {
    check_outside(media_type, bytes, size)?;
    match media_type {
        MediaType::Jpeg => jpeg::check(bytes, size),
        MediaType::Png => png::check(bytes, size),
        other => Err(internal(format!(
            "no encoder here writes {}",
            other.as_str()
        ))),
    }
}

/// Holds what original mode wrote to the allow-list of its format, and tells what stands there besides pixels. `size`
/// is that of the picture as it is seen.
///
/// # Errors
/// `internal`, as [`check`].
pub(super) fn check_original(format: Format, bytes: &[u8], size: Size) -> Result<Vec<Kept>, Error> {
    check_outside(format.media_type(), bytes, size)?;
    match format {
        Format::Jpeg => jpeg::check_original(bytes)?,
        Format::Png => png::check_original(bytes)?,
        Format::Gif => gif::check_original(bytes)?,
        Format::Avif => avif::check_original(bytes)?,
        Format::Webp => webp::check_original(bytes)?,
    }
    let source = container::read(format, bytes).map_err(internal)?;
    if !source.found.is_clean() {
        return Err(internal("something was found in the result"));
    }
    if source.seen_size() != size {
        return Err(internal("the result has another size than it should"));
    }
    if original::write(format, bytes, &source).map_err(internal)? != bytes {
        return Err(internal("the result would be written in another way"));
    }
    let kept = [
        (Kept::Orientation, !source.orientation.is_upright()),
        (Kept::ColorProfile, source.icc.is_some()),
    ];
    let kept = kept.into_iter().filter(|(_, is_there)| *is_there);
    Ok(kept.map(|(kept, _)| kept).collect())
}

/// Holds an animation that was written from its pixels to the allow-list of its format: original mode would write the
/// same, and nothing stands there besides.
///
/// # Errors
/// `internal`, as [`check`].
pub(super) fn check_animation(format: Format, bytes: &[u8], size: Size) -> Result<(), Error> {
    match check_original(format, bytes, size)?.is_empty() {
        true => Ok(()),
        false => Err(internal("the result says more than its pixels")),
    }
}

/// A TIFF block of 26 bytes that says how the picture is turned, 2 to 8, and nothing else.
fn is_minimal_exif(block: &[u8]) -> bool {
    let without_value = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    let mut block = block.to_vec();
    let turned = block.get_mut(19).map(core::mem::take);
    turned.is_some_and(|value| (2..=8).contains(&value)) && block == without_value
}

fn check_outside(media_type: MediaType, bytes: &[u8], size: Size) -> Result<(), Error> {
    let side = 1..=u32::from(u16::MAX);
    if !side.contains(&size.width) || !side.contains(&size.height) {
        return Err(internal("the result has an impossible size"));
    }
    if !media_type.matches_magic(bytes) {
        return Err(internal("the result is not of its type"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Preset;
    use super::super::codec;
    use super::*;
    use crate::error::Code;
    use pellicle_pixels::{Plane, Raster};

    const SIZE: Size = Size {
        width: 40,
        height: 30,
    };

    fn picture(color: bool) -> (MediaType, Vec<u8>) {
        let samples: Vec<u8> = (0..40 * 30 * 3)
            .map(|n| if color { (n * 7 % 256) as u8 } else { 9 })
            .collect();
        let raster = Raster::Rgb(Plane {
            width: 40,
            height: 30,
            samples,
        });
        codec::encode(&raster, !color, Preset::default()).expect("both kinds can be encoded")
    }

    #[track_caller]
    fn assert_refused(media_type: MediaType, bytes: &[u8]) {
        let error = check(media_type, bytes, SIZE).expect_err("it is on no list");
        assert_eq!(error.code(), Code::Internal);
    }

    #[test]
    fn what_the_encoders_write_passes() {
        for color in [true, false] {
            let (media_type, bytes) = picture(color);
            assert_eq!(
                media_type,
                if color {
                    MediaType::Jpeg
                } else {
                    MediaType::Png
                }
            );
            check(media_type, &bytes, SIZE).expect("it is what the encoder wrote");
        }
    }

    #[test]
    fn a_jpeg_with_anything_else_is_refused() {
        let (kind, bytes) = picture(true);
        let comment = [&bytes[..20], &[0xFF, 0xFE, 0, 4, b'h', b'i'], &bytes[20..]].concat();
        assert_refused(kind, &comment);
        for app in 0xE0..=0xEF {
            let segment = [&bytes[..20], &[0xFF, app, 0, 4, b'h', b'i'], &bytes[20..]].concat();
            assert_refused(kind, &segment);
        }
        let mut density = bytes.clone();
        density[13] = 1;
        assert_refused(kind, &density);
        assert_refused(kind, &[&bytes[..], &[0]].concat());
        assert_refused(kind, &[&bytes[..], &bytes].concat());
        assert_refused(kind, &[&bytes[..20], &[0], &bytes[20..]].concat());
        assert_refused(kind, &bytes[..bytes.len() - 2]);
        assert_refused(MediaType::Png, &bytes);
    }

    #[test]
    fn a_png_with_anything_else_is_refused() {
        let (kind, bytes) = picture(false);
        let text = [
            &bytes[..33],
            &[0, 0, 0, 1],
            b"tEXt",
            &[b'x', 0, 0, 0, 0],
            &bytes[33..],
        ]
        .concat();
        assert_refused(kind, &text);
        assert_refused(kind, &[&bytes[..], &[0]].concat());
        assert_refused(kind, &[&bytes[..], &bytes[8..]].concat());
        assert_refused(kind, &bytes[..bytes.len() - 12]);
    }

    #[test]
    fn a_picture_of_another_size_is_refused() {
        for color in [true, false] {
            let (media_type, bytes) = picture(color);
            let other = Size {
                width: 41,
                height: 30,
            };
            assert_eq!(
                check(media_type, &bytes, other).map_err(|error| error.code()),
                Err(Code::Internal)
            );
        }
    }

    #[test]
    fn a_type_that_no_encoder_here_writes_is_refused() {
        assert_refused(MediaType::Gif, b"GIF89a");
    }
}
