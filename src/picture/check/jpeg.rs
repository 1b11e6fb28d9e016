//! What a JPEG may consist of.

use super::super::refusal::internal;
use super::profile::is_numbers;
use crate::error::Error;
use pellicle_pixels::Size;
use pellicle_pixels::jpeg::markers::{EOI, Markers, SOS};

/// Frame, tables, scans, and a restart interval.
fn is_picture(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xC2 | 0xC4 | 0xDB | 0xDD | SOS | EOI)
}

/// JFIF 1.01 or 1.02 without a density and without a thumbnail, after its marker and length.
fn is_minimal_jfif(body: &[u8]) -> bool {
    matches!(
        body,
        [b'J', b'F', b'I', b'F', 0, 1, 1 | 2, 0, 0, 1, 0, 1, 0, 0]
    )
}

/// JFIF, tables, one frame, scans, EOI, and not a byte more.
pub(super) fn check(bytes: &[u8], size: Size) -> Result<(), Error> {
    let mut position = 0;
    let mut frames = 0;
    walk(bytes, |marker, body| {
        position += 1;
        match marker {
            0xE0 => position == 1 && is_minimal_jfif(body),
            0xC0 | 0xC2 => {
                frames += 1;
                let [height, width] =
                    [size.height, size.width].map(|side| (side as u16).to_be_bytes());
                body.get(1..5) == Some(&[height, width].concat())
            }
            0xC1 => false,
            _ => is_picture(marker),
        }
    })?;
    if frames == 1 {
        Ok(())
    } else {
        Err(internal("the result is more than one picture"))
    }
}

/// JFIF, an orientation, a profile, Adobe's transform, each at most once and in this order; then only the picture.
pub(super) fn check_original(bytes: &[u8]) -> Result<(), Error> {
    let mut reached = 0;
    let mut frames = 0;
    let mut profile = Vec::new();
    walk(bytes, |marker, body| {
        let place = match marker {
            0xE0 if is_minimal_jfif(body) => 1,
            0xE1 if body
                .strip_prefix(b"Exif\0\0")
                .is_some_and(super::is_minimal_exif) =>
            {
                2
            }
            0xE2 if body.starts_with(b"ICC_PROFILE\0") => {
                profile.extend_from_slice(body.get(14..).unwrap_or_default());
                3
            }
            0xEE if matches!(
                body,
                [b'A', b'd', b'o', b'b', b'e', 0, 100, 0, 0, 0, 0, 0 | 2]
            ) =>
            {
                4
            }
            _ if is_picture(marker) => 5,
            _ => return false,
        };
        frames += usize::from(matches!(marker, 0xC0..=0xC2));
        let repeats = place == 3 || place == 5;
        let in_order = place > reached || place == reached && repeats;
        reached = place;
        in_order
    })?;
    if !profile.is_empty() && !is_numbers(&profile) {
        return Err(internal(
            "the result has a profile that says more than it may",
        ));
    }
    if frames == 1 {
        Ok(())
    } else {
        Err(internal("the result is more than one picture"))
    }
}

/// Asks about every segment in turn, EOI being the last, behind which nothing may stand.
fn walk(bytes: &[u8], mut may_stand: impl FnMut(u8, &[u8]) -> bool) -> Result<(), Error> {
    let mut walk = Markers::new(bytes);
    loop {
        let segment = walk.next().map_err(internal)?;
        if segment.skipped > 0 || !may_stand(segment.marker, &bytes[segment.body]) {
            return Err(internal(format!(
                "the result has a segment FF{:02X} that it may not have",
                segment.marker
            )));
        }
        if segment.marker == EOI {
            break;
        }
    }
    if walk.position() == bytes.len() {
        Ok(())
    } else {
        Err(internal("the result goes on behind its end"))
    }
}
