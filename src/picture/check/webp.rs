//! What a WebP may consist of.

use super::super::container::webp::chunks::{Chunks, FRAME_HEADER_BYTES};
use super::super::refusal::internal;
use super::profile::is_numbers;
use crate::error::Error;

/// VP8X, a profile, one picture or an animation, an orientation, in this order; and not a byte more.
pub(super) fn check_original(bytes: &[u8]) -> Result<(), Error> {
    const ORDER: [&[&[u8; 4]]; 7] = [
        &[b"VP8X"],
        &[b"ICCP"],
        &[b"ANIM"],
        &[b"ANMF"],
        &[b"ALPH"],
        &[b"VP8 ", b"VP8L"],
        &[b"EXIF"],
    ];
    let mut list = Chunks::of_file(bytes).map_err(internal)?;
    if list.end() != bytes.len() {
        return Err(internal("the result goes on behind its end"));
    }
    let mut reached = 0;
    while let Some(chunk) = list.next().map_err(internal)? {
        let place = ORDER.iter().position(|kinds| kinds.contains(&&chunk.kind));
        let place = place.map_or(0, |place| place + 1);
        let repeats = &chunk.kind == b"ANMF";
        let is_allowed = match &chunk.kind {
            b"VP8X" => chunk.data.len() == 10,
            // No colour of a background, and how often it runs.
            b"ANIM" => chunk.data.len() == 6 && chunk.data.starts_with(&[0; 4]),
            b"ANMF" => is_frame(chunk.data),
            b"ICCP" => is_numbers(chunk.data),
            b"EXIF" => super::is_minimal_exif(chunk.data),
            _ => true,
        };
        if place < reached || place == reached && !repeats || !is_allowed {
            return Err(internal("the result has a chunk that it may not have"));
        }
        reached = place;
    }
    Ok(())
}

/// One picture, with its transparency or without, and nothing else.
fn is_frame(data: &[u8]) -> bool {
    let mut list = Chunks::inside(data, FRAME_HEADER_BYTES);
    let mut kinds = Vec::new();
    while let Ok(Some(chunk)) = list.next() {
        kinds.push(chunk.kind);
    }
    let kinds: Vec<&[u8; 4]> = kinds.iter().collect();
    matches!(kinds[..], [b"VP8 "] | [b"VP8L"] | [b"ALPH", b"VP8 "])
}
