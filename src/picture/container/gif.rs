//! GIF: a screen, a palette, blocks, a trailer (GIF89a specification, W3C).

pub(in crate::picture) mod blocks;
pub(in crate::picture) mod codes;

use super::super::metadata::xmp;
use super::super::receipt::{Class, Found};
use super::super::refusal::malformed;
use super::{Channels, Kept, Source, trailer};
use crate::error::Error;
use blocks::{Blocks, Kind};
use core::ops::Range;
use pellicle_pixels::Orientation;

/// The length and the name of the block that holds a colour profile, in sub-blocks of its own (ICC.1:1998-09, B.5).
const PROFILE: &[u8] = b"\x0BICCRGBG1012";

/// Reads a GIF up to its trailer. More than one frame makes an animation.
pub(super) fn read(bytes: &[u8]) -> Result<Source, Error> {
    let (screen, mut blocks) = Blocks::new(bytes)?;
    let mut found = Found::default();
    let mut pixels = Kept::default();
    let mut control: Option<Range<usize>> = None;
    let mut frames = 0;
    let mut icc = None;
    pixels.push(0..blocks.position());
    loop {
        let block = blocks.next()?;
        match block.kind {
            Kind::Control(_) => control = Some(block.whole),
            Kind::Frame(frame) => {
                frame.check(screen.size)?;
                frames += 1;
                if let Some(control) = control.take() {
                    pixels.push(control);
                }
                pixels.push(block.whole);
            }
            // How often to repeat: one frame does not, and frames of an animation are decoded one by one.
            Kind::Loop(_) => {}
            Kind::Extension(label, blocks) => {
                extension(label, blocks, &mut found);
                if let (0xFF, Some(pieces)) = (label, blocks.strip_prefix(PROFILE)) {
                    icc = Some(codes::joined(pieces));
                }
            }
            Kind::Trailer => break,
        }
    }
    if frames == 0 {
        return Err(malformed("it has no picture in it"));
    }
    trailer::read(&bytes[blocks.position()..], &mut found);
    pixels.write(&[0x3B]);
    Ok(Source {
        size: screen.size,
        pixel_bits: 32,
        deep: false,
        lossless: true,
        model: None,
        channels: Channels::Rgb,
        orientation: Orientation::default(),
        icc,
        declared: Default::default(),
        animation: Some(frames).filter(|&frames| frames > 1),
        found,
        pixels,
    })
}

fn extension(label: u8, blocks: &[u8], found: &mut Found) {
    match (label, blocks.get(1..12)) {
        (0xFE, _) => found.add(Class::Comment),
        (0x01, _) => found.add(Class::Text),
        // Netscape's other sub-block says how much to buffer.
        (0xFF, Some(b"NETSCAPE2.0" | b"ANIMEXTS1.0")) => {}
        (0xFF, Some(b"XMP DataXMP")) => xmp::read(blocks, found),
        (0xFF, _) if blocks.starts_with(PROFILE) => found.add(Class::ColorProfile),
        _ => found.add_bytes(Class::Unknown, blocks.len()),
    }
}
