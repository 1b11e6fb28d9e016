//! Animations, written byte by byte from their standards: no encoder at hand gives all that they can have.

use super::{Pixels, chunk};
use image::AnimationDecoder;
use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use std::io::Cursor;

/// One frame, wherever it is shown.
pub struct Frame {
    pub pixels: Pixels,
    pub left: u32,
    pub top: u32,
    /// In the format's own unit: hundredths of a second for GIF, thousandths for WebP, over 100 for APNG.
    pub delay: u16,
    pub disposal: u8,
    pub blends: bool,
}

impl Frame {
    pub fn new(pixels: Pixels, (left, top): (u32, u32), delay: u16, disposal: u8) -> Self {
        Self {
            pixels,
            left,
            top,
            delay,
            disposal,
            blends: false,
        }
    }
}

/// A GIF with these frames in a palette of four colours; a sample is an index. Its first block is the loop count.
pub fn gif(size: (u16, u16), repeats: u16, frames: &[Frame]) -> Vec<u8> {
    let mut file = b"GIF89a".to_vec();
    file.extend_from_slice(&size.0.to_le_bytes());
    file.extend_from_slice(&size.1.to_le_bytes());
    file.extend_from_slice(&[0x91, 0, 0]);
    file.extend_from_slice(&[0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]);
    file.extend_from_slice(b"\x21\xFF\x0BNETSCAPE2.0\x03\x01");
    file.extend_from_slice(&repeats.to_le_bytes());
    file.push(0);
    for frame in frames {
        let [d0, d1] = frame.delay.to_le_bytes();
        file.extend_from_slice(&[0x21, 0xF9, 4, frame.disposal << 2 | 1, d0, d1, 3, 0]);
        file.extend_from_slice(&gif_frame(frame));
    }
    file.push(0x3B);
    file
}

/// An image descriptor and its codes.
pub fn gif_frame(frame: &Frame) -> Vec<u8> {
    let mut block = vec![0x2C];
    for field in [
        frame.left,
        frame.top,
        frame.pixels.width,
        frame.pixels.height,
    ] {
        block.extend_from_slice(&(field as u16).to_le_bytes());
    }
    block.extend_from_slice(&[0, 2]);
    let codes = gif_codes(&frame.pixels.samples);
    for part in codes.chunks(255) {
        block.push(part.len() as u8);
        block.extend_from_slice(part);
    }
    block.push(0);
    block
}

/// LZW that never comes to longer codes: every third code clears the table.
pub fn gif_codes(indices: &[u8]) -> Vec<u8> {
    const CLEAR: u32 = 4;
    const END: u32 = 5;
    let mut codes = Vec::new();
    for pair in indices.chunks(2) {
        codes.push(CLEAR);
        codes.extend(pair.iter().map(|&index| u32::from(index)));
    }
    codes.push(END);
    let mut bytes = vec![0; (3 * codes.len()).div_ceil(8)];
    for (place, code) in codes.into_iter().enumerate() {
        for bit in 0..3 {
            let at = 3 * place + bit;
            bytes[at / 8] |= ((code >> bit & 1) as u8) << (at % 8);
        }
    }
    bytes
}

