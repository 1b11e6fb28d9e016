//! PNG: a signature and chunks (PNG 3rd edition, 5).

pub(in crate::picture) mod declared;
pub(in crate::picture) mod header;
pub(in crate::picture) mod rows;

use super::super::limits::Limits;
use super::super::metadata::{exif, png_text};
use super::super::receipt::{Class, Found};
use super::super::refusal::{malformed, unsupported};
use super::{Channels, Kept, Source, trailer};
use crate::error::Error;
use core::ops::Range;
use declared::Declared;
use header::{Color, Header};
use pellicle_pixels::Orientation;

/// The most that a profile may unpack to. Printer profiles reach 2 MB; pictures carry a few kilobytes.
const MAX_ICC_BYTES: usize = 4 << 20;

/// One chunk: its type, its data, and all of its bytes from length to checksum.
pub(in crate::picture) struct Chunk {
    pub(in crate::picture) kind: [u8; 4],
    pub(in crate::picture) data: Range<usize>,
    pub(in crate::picture) whole: Range<usize>,
}

impl Chunk {
    /// Whether its checksum, over type and data, is that of the bytes it came from.
    pub(in crate::picture) fn is_intact(&self, bytes: &[u8]) -> bool {
        let checked = &bytes[self.whole.start + 4..self.data.end];
        bytes[self.data.end..self.whole.end] == crc32fast::hash(checked).to_be_bytes()
    }
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
    let mut pixels = Kept::default();
    pixels.push(0..8);
    let mut header = None;
    let mut beside = Beside::default();
    // The first piece of the default picture.
    let mut default = None;
    // 0 before the first IDAT, 1 among them, 2 behind the last.
    let mut data_phase = 0;
    let mut has_palette = false;
    let mut at = 8;
    loop {
        let chunk = chunk(bytes, at)?;
        let is_intact = || chunk.is_intact(bytes);
        let (kind, data, whole) = (chunk.kind, chunk.data.clone(), chunk.whole.clone());
        at = whole.end;
        if header.is_none() && &kind != b"IHDR" {
            return Err(first_chunk(&kind));
        }
        if data_phase == 1 && &kind != b"IDAT" {
            data_phase = 2;
        }
        match &kind {
            b"IHDR" if header.is_none() => header = Some(Header::read(&bytes[data])?),
            b"IDAT" if data_phase < 2 => {
                data_phase = 1;
                default.get_or_insert(data.clone());
            }
            b"PLTE" | b"tRNS" if data_phase == 0 => has_palette |= &kind == b"PLTE",
            b"IEND" => {
                pixels.push(whole);
                break;
            }
            b"IHDR" | b"IDAT" | b"PLTE" | b"tRNS" => {
                return Err(malformed("its chunks are out of order"));
            }
            b"acTL" if data_phase == 0 => {
                beside.frames = frame_count(&bytes[data]);
                continue;
            }
            // What says how the pixels are meant has to come before them, in one piece, and counts once, as Chromium has it;
            // cICP before the palette too.
            b"sRGB" | b"gAMA" | b"cHRM" | b"cICP" if data_phase == 0 => {
                if is_intact() && !(has_palette && &kind == b"cICP") {
                    beside.declared.read(kind, &bytes[data]);
                }
                continue;
            }
            b"eXIf" => {
                let counts = is_intact();
                beside.read_exif(&bytes[data], counts);
                continue;
            }
            b"iCCP" => {
                let counts = data_phase == 0 && is_intact();
                beside.read_profile(&bytes[data], counts);
                continue;
            }
            b"fcTL" => {
                beside.shows_default |= data_phase == 0;
                continue;
            }
            b"fdAT" => {
                beside.has_frames = true;
                continue;
            }
            _ => {
                beside.read(kind, &bytes[data])?;
                continue;
            }
        }
        pixels.push(whole);
    }
    let header = header
        .filter(|_| data_phase > 0)
        .ok_or_else(|| malformed("it has no picture in it"))?;
    trailer::read(&bytes[at..], &mut beside.found);
    if beside.has_hidden_picture(header, default.map(|data| &bytes[data]), bytes.len())? {
        beside.found.add(Class::HiddenPicture);
    }
    Ok(Source {
        size: header.size,
        pixel_bits: header.decoded_bits(),
        deep: header.depth == 16,
        lossless: true,
        model: None,
        channels: match header.color {
            Color::Gray | Color::GrayAlpha => Channels::Gray,
            Color::Rgb | Color::Rgba | Color::Palette => Channels::Rgb,
        },
        orientation: beside.orientation.unwrap_or_default(),
        icc: beside.icc,
        declared: beside.declared,
        animation: Some(beside.frames).filter(|&frames| frames > 1),
        found: beside.found,
        pixels,
    })
}

