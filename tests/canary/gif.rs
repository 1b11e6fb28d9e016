//! The slots of a GIF (GIF89a specification).

use super::Slot;
use super::pictures::animations::{self, Frame};
use super::pictures::*;

/// Three of the four colours occur.
fn frame() -> Frame {
    let pixels = Pixels {
        width: 30,
        height: 20,
        samples: (0..600).map(|n| (n / 7 % 3) as u8).collect(),
    };
    Frame::new(pixels, (0, 0), 5, 0)
}

/// Where the first block stands: behind the header and a palette of four colours.
const BLOCKS: usize = 25;

/// A still one, of which the frame has no palette of its own.
fn still() -> Vec<u8> {
    animations::gif((30, 20), 0, &[frame()])
}

fn animated() -> Vec<u8> {
    animations::gif((30, 20), 0, &[frame(), frame()])
}

/// The bytes as sub-blocks, without the one that ends them.
fn sub_blocks(bytes: &[u8]) -> Vec<u8> {
    let blocks = bytes.chunks(255);
    blocks
        .flat_map(|block| [&[block.len() as u8], block].concat())
        .collect()
}

/// The header of a screen with 256 colours, of which the last ones are free, and its frame with codes of 9 bits.
fn with_palette(global: bool, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut palette = vec![0; 768];
    let from = 768 - bytes.len();
    palette[from..].copy_from_slice(bytes);
    let mut file = b"GIF89a\x02\0\x01\0".to_vec();
    file.extend_from_slice(&[if global { 0xF7 } else { 0x70 }, 0, 0]);
    if global {
        file.extend_from_slice(&palette);
    }
    file.extend_from_slice(&[0x2C, 0, 0, 0, 0, 2, 0, 1, 0, if global { 0 } else { 0x87 }]);
    if !global {
        file.extend_from_slice(&palette);
    }
    // Clear, twice the first colour, end: 0x100, 0, 0, 0x101.
    file.extend_from_slice(&[8, 5, 0x00, 0x01, 0x00, 0x08, 0x08, 0, 0x3B]);
    Some(file)
}

pub fn slots() -> Vec<Slot> {
    let mut slots = Vec::new();
    let extensions: [(&str, &[u8]); 14] = [
        ("a comment", b"\x21\xFE"),
        ("plain text", b"\x21\x01\x0C\0\0\0\0\0\0\0\0\x08\x08\x01\0"),
        ("XMP", b"\x21\xFF\x0BXMP DataXMP"),
        ("an ICC profile", b"\x21\xFF\x0BICCRGBG1012"),
        ("C2PA", b"\x21\xFF\x0BC2PA_GIF\x01\0\0"),
        ("ImageMagick", b"\x21\xFF\x0BImageMagick"),
        ("MIDI", b"\x21\xFF\x0BMIDICTRLJon"),
        (
            "Netscape's buffering",
            b"\x21\xFF\x0BNETSCAPE2.0\x05\x02\0\0\0\0",
        ),
        (
            "behind Netscape's loop count",
            b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0",
        ),
        (
            "behind the other loop count",
            b"\x21\xFF\x0BANIMEXTS1.0\x03\x01\0\0",
        ),
        ("an application without a name", b"\x21\xFF\0"),
        ("behind a control", b"\x21\xF9\x04\0\x05\0\0"),
        ("an unknown label", b"\x21\x99"),
        ("label zero", b"\x21\0"),
    ];
    for (name, head) in extensions {
        for (file, what) in [(still(), "still"), (animated(), "animated")] {
            slots.push(Slot::new(format!("{name}, {what} gif"), move |bytes| {
                // An application block that has ended leaves what follows to be garbage, not a block.
                let head = head.strip_suffix(b"\x0B\0").unwrap_or(head);
                let block = match head {
                    b"\x21\xFF\0" => [b"\x21\xFF", &sub_blocks(bytes)[..], &[0]].concat(),
                    _ => [head, &sub_blocks(bytes), &[0]].concat(),
                };
                [&file[..BLOCKS], &block, &file[BLOCKS..]].concat()
            }));
        }
    }
    slots.push(Slot::new("a comment between two frames", |bytes| {
        let file = animated();
        let second = file
            .windows(3)
            .rposition(|window| window == [0x21, 0xF9, 4])
            .unwrap();
        let comment = [b"\x21\xFE", &sub_blocks(bytes)[..], &[0]].concat();
        [&file[..second], &comment, &file[second..]].concat()
    }));
    slots.push(Slot::new("a comment before the end", |bytes| {
        let file = still();
        let comment = [b"\x21\xFE", &sub_blocks(bytes)[..], &[0]].concat();
        [&file[..file.len() - 1], &comment, &[0x3B]].concat()
    }));
    slots.push(Slot::new("behind the end", |bytes| {
        [&still(), bytes].concat()
    }));
    slots.push(Slot::new("a picture behind the end", |bytes| {
        let comment = [b"\x21\xFE", &sub_blocks(bytes)[..], &[0]].concat();
        let other = still();
        [&still()[..], &other[..BLOCKS], &comment, &other[BLOCKS..]].concat()
    }));
    for place in ["in a sub-block of its own", "in the same sub-block"] {
        slots.push(Slot::new(
            format!("behind the last code, {place}"),
            move |bytes| {
                let file = animations::gif((30, 20), 0, &[]);
                let head = &file[..file.len() - 1];
                let codes = animations::gif_codes(&frame().pixels.samples);
                let mut block = animations::gif_frame(&frame())[..11].to_vec();
                if place == "in a sub-block of its own" {
                    block.extend_from_slice(&sub_blocks(&codes));
                    block.extend_from_slice(&sub_blocks(bytes));
                } else {
                    block.extend_from_slice(&sub_blocks(&[&codes[..], bytes].concat()));
                }
                block.extend_from_slice(&[0, 0x3B]);
                [head, &block].concat()
            },
        ));
    }
    slots.push(Slot::new("codes of pixels that have no place", |bytes| {
        // Indices have two bits here, so that the bytes come as four indices each.
        let hidden = bytes
            .iter()
            .flat_map(|byte| (0..4).map(move |n| byte >> (6 - 2 * n) & 3));
        let samples = frame().pixels.samples.into_iter().chain(hidden).collect();
        let pixels = Pixels {
            samples,
            ..frame().pixels
        };
        let file = animations::gif((30, 20), 0, &[Frame { pixels, ..frame() }]);
        // And the bytes as such, so that they are known to be there.
        [&file[..], bytes].concat()
    }));
    for global in [true, false] {
        slots.push(Slot::if_it_fits(
            format!("free places of a palette, global: {global}"),
            move |bytes| with_palette(global, bytes),
        ));
    }
    slots.push(Slot::new("a palette that no frame uses", |bytes| {
        let mut palette = [0; 768];
        palette[..bytes.len()].copy_from_slice(bytes);
        let own = with_palette(false, &[]).unwrap();
        [&own[..10], &[0xF7, 0, 0], &palette, &own[13..]].concat()
    }));
    slots
}
