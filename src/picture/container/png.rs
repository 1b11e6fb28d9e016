//! PNG: a signature and chunks (PNG 3rd edition, 5).

use super::super::limits::Size;
use super::super::metadata::{exif, png_text};
use super::super::orient::Orientation;
use super::super::receipt::{Class, Found};
use super::super::refusal::{malformed, unsupported};
use super::{Kept, Source, trailer};
use crate::error::Error;
use core::ops::Range;

/// The most that a profile may unpack to. Printer profiles reach 2 MB; pictures carry a few kilobytes.
const MAX_ICC_BYTES: usize = 4 << 20;

/// One chunk: its type, its data, and all of its bytes from length to checksum.
pub(in crate::picture) struct Chunk {
    pub(in crate::picture) kind: [u8; 4],
    pub(in crate::picture) data: Range<usize>,
    pub(in crate::picture) whole: Range<usize>,
}

/// The chunk that starts at `at`.
pub(in crate::picture) fn chunk(bytes: &[u8], at: usize) -> Result<Chunk, Error> {
    let cut = || malformed("it ends before the picture does");
    let (len, rest) = bytes
        .get(at..)
        .and_then(<[u8]>::split_first_chunk::<4>)
        .ok_or_else(cut)?;
    let kind = *rest.first_chunk::<4>().ok_or_else(cut)?;
    let len = u32::from_be_bytes(*len) as usize;
    // Four bytes each of length, type and checksum; a length is below 2^31 by the standard.
    if len > bytes.len() || at + len + 12 > bytes.len() {
        return Err(cut());
    }
    Ok(Chunk {
        kind,
        data: at + 8..at + 8 + len,
        whole: at..at + 12 + len,
    })
}

/// Reads a PNG up to its IEND.
pub(super) fn read(bytes: &[u8]) -> Result<Source, Error> {
    let mut found = Found::default();
    let mut pixels = Kept::default();
    pixels.push(0..8);
    let mut orientation = Orientation::default();
    let mut icc = None;
    let mut header = None;
    // 0 before the first IDAT, 1 among them, 2 behind the last.
    let mut data_phase = 0;
    let mut at = 8;
    loop {
        let Chunk { kind, data, whole } = chunk(bytes, at)?;
        at = whole.end;
        if header.is_none() && &kind != b"IHDR" {
            return Err(first_chunk(&kind));
        }
        if data_phase == 1 && &kind != b"IDAT" {
            data_phase = 2;
        }
        let data = &bytes[data];
        match &kind {
            b"IHDR" if header.is_none() => header = Some(Header::read(data)?),
            b"IDAT" if data_phase < 2 => data_phase = 1,
            b"PLTE" | b"tRNS" if data_phase == 0 => {}
            b"IEND" => {
                pixels.push(whole);
                break;
            }
            b"IHDR" | b"IDAT" | b"PLTE" | b"tRNS" => {
                return Err(malformed("its chunks are out of order"));
            }
            _ => {
                other(kind, data, &mut found, &mut orientation, &mut icc)?;
                continue;
            }
        }
        pixels.push(whole);
    }
    let header = header
        .filter(|_| data_phase > 0)
        .ok_or_else(|| malformed("it has no picture in it"))?;
    trailer::read(&bytes[at..], &mut found);
    Ok(Source {
        size: header.size,
        pixel_bits: header.pixel_bits,
        deep: header.deep,
        lossless: true,
        model: None,
        orientation,
        icc,
        found,
        pixels,
    })
}

fn first_chunk(kind: &[u8; 4]) -> Error {
    if kind == b"CgBI" {
        return unsupported(
            "this is a PNG in the private form of iPhone apps, which is not taken: export it as a usual PNG",
        );
    }
    malformed("it does not start with its header")
}

/// Everything that is not pixels.
fn other(
    kind: [u8; 4],
    data: &[u8],
    found: &mut Found,
    orientation: &mut Orientation,
    icc: &mut Option<Vec<u8>>,
) -> Result<(), Error> {
    match &kind {
        // How the pixels are meant or shown; none of it is copied.
        b"sRGB" | b"gAMA" | b"cHRM" | b"cICP" | b"mDCV" | b"cLLI" | b"sBIT" | b"bKGD" | b"pHYs"
        | b"hIST" => {}
        b"acTL" => {
            let frames = data
                .first_chunk()
                .map_or(0, |count| u32::from_be_bytes(*count));
            if frames > 1 {
                return Err(unsupported(
                    "this is an animated PNG, and animations are not taken yet: save one frame of it",
                ));
            }
        }
        // The one frame of a still APNG is its IDAT, or a picture that is not the default one.
        b"fcTL" => {}
        b"fdAT" => found.add(Class::HiddenPicture),
        b"eXIf" => *orientation = exif::read(data, found),
        b"iCCP" => {
            found.add(Class::ColorProfile);
            *icc = unpack_profile(data);
        }
        b"tEXt" | b"zTXt" | b"iTXt" => png_text::read(data, found),
        b"tIME" => found.add(Class::Date),
        b"caBX" => found.add(Class::ContentCredentials),
        // A capital first letter makes a chunk critical: without it the picture cannot be shown as it was meant.
        [b'A'..=b'Z', ..] => {
            return Err(unsupported(
                "this PNG needs an extension that is not known: save it as a usual PNG",
            ));
        }
        _ => found.add_bytes(Class::Unknown, data.len()),
    }
    Ok(())
}

/// A name of up to 79 bytes, a zero, the method 0, then the profile as a zlib stream.
fn unpack_profile(data: &[u8]) -> Option<Vec<u8>> {
    let name = data.iter().take(80).position(|&byte| byte == 0)?;
    let [0, stream @ ..] = data.get(name + 1..)? else {
        return None;
    };
    miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(stream, MAX_ICC_BYTES).ok()
}

struct Header {
    size: Size,
    pixel_bits: u32,
    deep: bool,
}

impl Header {
    fn read(data: &[u8]) -> Result<Self, Error> {
        let wrong = || malformed("its header is impossible");
        let (width, rest) = data.split_first_chunk::<4>().ok_or_else(wrong)?;
        let (height, rest) = rest.split_first_chunk::<4>().ok_or_else(wrong)?;
        let &[depth, color, _, _, _] = rest else {
            return Err(wrong());
        };
        let channels = match color {
            0 | 3 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            _ => return Err(wrong()),
        };
        // A palette's pixels become three or four bytes each.
        let pixel_bits = if color == 3 {
            32
        } else {
            channels * u32::from(depth).max(8)
        };
        Ok(Self {
            size: Size {
                width: u32::from_be_bytes(*width),
                height: u32::from_be_bytes(*height),
            },
            pixel_bits,
            deep: depth == 16,
        })
    }
}
