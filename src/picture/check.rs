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
