//! JPEG XL: the size in its codestream's header, and the boxes of metadata around it (ISO/IEC 18181-1, annex D;
//! 18181-2, clause 9).

use super::super::metadata::{exif, xmp};
use super::super::receipt::{Class, Found};
use super::super::refusal::{malformed, unsupported};
use super::avif::boxes::{Boxes, cut};
use super::{Channels, Kept, Source};
use crate::error::Error;
use pellicle_pixels::Orientation;
use pellicle_pixels::Size;

/// What a codestream begins with.
const SIGNATURE: [u8; 2] = [0xFF, 0x0A];

/// Looks at a JPEG XL whose pixels somebody else decodes.
pub(in crate::picture) fn look(file: &[u8]) -> Result<Source, Error> {
    let mut found = Found::default();
    let codestream = match file.starts_with(&SIGNATURE) {
        true => file,
        false => read_boxes(file, &mut found)?,
    };
    let mut bits = Bits {
        bytes: codestream
            .strip_prefix(&SIGNATURE)
            .ok_or_else(|| malformed("it has no picture in it"))?,
        at: 0,
    };
    let size = read_size(&mut bits);
    let (mut orientation, mut deep) = (1, false);
    // All of what follows may be left at its defaults.
    if bits.read(1) == 0 {
        let extra = bits.read(1) == 1;
        let mut more = false;
        if extra {
            orientation = bits.read(3) + 1;
            if bits.read(1) == 1 {
                read_size(&mut bits);
            }
            let preview = bits.read(1) == 1;
            // A preview's size stands before the next flag; whether it moves is then left to the decoder.
            more = preview || bits.read(1) == 1;
            if more && !preview {
                return Err(unsupported(
                    "this is an animated JPEG XL, and animations of that kind are not taken: save one frame of it as a PNG",
                ));
            }
        }
        let is_float = bits.read(1) == 1;
        // 8 bits, unless one of three other ways says how many.
        deep = !more && (is_float || bits.read(2) > 0);
    }
    if bits.at > 8 * bits.bytes.len() {
        return Err(cut());
    }
    Ok(Source {
        size,
        // The browser gives 8 bits of four channels.
        pixel_bits: 32,
        deep,
        lossless: false,
        model: None,
        channels: Channels::Rgb,
        orientation: Orientation::from_exif(orientation as u16),
        icc: None,
        declared: Default::default(),
        animation: None,
        found,
        pixels: Kept::default(),
    })
}

/// Notes what stands around the codestream, and gives its first part.
fn read_boxes<'a>(file: &'a [u8], found: &mut Found) -> Result<&'a [u8], Error> {
    let mut codestream = None;
    let mut boxes = Boxes::new(file);
    while let Some(part) = boxes.next()? {
        let data = part.data;
        match &part.kind {
            b"JXL " | b"ftyp" | b"jxll" | b"jxli" => {}
            b"jxlc" => codestream = codestream.or(Some(data)),
            // The number of the part stands before it.
            b"jxlp" => codestream = codestream.or(data.get(4..)),
            // Behind an offset of the block's header, which is 0 in practice.
            b"Exif" => {
                exif::read(data.get(4..).unwrap_or_default(), found);
            }
            b"xml " => xmp::read(data, found),
            b"jumb" => found.add(Class::ContentCredentials),
            _ => found.add_bytes(Class::Unknown, data.len()),
        }
    }
    codestream.ok_or_else(cut)
}

/// Height, then width, or the ratio that the width has to it.
fn read_size(bits: &mut Bits<'_>) -> Size {
    let in_eights = bits.read(1) == 1;
    let height = bits.side(in_eights);
    let [wide, high] = match bits.read(3) {
        0 => {
            let width = bits.side(in_eights);
            return Size { width, height };
        }
        1 => [1, 1],
        2 => [12, 10],
        3 => [4, 3],
        4 => [3, 2],
        5 => [16, 9],
        6 => [5, 4],
        _ => [2, 1],
    };
    // A side has 30 bits, so what is too wide for a number is too wide for every limit.
    let width = u32::try_from(u64::from(height) * wide / high).unwrap_or(u32::MAX);
    Size { width, height }
}

/// Bits from the lowest of each byte on; behind the end there are zeros.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn read(&mut self, count: u32) -> u32 {
        (0..count).fold(0, |number, place| {
            let byte = self.bytes.get(self.at / 8).copied().unwrap_or(0);
            let bit = byte >> (self.at % 8) & 1;
            self.at += 1;
            number | u32::from(bit) << place
        })
    }

    fn side(&mut self, in_eights: bool) -> u32 {
        if in_eights {
            return 8 * (self.read(5) + 1);
        }
        let count = [9, 13, 18, 30][self.read(2) as usize];
        self.read(count) + 1
    }
}
