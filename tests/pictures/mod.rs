//! Makes the pictures that tests need, and reads what came out, by code that shares as little with the component as
//! there is.

#![allow(dead_code, unused_imports, clippy::unwrap_used)]

pub mod animations;
pub mod avif;
pub mod icc;
pub mod planes;
pub mod xyb;

use image::codecs::{gif::GifEncoder, webp::WebPEncoder};
use image::{ExtendedColorType, ImageEncoder};
use mozjpeg_rs::{Encoder, Preset, Subsampling};
use pellicle::picture::{Class, Options, Prepared, prepare};
use pellicle::{Code, MaxEdge, MediaType};
pub use planes::with_segment;

/// Pixels with their size: RGB, three bytes each, or whatever a test says.
#[derive(Debug, Clone, PartialEq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub samples: Vec<u8>,
}

impl Pixels {
    pub fn at(&self, x: u32, y: u32) -> &[u8] {
        let channels = self.samples.len() / (self.width * self.height) as usize;
        let start = (y * self.width + x) as usize * channels;
        &self.samples[start..start + channels]
    }

    /// The mean over all samples of how far two pictures are apart.
    pub fn distance(&self, other: &Self) -> f64 {
        assert_eq!((self.width, self.height), (other.width, other.height));
        assert_eq!(self.samples.len(), other.samples.len());
        let sum: u64 = self
            .samples
            .iter()
            .zip(&other.samples)
            .map(|(a, b)| u64::from(a.abs_diff(*b)))
            .sum();
        sum as f64 / self.samples.len() as f64
    }
}

/// A picture in RGB from a rule.
pub fn draw(width: u32, height: u32, rule: impl Fn(u32, u32) -> [u8; 3]) -> Pixels {
    let samples = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| rule(x, y))
        .collect();
    Pixels {
        width,
        height,
        samples,
    }
}

/// Smooth in both directions, different in every corner, and with no two neighbours equal for long: a photo, to the
/// encoder.
pub fn photo(width: u32, height: u32) -> Pixels {
    draw(width, height, |x, y| {
        let (u, v) = (x * 200 / width.max(2), y * 200 / height.max(2));
        [
            20 + u as u8,
            20 + v as u8,
            200 - ((u + v) / 3) as u8 + (x * 7 % 5) as u8,
        ]
    })
}

pub fn jpeg(pixels: &Pixels) -> Vec<u8> {
    jpeg_as(pixels, Subsampling::S420, false)
}

pub fn jpeg_as(pixels: &Pixels, subsampling: Subsampling, progressive: bool) -> Vec<u8> {
    Encoder::new(Preset::BaselineFastest)
        .quality(95)
        .subsampling(subsampling)
        .progressive(progressive)
        .optimize_huffman(true)
        .encode_rgb(&pixels.samples, pixels.width, pixels.height)
        .unwrap()
}

/// A JPEG of four inks, one scan each: those of an RGB picture's colours, and no black.
pub fn cmyk(pixels: &Pixels) -> Vec<u8> {
    let size = (pixels.width, pixels.height);
    let channel =
        |n: usize| -> Vec<u8> { pixels.samples.iter().skip(n).step_by(3).copied().collect() };
    let black = vec![255; pixels.samples.len() / 3];
    let planes = [channel(0), channel(1), channel(2), black];
    planes::jpeg(size, &planes.map(|samples| (samples, (1, 1))))
}

pub fn png(pixels: &Pixels, color: png::ColorType, depth: png::BitDepth) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels.samples).unwrap();
    writer.finish().unwrap();
    file
}

pub fn png_rgb(pixels: &Pixels) -> Vec<u8> {
    png(pixels, png::ColorType::Rgb, png::BitDepth::Eight)
}

/// One chunk with its checksum.
pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = !0u32;
    for byte in kind.iter().chain(data) {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    let len = data.len() as u32;
    [&len.to_be_bytes()[..], kind, data, &(!crc).to_be_bytes()].concat()
}

/// The PNG with another chunk, straight behind its header.
pub fn with_chunk(png: &[u8], kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&png[..33], &chunk(kind, data), &png[33..]].concat()
}

pub fn gif(pixels: &Pixels) -> Vec<u8> {
    let mut file = Vec::new();
    GifEncoder::new(&mut file)
        .encode(
            &pixels.samples,
            pixels.width,
            pixels.height,
            ExtendedColorType::Rgb8,
        )
        .unwrap();
    file
}

pub fn webp(pixels: &Pixels, color: ExtendedColorType) -> Vec<u8> {
    let mut file = Vec::new();
    WebPEncoder::new_lossless(&mut file)
        .write_image(&pixels.samples, pixels.width, pixels.height, color)
        .unwrap();
    file
}

/// A lossy WebP of 40 by 70 pixels with transparency and two partitions of tokens, drawn by a few lines of C and written
/// by libwebp 1.2.4: nothing in Rust writes one.
pub fn lossy_webp() -> Vec<u8> {
    include_bytes!("lossy.webp").to_vec()
}

/// The simple WebP as an extended one, with more chunks behind its picture.
pub fn webp_with(webp: &[u8], size: (u32, u32), chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut flags = 0;
    let mut more = Vec::new();
    let mut profile = Vec::new();
    for (kind, data) in chunks {
        flags |= match *kind {
            b"ICCP" => 0x20,
            b"EXIF" => 0x08,
            b"XMP " => 0x04,
            _ => 0,
        };
        let len = (data.len() as u32).to_le_bytes();
        let padding = &[0][..data.len() % 2];
        let target = if *kind == b"ICCP" {
            &mut profile
        } else {
            &mut more
        };
        target.extend_from_slice(&[*kind, &len[..], data, padding].concat());
    }
    let vp8x = [
        b"VP8X\x0A\0\0\0",
        &[flags, 0, 0, 0][..],
        &(size.0 - 1).to_le_bytes()[..3],
        &(size.1 - 1).to_le_bytes()[..3],
    ]
    .concat();
    let body = [b"WEBP", &vp8x[..], &profile, &webp[12..], &more].concat();
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}

