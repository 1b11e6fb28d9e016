//! What decoders of others make of a file.

use super::pictures::Pixels;
use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use image::{AnimationDecoder, ImageDecoder};
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// Every sample that is shown, over all frames, with their times.
pub fn shown(file: &[u8]) -> Result<Vec<u8>, String> {
    let text = |error: image::ImageError| error.to_string();
    let reader = Cursor::new(file);
    match file {
        [0xFF, ..] => {
            let mut decoder = jpeg_decoder::Decoder::new(file);
            decoder.decode().map_err(|error| error.to_string())
        }
        [0x89, ..] => {
            let decoder = PngDecoder::new(reader).map_err(text)?;
            match decoder.is_apng().map_err(text)? {
                true => all(decoder.apng().map_err(text)?),
                false => still(decoder),
            }
        }
        [b'R', ..] => {
            let decoder = WebPDecoder::new(reader).map_err(text)?;
            match decoder.has_animation() {
                true => all(decoder),
                false => still(decoder),
            }
        }
        _ => all(GifDecoder::new(reader).map_err(text)?),
    }
}

fn still(decoder: impl ImageDecoder) -> Result<Vec<u8>, String> {
    let mut samples = vec![0; decoder.total_bytes() as usize];
    decoder
        .read_image(&mut samples)
        .map_err(|error| error.to_string())?;
    Ok(samples)
}

fn all<'a>(decoder: impl AnimationDecoder<'a>) -> Result<Vec<u8>, String> {
    let frames = decoder
        .into_frames()
        .collect_frames()
        .map_err(|error| error.to_string())?;
    let bytes = frames.into_iter().flat_map(|frame| {
        let mut bytes = format!("{:?}", frame.delay()).into_bytes();
        bytes.append(&mut frame.into_buffer().into_raw());
        bytes
    });
    Ok(bytes.collect())
}

/// A PNG as it is stored.
pub struct Stored {
    pub width: u32,
    pub height: u32,
    pub kind: (png::ColorType, png::BitDepth),
    rows: Vec<u8>,
}

impl Stored {
    /// One pixel: its bits, wherever they stand in bytes.
    pub fn at(&self, x: u32, y: u32) -> Vec<bool> {
        let bits = self.kind.0.samples() * self.kind.1 as usize;
        let row_bytes = (self.width as usize * bits).div_ceil(8);
        let row = &self.rows[y as usize * row_bytes..];
        let from = x as usize * bits;
        let bit = |at: usize| row[at / 8] >> (7 - at % 8) & 1 == 1;
        (from..from + bits).map(bit).collect()
    }
}

pub fn png(file: &[u8]) -> Stored {
    let mut decoder = png::Decoder::new(Cursor::new(file));
    decoder.set_transformations(png::Transformations::IDENTITY);
    let mut reader = decoder.read_info().unwrap();
    let mut rows = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rows).unwrap();
    Stored {
        width: info.width,
        height: info.height,
        kind: (info.color_type, info.bit_depth),
        rows,
    }
}

/// Every stream of pixels in a PNG, unpacked.
pub fn streams(file: &[u8]) -> Vec<Vec<u8>> {
    let mut streams = Vec::new();
    let mut at = 8;
    while at < file.len() {
        let len = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let data = &file[at + 8..at + 8 + len];
        let stream = match &file[at + 4..at + 8] {
            b"IDAT" => Some(data),
            b"fdAT" => Some(&data[4..]),
            _ => None,
        };
        if let Some(stream) = stream {
            streams.push(miniz_oxide::inflate::decompress_to_vec_zlib(stream).unwrap());
        }
        at += len + 12;
    }
    streams
}

/// Every file of the corpus.
pub fn corpus() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders =
        vec![Path::new(option_env!("PELLICLE_CORPUS_FOUND").unwrap_or_default()).to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files.sort();
    files
}

/// Bits of samples packed as a PNG of a small depth has them, from one byte each.
pub fn packed(pixels: &Pixels, depth: usize) -> Pixels {
    let rows = pixels.samples.chunks(pixels.width as usize);
    let samples = rows.flat_map(|row| {
        let groups = row.chunks(8 / depth);
        groups.map(|group| {
            let places = group.iter().zip(1..);
            places.fold(0, |byte, (&sample, n)| byte | sample << (8 - depth * n))
        })
    });
    Pixels {
        samples: samples.collect(),
        ..*pixels
    }
}
