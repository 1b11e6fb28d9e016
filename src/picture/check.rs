//! The output, parsed again: what is not on the list below does not leave this program.

use super::MediaType;
use super::container::jpeg::markers::{EOI, Markers, SOS};
use super::container::png;
use super::limits::Size;
use super::refusal::internal;
use crate::error::Error;

/// Holds an encoded picture to the allow-list of its type.
///
/// # Errors
/// `internal`: whatever else it would be, it would be ours.
pub(super) fn check(media_type: MediaType, bytes: &[u8], size: Size) -> Result<(), Error> {
    let side = 1..=u32::from(u16::MAX);
    if !side.contains(&size.width) || !side.contains(&size.height) {
        return Err(internal("the result has an impossible size"));
    }
    if !media_type.matches_magic(bytes) {
        return Err(internal("the result is not of its type"));
    }
    match media_type {
        MediaType::Jpeg => check_jpeg(bytes, size),
        MediaType::Png => check_png(bytes, size),
        other => Err(internal(format!(
            "no encoder here writes {}",
            other.as_str()
        ))),
    }
}

/// JFIF 1.01 or 1.02 without a density and without a thumbnail, after its marker and length.
fn is_minimal_jfif(body: &[u8]) -> bool {
    matches!(
        body,
        [b'J', b'F', b'I', b'F', 0, 1, 1 | 2, 0, 0, 1, 0, 1, 0, 0]
    )
}

/// JFIF, tables, one frame, scans, EOI, and not a byte more.
fn check_jpeg(bytes: &[u8], size: Size) -> Result<(), Error> {
    let mut walk = Markers::new(bytes);
    let mut position = 0;
    let mut frames = 0;
    loop {
        let segment = walk.next().map_err(internal)?;
        let body = &bytes[segment.body];
        let allowed = match segment.marker {
            0xE0 => position == 0 && is_minimal_jfif(body),
            0xC0 | 0xC2 => {
                frames += 1;
                let [_, h1, h0, w1, w0, ..] = body else {
                    return Err(internal("the result's frame is cut"));
                };
                u32::from(u16::from_be_bytes([*w1, *w0])) == size.width
                    && u32::from(u16::from_be_bytes([*h1, *h0])) == size.height
            }
            0xC4 | 0xDB | 0xDD | SOS | EOI => true,
            _ => false,
        };
        if !allowed || segment.skipped > 0 {
            return Err(internal(format!(
                "the result has a segment FF{:02X} that it may not have",
                segment.marker
            )));
        }
        if segment.marker == EOI {
            break;
        }
        position += 1;
    }
    if frames == 1 && walk.position() == bytes.len() {
        Ok(())
    } else {
        Err(internal("the result is more than one picture"))
    }
}

/// IHDR, PLTE, tRNS, IDAT, IEND in that order, and not a byte more.
fn check_png(bytes: &[u8], size: Size) -> Result<(), Error> {
    const ORDER: [&[u8; 4]; 5] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"];
    let mut at = 8;
    let mut reached = 0;
    while at < bytes.len() {
        let chunk = png::chunk(bytes, at).map_err(internal)?;
        let place = ORDER.iter().position(|kind| **kind == chunk.kind);
        let repeats = &chunk.kind == b"IDAT";
        let place = place
            .map(|place| place + 1)
            .filter(|&place| place > reached || (repeats && place == reached))
            .ok_or_else(|| internal("the result has a chunk that it may not have"))?;
        reached = place;
        if place == 1 {
            let sides = [size.width.to_be_bytes(), size.height.to_be_bytes()].concat();
            if at != 8 || !bytes[chunk.data].starts_with(&sides) {
                return Err(internal("the result has another size than it should"));
            }
        }
        at = chunk.whole.end;
    }
    if reached == ORDER.len() {
        Ok(())
    } else {
        Err(internal("the result has no end"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Preset;
    use super::super::encode;
    use super::super::raster::{Plane, Raster};
    use super::*;
    use crate::error::Code;

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
        encode::encode(&raster, !color, Preset::default()).expect("both kinds can be encoded")
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
