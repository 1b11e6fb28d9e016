//! AVIF: boxes, items, and the properties that show one of them (AV1 Image File Format 1.1; ISO/IEC 23008-12; MIAF,
//! ISO/IEC 23000-22).

pub(in crate::picture) mod boxes;
pub(in crate::picture) mod items;
mod look;
pub(in crate::picture) mod picture;
mod rest;
mod sequence;
pub(in crate::picture) mod units;

use super::super::refusal::{malformed, unsupported};
use super::{Channels, Kept, Source};
use crate::error::Error;
use boxes::Boxes;
use items::Items;
pub(in crate::picture) use look::look;
use picture::Picture;

/// Reads an AVIF of one picture. No decoder here reads its pixels.
pub(super) fn read(bytes: &[u8]) -> Result<Source, Error> {
    let items = meta(bytes)?;
    let picture = Picture::read(&items, bytes)?;
    let (mut shown, mut other_bytes) = (Vec::new(), 0);
    for layer in picture.layers() {
        shown.extend(layer.ids());
        other_bytes += layer.other_bytes();
    }
    let found = rest::find(bytes, &items, &shown, other_bytes);
    Ok(Source {
        size: picture.base.size,
        pixel_bits: 64,
        deep: false,
        lossless: false,
        model: None,
        channels: match picture.base.is_gray() {
            true => Channels::Gray,
            false => Channels::Rgb,
        },
        orientation: picture.base.orientation(),
        icc: picture.base.profile.map(<[u8]>::to_vec),
        declared: Default::default(),
        animation: None,
        found,
        pixels: Kept::default(),
    })
}

/// The items of the file's one `meta` box.
pub(in crate::picture) fn meta(bytes: &[u8]) -> Result<Items<'_>, Error> {
    let mut boxes = Boxes::new(bytes);
    let mut meta = None;
    // Behind the last whole box there may be anything, which is not this picture's.
    while let Ok(Some(part)) = boxes.next() {
        match &part.kind {
            b"moov" => {
                return Err(unsupported(
                    "this is an animated AVIF or HEIC, and animations of that kind are not taken: save it as a WebP, or one frame of it",
                ));
            }
            b"meta" if meta.is_none() => meta = Some(part.data),
            _ => {}
        }
    }
    Items::read(meta.ok_or_else(|| malformed("it has no picture in it"))?)
}