/// An APNG of RGB frames. The first is the default picture too, unless there is another one for that.
pub fn apng(default: Option<&Pixels>, repeats: u32, frames: &[Frame]) -> Vec<u8> {
    let first = default.unwrap_or(&frames[0].pixels);
    let sides = [first.width.to_be_bytes(), first.height.to_be_bytes()].concat();
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    file.extend_from_slice(&chunk(b"IHDR", &[&sides[..], &[8, 2, 0, 0, 0]].concat()));
    let count = (frames.len() as u32).to_be_bytes();
    file.extend_from_slice(&chunk(b"acTL", &[count, repeats.to_be_bytes()].concat()));
    if let Some(default) = default {
        file.extend_from_slice(&chunk(b"IDAT", &stream(default)));
    }
    let mut sequence = 0u32;
    let mut next = || {
        sequence += 1;
        (sequence - 1).to_be_bytes()
    };
    for (number, frame) in frames.iter().enumerate() {
        let fields = [
            frame.pixels.width,
            frame.pixels.height,
            frame.left,
            frame.top,
        ]
        .map(u32::to_be_bytes)
        .concat();
        let [d0, d1] = frame.delay.to_be_bytes();
        let rest = [d0, d1, 0, 100, frame.disposal, u8::from(frame.blends)];
        file.extend_from_slice(&chunk(b"fcTL", &[&next()[..], &fields, &rest].concat()));
        if number == 0 && default.is_none() {
            file.extend_from_slice(&chunk(b"IDAT", &stream(&frame.pixels)));
        } else {
            let data = [&next()[..], &stream(&frame.pixels)].concat();
            file.extend_from_slice(&chunk(b"fdAT", &data));
        }
    }
    file.extend_from_slice(&chunk(b"IEND", b""));
    file
}

/// The zlib stream of RGB pixels without filters.
pub fn stream(pixels: &Pixels) -> Vec<u8> {
    let rows: Vec<u8> = pixels
        .samples
        .chunks(3 * pixels.width as usize)
        .flat_map(|row| [&[0], row].concat())
        .collect();
    miniz_oxide::deflate::compress_to_vec_zlib(&rows, 6)
}

/// A WebP of frames that are simple WebP files, which stand on even columns and rows.
pub fn webp(size: (u32, u32), repeats: u16, frames: &[(Frame, Vec<u8>)]) -> Vec<u8> {
    let sides = |width: u32, height: u32| {
        [
            &(width - 1).to_le_bytes()[..3],
            &(height - 1).to_le_bytes()[..3],
        ]
        .concat()
    };
    let mut list = b"WEBP".to_vec();
    let flags = [0x12, 0, 0, 0];
    list.extend_from_slice(&riff(
        b"VP8X",
        &[&flags[..], &sides(size.0, size.1)].concat(),
    ));
    let [r0, r1] = repeats.to_le_bytes();
    list.extend_from_slice(&riff(b"ANIM", &[0, 0, 0, 0, r0, r1]));
    for (frame, simple) in frames {
        let place = [
            &(frame.left / 2).to_le_bytes()[..3],
            &(frame.top / 2).to_le_bytes()[..3],
        ]
        .concat();
        let data = [
            &place[..],
            &sides(frame.pixels.width, frame.pixels.height),
            &u32::from(frame.delay).to_le_bytes()[..3],
            &[u8::from(!frame.blends) << 1 | frame.disposal],
            &simple[12..],
        ]
        .concat();
        list.extend_from_slice(&riff(b"ANMF", &data));
    }
    riff(b"RIFF", &list)
}

/// One chunk of a RIFF file, padded to an even length.
pub fn riff(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [
        kind,
        &(data.len() as u32).to_le_bytes()[..],
        data,
        &[0][..data.len() % 2],
    ]
    .concat()
}

/// The frames of an animation, each as the whole picture that is shown, with its delay.
pub fn frames(file: &[u8]) -> Result<Vec<(Vec<u8>, String)>, String> {
    let text = |error: image::ImageError| error.to_string();
    let reader = Cursor::new(file);
    let frames = match file {
        [0x89, ..] => PngDecoder::new(reader)
            .map_err(text)?
            .apng()
            .map_err(text)?
            .into_frames(),
        [b'R', ..] => WebPDecoder::new(reader).map_err(text)?.into_frames(),
        _ => GifDecoder::new(reader).map_err(text)?.into_frames(),
    };
    let frames = frames.collect_frames().map_err(text)?;
    let frame = |frame: image::Frame| {
        let delay = format!("{:?}", frame.delay());
        (frame.into_buffer().into_raw(), delay)
    };
    Ok(frames.into_iter().map(frame).collect())
}
