//! What stands behind a picture's end: a phone's second pictures and videos, or what an editor forgot to cut off.

use super::super::receipt::{Class, Found};
use memchr::memmem;
use pellicle_pixels::jpeg::markers::{EOI, Markers};

/// Pictures looked for behind a picture. Real files have up to four, and every one costs a walk over the rest.
const MAX_PICTURES: usize = 16;

/// Within so many bytes behind its name, the kind of an auxiliary picture is told.
const AUXILIARY_BYTES: usize = 64;

/// Notes what the bytes behind the end are.
pub(super) fn read(rest: &[u8], found: &mut Found) {
    if rest.is_empty() {
        return;
    }
    let has = |name: &str| memmem::find(rest, name.as_bytes()).is_some();
    let mut known = false;
    let auxiliary = |names: &[&str]| is_auxiliary(rest, names);
    if has("HDRGainMap") || has("hdrgm:") || auxiliary(&["hdrgainmap"]) {
        note(Class::GainMap, found);
    }
    if auxiliary(&["depth", "disparity"]) {
        note(Class::DepthMap, found);
    }
    if has("ftyp") && (has("moov") || has("mdat")) {
        note(Class::Video, found);
        known = true;
    }
    let pictures = count_pictures(rest);
    // Where there is a gain map or a depth map, it is one of the pictures.
    let named = usize::from(found.has(Class::GainMap)) + usize::from(found.has(Class::DepthMap));
    for _ in named..pictures {
        found.add(Class::HiddenPicture);
    }
    if !known && pictures == 0 {
        found.add_bytes(Class::TrailingData, rest.len());
    }
}

/// Whether a picture says that it is one of these to another: iPhones name what it is in its XMP.
fn is_auxiliary(rest: &[u8], names: &[&str]) -> bool {
    let kind = "AuxiliaryImageType";
    memmem::find_iter(rest, kind).any(|at| {
        let value = &rest[at..rest.len().min(at + kind.len() + AUXILIARY_BYTES)];
        names
            .iter()
            .any(|name| memmem::find(value, name.as_bytes()).is_some())
    })
}

fn note(class: Class, found: &mut Found) {
    if !found.has(class) {
        found.add(class);
    }
}

fn count_pictures(mut rest: &[u8]) -> usize {
    let mut pictures = 0;
    for _ in 0..MAX_PICTURES {
        let Some(start) = memmem::find(rest, &[0xFF, 0xD8, 0xFF]) else {
            break;
        };
        rest = &rest[start..];
        let mut walk = Markers::new(rest);
        let end = loop {
            match walk.next() {
                Ok(segment) if segment.marker == EOI => break Some(walk.position()),
                Ok(_) => {}
                Err(_) => break None,
            }
        };
        pictures += usize::from(end.is_some());
        rest = &rest[end.unwrap_or(3)..];
    }
    pictures
}