/// The frames that acTL announces; 0 where there is no animation.
pub(in crate::picture) fn frame_count(data: &[u8]) -> u32 {
    match data.first_chunk() {
        Some(count) if data.len() == 8 => u32::from_be_bytes(*count),
        _ => 0,
    }
}

fn first_chunk(kind: &[u8; 4]) -> Error {
    if kind == b"CgBI" {
        return unsupported(
            "this is a PNG in the private form of iPhone apps, which is not taken: export it as a usual PNG",
        );
    }
    malformed("it does not start with its header")
}

/// Everything that is not the pixels of the first picture.
#[derive(Default)]
struct Beside {
    found: Found,
    /// How much more text may be unpacked.
    text_bytes_left: png_text::Left,
    orientation: Option<Orientation>,
    icc: Option<Vec<u8>>,
    /// There was a profile that counts, whether it can be read or not.
    has_profile: bool,
    declared: Declared,
    frames: u32,
    has_frames: bool,
    /// The default picture is the first frame too.
    shows_default: bool,
}

impl Beside {
    fn read(&mut self, kind: [u8; 4], data: &[u8]) -> Result<(), Error> {
        let found = &mut self.found;
        match &kind {
            // How the pixels are meant or shown, or what has come too late to say it; no decoder here is given any of it.
            b"sRGB" | b"gAMA" | b"cHRM" | b"cICP" | b"mDCV" | b"cLLI" | b"sBIT" | b"bKGD"
            | b"pHYs" | b"hIST" => {}
            b"tEXt" | b"zTXt" | b"iTXt" => {
                png_text::read(&kind, data, &mut self.text_bytes_left, found)
            }
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

    /// The first block that counts turns the picture; the others are only found.
    fn read_exif(&mut self, data: &[u8], counts: bool) {
        let orientation = exif::read(data, &mut self.found);
        if counts {
            self.orientation.get_or_insert(orientation);
        }
    }

    /// The first profile that counts is the picture's; the others are only found.
    fn read_profile(&mut self, data: &[u8], counts: bool) {
        self.found.add(Class::ColorProfile);
        if counts && !self.has_profile {
            self.has_profile = true;
            self.icc = unpack_profile(data);
        }
    }

    /// Of an animation whose default picture is no frame of it, nobody sees that one, unless it is blank; without an
    /// animation nobody sees the frames.
    fn has_hidden_picture(
        &self,
        header: Header,
        default: Option<&[u8]>,
        file_bytes: usize,
    ) -> Result<bool, Error> {
        Ok(match self.frames {
            0 | 1 => self.has_frames,
            _ if self.shows_default => false,
            // A hostile header is not worth the time to make its blank picture.
            _ if Limits::default()
                .check_size(header.size, header.decoded_bits(), file_bytes)
                .is_err() =>
            {
                true
            }
            _ => default != Some(&rows::blank(header, header.size)?),
        })
    }
}

/// A name of up to 79 bytes, a zero, the method 0, then the profile as a zlib stream.
fn unpack_profile(data: &[u8]) -> Option<Vec<u8>> {
    let name = data.iter().take(80).position(|&byte| byte == 0)?;
    let [0, stream @ ..] = data.get(name + 1..)? else {
        return None;
    };
    miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(stream, MAX_ICC_BYTES).ok()
}
