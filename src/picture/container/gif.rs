//! GIF: a screen, a palette, blocks, a trailer (GIF89a specification, W3C).

use super::super::limits::Size;
use super::super::metadata::xmp;
use super::super::orient::Orientation;
use super::super::receipt::{Class, Found};
use super::super::refusal::{malformed, unsupported};
use super::{Kept, Source, trailer};
use crate::error::Error;
use core::ops::Range;

/// Reads a GIF up to its trailer. More than one frame makes an animation.
pub(super) fn read(bytes: &[u8]) -> Result<Source, Error> {
    let cut = || malformed("it ends before the picture does");
    let &[w0, w1, h0, h1, screen_flags, _, _] = bytes.get(6..13).ok_or_else(cut)? else {
        return Err(cut());
    };
    let size = Size {
        width: u32::from(u16::from_le_bytes([w0, w1])),
        height: u32::from(u16::from_le_bytes([h0, h1])),
    };
    let mut found = Found::default();
    let mut pixels = Kept::default();
    let mut control: Option<Range<usize>> = None;
    let mut has_frame = false;
    let mut at = 13 + palette_len(screen_flags);
    pixels.push(0..at);
    loop {
        let start = at;
        match *bytes.get(at).ok_or_else(cut)? {
            0x21 => {
                let label = *bytes.get(at + 1).ok_or_else(cut)?;
                at = end_of_blocks(bytes, at + 2).ok_or_else(cut)?;
                match label {
                    0xF9 => control = Some(start..at),
                    _ => extension(label, &bytes[start + 2..at], &mut found),
                }
            }
            0x2C => {
                if has_frame {
                    return Err(unsupported(
                        "this is an animated GIF, and animations are not taken yet: save one frame of it",
                    ));
                }
                has_frame = true;
                let descriptor = bytes.get(at + 1..at + 10).ok_or_else(cut)?;
                check_frame(descriptor, size)?;
                let data = at + 10 + palette_len(descriptor[8]);
                // One byte says how the codes begin; the codes follow.
                at = end_of_blocks(bytes, data + 1).ok_or_else(cut)?;
                if let Some(control) = control.take() {
                    pixels.push(control);
                }
                pixels.push(start..at);
            }
            0x3B => break,
            _ => return Err(malformed("a block of it is of no known kind")),
        }
    }
    if !has_frame {
        return Err(malformed("it has no picture in it"));
    }
    trailer::read(&bytes[at + 1..], &mut found);
    pixels.suffix.push(0x3B);
    Ok(Source {
        size,
        pixel_bits: 32,
        deep: false,
        lossless: true,
        model: None,
        orientation: Orientation::default(),
        icc: None,
        found,
        pixels,
    })
}

/// A palette has 2 to 256 colours where its flag is set.
fn palette_len(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// Sub-blocks have a length byte each, and end with an empty one.
fn end_of_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            0 => return Some(at + 1),
            len => at += 1 + usize::from(len),
        }
    }
}

/// A frame outside of the screen has no place to be shown, and makes decoders allocate what the header does not say.
fn check_frame(descriptor: &[u8], screen: Size) -> Result<(), Error> {
    let field = |at: usize| u32::from(u16::from_le_bytes([descriptor[at], descriptor[at + 1]]));
    let fits = field(0) + field(4) <= screen.width && field(2) + field(6) <= screen.height;
    let empty = field(4) == 0 || field(6) == 0;
    if fits && !empty {
        Ok(())
    } else {
        Err(malformed("its frame does not fit into its size"))
    }
}

fn extension(label: u8, blocks: &[u8], found: &mut Found) {
    match (label, blocks.get(1..12)) {
        (0xFE, _) => found.add(Class::Comment),
        (0x01, _) => found.add(Class::Text),
        // How often to repeat: one frame does not.
        (0xFF, Some(b"NETSCAPE2.0" | b"ANIMEXTS1.0")) => {}
        (0xFF, Some(b"XMP DataXMP")) => xmp::read(blocks, found),
        (0xFF, Some(b"ICCRGBG1012")) => found.add(Class::ColorProfile),
        _ => found.add_bytes(Class::Unknown, blocks.len()),
    }
}
