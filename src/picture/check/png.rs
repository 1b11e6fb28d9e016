//! What a PNG may consist of.

use super::super::container::png;
use super::super::refusal::internal;
use super::profile::is_numbers;
use crate::error::Error;
use pellicle_pixels::Size;

/// IHDR, PLTE, tRNS, IDAT, IEND in that order, and not a byte more.
pub(super) fn check(bytes: &[u8], size: Size) -> Result<(), Error> {
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

/// The header; an animation; colours in numbers; a palette; an orientation; the pixels, with frames behind them; the
/// end, and not a byte more.
pub(super) fn check_original(bytes: &[u8]) -> Result<(), Error> {
    const ORDER: [&[&[u8; 4]]; 8] = [
        &[b"IHDR"],
        &[b"acTL"],
        &[b"cICP", b"sRGB", b"iCCP", b"gAMA", b"cHRM"],
        &[b"PLTE"],
        &[b"tRNS"],
        &[b"eXIf"],
        &[b"fcTL", b"IDAT", b"fdAT"],
        &[b"IEND"],
    ];
    let mut at = 8;
    let mut reached = 0;
    let mut pictures = 0;
    while at < bytes.len() {
        let chunk = png::chunk(bytes, at).map_err(internal)?;
        let place = ORDER.iter().position(|kinds| kinds.contains(&&chunk.kind));
        let place = place.map_or(0, |place| place + 1);
        let repeats = place == 3 || place == 7;
        pictures += usize::from(&chunk.kind == b"IDAT");
        let data = &bytes[chunk.data];
        let is_allowed = match &chunk.kind {
            b"eXIf" => super::is_minimal_exif(data),
            b"iCCP" => is_packed_profile(data),
            _ => true,
        };
        if place < reached || place == reached && !repeats || !is_allowed {
            return Err(internal("the result has a chunk that it may not have"));
        }
        reached = place;
        at = chunk.whole.end;
    }
    if reached == ORDER.len() && pictures == 1 {
        Ok(())
    } else {
        Err(internal("the result has no end, or no pixels"))
    }
}

/// The one name that every profile has, and a profile of numbers behind it.
fn is_packed_profile(data: &[u8]) -> bool {
    let stream = data.strip_prefix(b"icc\0\0").unwrap_or_default();
    let profile = miniz_oxide::inflate::decompress_to_vec_zlib(stream);
    profile.is_ok_and(|profile| is_numbers(&profile))
}
