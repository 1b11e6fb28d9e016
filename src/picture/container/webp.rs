//! WebP: RIFF and its chunks (RFC 9649).

pub(in crate::picture) mod chunks;
pub(in crate::picture) mod lossless;
pub(in crate::picture) mod lossy;

use super::super::metadata::{exif, xmp};
use super::super::receipt::{Class, Found};
use super::super::refusal::malformed;
use super::{Channels, Kept, Source, trailer};
use crate::error::Error;
use chunks::{ALPHA, Canvas, Chunk, Chunks, FRAME_HEADER_BYTES, FrameHeader};
use core::ops::Range;
use pellicle_pixels::Orientation;
use pellicle_pixels::Size;

/// Reads a WebP up to the length that RIFF gives.
pub(super) fn read(bytes: &[u8]) -> Result<Source, Error> {
    let mut chunks = Chunks::of_file(bytes)?;
    let mut beside = Beside::default();
    let mut canvas: Option<Canvas> = None;
    let mut still = Still::default();
    let mut frames = 0;
    while let Some(chunk) = chunks.next()? {
        match &chunk.kind {
            b"VP8X" if canvas.is_none() && chunk.whole.start == 12 => {
                canvas = Some(Canvas::read(chunk.data)?);
            }
            b"VP8X" => return Err(out_of_order()),
            b"ANMF" if canvas.is_some_and(Canvas::is_animated) => {
                read_frame(chunk.data, &mut beside.found)?;
                frames += 1;
            }
            b"ANIM" => {}
            b"ALPH" | b"VP8 " | b"VP8L" => still.read(&chunk)?,
            _ => beside.read(&chunk),
        }
    }
    // A file may end without the padding of its last chunk.
    trailer::read(&bytes[chunks.end().min(bytes.len())..], &mut beside.found);
    let animated = canvas.filter(|canvas| canvas.is_animated());
    let (size, lossless, pixels) = match (animated, still.image) {
        (Some(canvas), None) if frames > 0 => (canvas.size, false, Kept::default()),
        (None, Some(image)) => {
            if canvas.is_some_and(|canvas| canvas.size != image.size) {
                return Err(malformed("its header and its picture differ in size"));
            }
            (image.size, image.lossless, image.kept(still.alpha))
        }
        _ => return Err(malformed("it has no picture in it")),
    };
    Ok(Source {
        size,
        pixel_bits: 32,
        deep: false,
        lossless,
        model: None,
        channels: Channels::Rgb,
        orientation: beside.orientation,
        icc: beside.icc,
        declared: Default::default(),
        animation: animated.map(|_| frames),
        found: beside.found,
        pixels,
    })
}

fn out_of_order() -> Error {
    malformed("its chunks are out of order")
}

/// Notes what a frame carries besides its pixels.
fn read_frame(data: &[u8], found: &mut Found) -> Result<(), Error> {
    let header = FrameHeader::read(data)?;
    let mut still = Still::default();
    let mut chunks = Chunks::inside(data, FRAME_HEADER_BYTES);
    while let Some(chunk) = chunks.next()? {
        match &chunk.kind {
            b"ALPH" | b"VP8 " | b"VP8L" => still.read(&chunk)?,
            _ => found.add_bytes(Class::Unknown, chunk.data.len()),
        }
    }
    match still.image {
        Some(image) if image.size == header.size => Ok(()),
        _ => Err(malformed(
            "a frame of it has no picture, or one of another size",
        )),
    }
}

/// What stands beside the pixels.
#[derive(Default)]
struct Beside {
    found: Found,
    orientation: Orientation,
    icc: Option<Vec<u8>>,
}

impl Beside {
    fn read(&mut self, Chunk { kind, data, .. }: &Chunk<'_>) {
        match kind {
            b"ICCP" => {
                self.found.add(Class::ColorProfile);
                self.icc = Some(data.to_vec());
            }
            b"EXIF" => {
                let block = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                self.orientation = exif::read(block, &mut self.found);
            }
            b"XMP " => xmp::read(data, &mut self.found),
            b"C2PA" => self.found.add(Class::ContentCredentials),
            _ => self.found.add_bytes(Class::Unknown, data.len()),
        }
    }
}

/// The chunks of a picture, or of one frame.
#[derive(Default)]
struct Still {
    alpha: Option<Range<usize>>,
    image: Option<Image>,
}

impl Still {
    fn read(&mut self, chunk: &Chunk<'_>) -> Result<(), Error> {
        if self.image.is_some() {
            return Err(out_of_order());
        }
        if &chunk.kind != b"ALPH" {
            let lossless = &chunk.kind == b"VP8L";
            self.image = Some(Image::read(lossless, chunk.data, chunk.whole.clone())?);
        } else if self.alpha.replace(chunk.whole.clone()).is_some() {
            return Err(out_of_order());
        }
        Ok(())
    }
}

/// The one bitstream.
struct Image {
    size: Size,
    lossless: bool,
    whole: Range<usize>,
}

impl Image {
    fn read(lossless: bool, data: &[u8], whole: Range<usize>) -> Result<Self, Error> {
        let size = if lossless {
            chunks::lossless_size(data)
        } else {
            chunks::lossy_size(data)
        };
        Ok(Self {
            size: size.ok_or_else(|| malformed("the header of its pixels is impossible"))?,
            lossless,
            whole,
        })
    }

    /// A file of nothing but the bitstream, and its alpha where that is a chunk of its own.
    fn kept(self, alpha: Option<Range<usize>>) -> Kept {
        let mut extended = Vec::new();
        let mut picture = Kept::default();
        if let Some(alpha) = alpha.filter(|_| !self.lossless) {
            extended.extend_from_slice(b"VP8X\x0A\0\0\0");
            extended.extend_from_slice(&[ALPHA, 0, 0, 0]);
            extended.extend_from_slice(&(self.size.width - 1).to_le_bytes()[..3]);
            extended.extend_from_slice(&(self.size.height - 1).to_le_bytes()[..3]);
            picture.push(alpha);
        }
        picture.push(self.whole);
        if picture.len() % 2 == 1 {
            picture.write(&[0]);
        }
        let riff_len = (4 + extended.len() + picture.len()) as u32;
        let mut kept = Kept::default();
        kept.write(&[b"RIFF", &riff_len.to_le_bytes()[..], b"WEBP", &extended].concat());
        kept.0.append(&mut picture.0);
        kept
    }
}