/// A TIFF block, little-endian, with these entries of text or short numbers in its main directory.
pub fn exif(entries: &[(u16, Value)]) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0".to_vec();
    block.extend_from_slice(&directory(8, entries));
    block
}

/// What an entry of [`exif`] holds.
pub enum Value<'a> {
    Short(u16),
    Text(&'a str),
    /// Whatever bytes, as the type that means nothing.
    Bytes(&'a [u8]),
    /// A directory below.
    Directory(Vec<(u16, Value<'a>)>),
}

fn directory(offset: usize, entries: &[(u16, Value)]) -> Vec<u8> {
    let len = 2 + 12 * entries.len() + 4;
    let mut head = (entries.len() as u16).to_le_bytes().to_vec();
    let mut tail = Vec::new();
    for (tag, value) in entries {
        head.extend_from_slice(&tag.to_le_bytes());
        let at = ((offset + len + tail.len()) as u32).to_le_bytes();
        match value {
            Value::Short(number) => {
                head.extend_from_slice(&[3, 0, 1, 0, 0, 0]);
                head.extend_from_slice(&number.to_le_bytes());
                head.extend_from_slice(&[0, 0]);
            }
            Value::Text(text) => {
                head.extend_from_slice(&[2, 0]);
                head.extend_from_slice(&(text.len() as u32 + 1).to_le_bytes());
                // Up to four bytes with the zero at their end stand in the entry itself (TIFF 6.0, section 2).
                if text.len() < 4 {
                    let mut value = [0; 4];
                    value[..text.len()].copy_from_slice(text.as_bytes());
                    head.extend_from_slice(&value);
                } else {
                    head.extend_from_slice(&at);
                    tail.extend_from_slice(text.as_bytes());
                    // A zero, and more, so that what follows is at an even offset.
                    tail.extend_from_slice(&[0; 4]);
                    tail.truncate(tail.len() & !1);
                }
            }
            Value::Bytes(bytes) => {
                head.extend_from_slice(&[7, 0]);
                head.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
                head.extend_from_slice(&at);
                tail.extend_from_slice(bytes);
                tail.extend_from_slice(&[0, 0, 0, 0]);
            }
            Value::Directory(below) => {
                head.extend_from_slice(&[4, 0, 1, 0, 0, 0]);
                head.extend_from_slice(&at);
                tail.extend_from_slice(&directory(offset + len + tail.len(), below));
            }
        }
    }
    head.extend_from_slice(&[0; 4]);
    head.append(&mut tail);
    head
}

pub fn exif_segment(block: &[u8]) -> Vec<u8> {
    [b"Exif\0\0", block].concat()
}

pub fn full() -> Options {
    Options::with_max_edge(MaxEdge::Full)
}

pub fn original() -> Options {
    Options::original()
}

pub fn edge(px: u16) -> Options {
    Options::with_max_edge(MaxEdge::Px(px))
}

/// Prepares a picture at its full size; it must work.
pub fn prepared(bytes: &[u8]) -> Prepared {
    prepare(bytes, &full()).unwrap_or_else(|error| panic!("{}: {error}", error.code().as_str()))
}

/// The code that a picture is refused with; it must be refused.
pub fn refused(bytes: &[u8]) -> Code {
    match prepare(bytes, &full()) {
        Ok(_) => panic!("it was taken"),
        Err(error) => error.code(),
    }
}

/// The classes of a receipt, in its order.
pub fn classes(prepared: &Prepared) -> Vec<Class> {
    prepared
        .receipt
        .removed
        .iter()
        .map(|removed| removed.class)
        .collect()
}

/// The pixels of a result: RGB, or RGBA where it has an alpha channel, or gray. Of an animation, the first frame's.
pub fn read(prepared: &Prepared) -> Pixels {
    let bytes = prepared.picture.bytes();
    let pixels = match prepared.picture.media_type() {
        MediaType::Jpeg => read_jpeg(bytes),
        MediaType::Png => read_png(bytes),
        MediaType::Gif | MediaType::Webp => Pixels {
            width: prepared.picture.width_px().into(),
            height: prepared.picture.height_px().into(),
            samples: animations::frames(bytes).unwrap().swap_remove(0).0,
        },
        other => panic!("no test reads {other:?}"),
    };
    let size = (
        prepared.picture.width_px().into(),
        prepared.picture.height_px().into(),
    );
    assert_eq!((pixels.width, pixels.height), size);
    pixels
}

/// The pixels of a result as RGB; it must be opaque.
pub fn read_rgb(prepared: &Prepared) -> Pixels {
    let pixels = read(prepared);
    let samples = match pixels.samples.len() / (pixels.width * pixels.height) as usize {
        1 => pixels.samples.iter().flat_map(|&gray| [gray; 3]).collect(),
        3 => pixels.samples,
        _ => panic!("it has an alpha channel"),
    };
    Pixels { samples, ..pixels }
}

pub fn read_jpeg(bytes: &[u8]) -> Pixels {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    let samples = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    Pixels {
        width: info.width.into(),
        height: info.height.into(),
        samples,
    }
}

fn read_png(bytes: &[u8]) -> Pixels {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut samples = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut samples).unwrap();
    Pixels {
        width: info.width,
        height: info.height,
        samples,
    }
}
