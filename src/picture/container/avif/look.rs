//! What is known of an AVIF or HEIC whose pixels somebody else decodes: its size, how it is turned, and what it carries.
//!
//! Nothing of the file is taken over, so this asks for less than what writes one again: a decoder that takes more ways
//! to be made of other pictures than [`Picture`](super::picture::Picture) does is welcome to them.

use super::super::{Channels, Kept, Source};
use super::boxes::{Fields, cut};
use super::items::{Items, data_limit, too_many};
use super::picture::{is_alpha, orientation};
use super::{rest, units};
use crate::error::Error;
use pellicle_pixels::Size;

/// Items that one picture is made of: the largest phone photos have under 800 tiles.
const MAX_SHOWN: usize = 2048;

/// Looks at the primary item.
pub(in crate::picture) fn look(file: &[u8]) -> Result<Source, Error> {
    let items = super::meta(file)?;
    let shown = shown(&items)?;
    let mut left = data_limit(file);
    let mut other_bytes = 0;
    for item in shown.iter().filter_map(|&id| items.get(id)) {
        // A decoder may show what there is of a picture that was cut; whoever shares it should know before.
        let data = items.data(item, file, &mut left)?;
        if &item.kind == b"av01" {
            // Of units that original mode would not write, such as those of layers, only the decoder knows what they show.
            other_bytes += units::written(&data).map_or(0, |units| units.other_bytes);
        }
    }
    let mut source = Source {
        size: Size {
            width: 0,
            height: 0,
        },
        // The browser gives 8 bits of four channels.
        pixel_bits: 32,
        deep: false,
        lossless: false,
        model: None,
        channels: Channels::Rgb,
        orientation: Default::default(),
        icc: None,
        declared: Default::default(),
        animation: None,
        found: rest::find(file, &items, &shown, other_bytes),
        pixels: Kept::default(),
    };
    let (mut turns, mut mirror) = (0, None);
    let primary = items.get(items.primary).ok_or_else(cut)?;
    for (property, _) in items.properties_of(primary) {
        let mut fields = Fields(property.data);
        match &property.kind {
            b"ispe" => {
                fields.version()?;
                source.size = Size {
                    width: fields.u32()?,
                    height: fields.u32()?,
                };
            }
            b"pixi" => source.deep = property.data.iter().skip(5).any(|&bits| bits > 8),
            b"irot" => turns = fields.u8()? & 3,
            b"imir" => mirror = Some(fields.u8()? & 1),
            b"colr" if matches!(&fields.array()?, b"prof" | b"rICC") => {
                source.icc = Some(fields.0.to_vec());
            }
            _ => {}
        }
    }
    source.orientation = orientation(turns, mirror);
    Ok(source)
}

/// The primary item, its transparency, and everything that these are made of.
fn shown(items: &Items<'_>) -> Result<Vec<u32>, Error> {
    let mut shown = vec![items.primary];
    for reference in &items.references {
        let is_of_it = &reference.kind == b"auxl" && reference.to.contains(&items.primary);
        if is_of_it && is_alpha(items, reference.from) {
            shown.push(reference.from);
        }
    }
    let mut at = 0;
    while let Some(&id) = shown.get(at) {
        at += 1;
        for &part in items.referred(b"dimg", id) {
            if !shown.contains(&part) {
                shown.push(part);
            }
        }
        if shown.len() > MAX_SHOWN {
            return Err(too_many());
        }
    }
    // One that is named and not there was cut away.
    match shown.iter().all(|&id| items.get(id).is_some()) {
        true => Ok(shown),
        false => Err(cut()),
    }
}
