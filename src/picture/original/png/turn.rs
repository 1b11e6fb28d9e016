//! Turning the pixels of a PNG upright, at whatever depth they have: every sample stays what it is.

use super::super::super::container::png::header::{Color, Header};
use super::super::super::refusal::{internal, malformed};
use super::{Chunks, SIGNATURE};
use crate::error::Error;
use pellicle_pixels::Orientation;
use pellicle_pixels::Plane;
use pellicle_pixels::Size;
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Limits, Transformations};
use std::io::Cursor;

/// The header and the stream of the same picture, upright and without interlacing.
pub(super) fn turn(
    header: Header,
    palette: &[u8],
    stream: &[u8],
    orientation: Orientation,
) -> Result<(Header, Vec<u8>), Error> {
    let samples = unpack(header, palette, stream)?;
    let plane = Plane {
        width: header.size.width,
        height: header.size.height,
        samples,
    };
    let turned = match header.stored_bits().div_ceil(8) {
        1 => orientation.apply::<1>(plane),
        2 => orientation.apply::<2>(plane),
        3 => orientation.apply::<3>(plane),
        4 => orientation.apply::<4>(plane),
        6 => orientation.apply::<6>(plane),
        _ => orientation.apply::<8>(plane),
    };
    let header = Header {
        size: turned.size(),
        interlaced: false,
        ..header
    };
    let stream = pack(header, palette, &turned.samples)?;
    Ok((header, stream))
}

/// Pixels of whole bytes: smaller ones get a byte each.
fn unpack(header: Header, palette: &[u8], stream: &[u8]) -> Result<Vec<u8>, Error> {
    let mut file = Chunks(SIGNATURE.to_vec());
    file.push(b"IHDR", &[&header.to_bytes()])?;
    if !palette.is_empty() {
        file.push(b"PLTE", &[palette])?;
    }
    file.push(b"IDAT", &[stream])?;
    file.push(b"IEND", &[])?;
    // The size was checked on the header.
    let limits = Limits { bytes: usize::MAX };
    let mut decoder = Decoder::new_with_limits(Cursor::new(file.0), limits);
    decoder.set_transformations(Transformations::IDENTITY);
    let mut reader = decoder.read_info().map_err(malformed)?;
    let len = reader
        .output_buffer_size()
        .ok_or_else(|| internal("there is no room for it"))?;
    let mut packed = vec![0; len];
    reader.next_frame(&mut packed).map_err(malformed)?;
    if header.depth >= 8 {
        return Ok(packed);
    }
    let depth = usize::from(header.depth);
    let width = header.size.width as usize;
    let row_bytes = (width * depth).div_ceil(8);
    let rows = packed.chunks_exact(row_bytes).flat_map(|row| {
        // The first pixel has the highest bits.
        let pixels = row.iter().flat_map(|byte| {
            (0..8 / depth)
                .rev()
                .map(move |place| byte >> (place * depth) & (0xFF >> (8 - depth)))
        });
        pixels.take(width)
    });
    Ok(rows.collect())
}

fn pack(header: Header, palette: &[u8], samples: &[u8]) -> Result<Vec<u8>, Error> {
    let Size { width, height } = header.size;
    let depth = usize::from(header.depth);
    let packed: Vec<u8>;
    let samples = if depth >= 8 {
        samples
    } else {
        let bytes = samples
            .chunks(width as usize)
            .flat_map(|row| row.chunks(8 / depth));
        packed = bytes
            .map(|group| {
                let places = group.iter().zip(1..);
                places.fold(0, |byte, (&pixel, n)| byte | pixel << (8 - depth * n))
            })
            .collect();
        &packed
    };
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(match header.color {
        Color::Gray => ColorType::Grayscale,
        Color::Rgb => ColorType::Rgb,
        Color::Palette => ColorType::Indexed,
        Color::GrayAlpha => ColorType::GrayscaleAlpha,
        Color::Rgba => ColorType::Rgba,
    });
    encoder
        .set_depth(BitDepth::from_u8(header.depth).ok_or_else(|| internal("an impossible depth"))?);
    if header.color == Color::Palette {
        encoder.set_palette(palette);
    }
    encoder.set_compression(Compression::Balanced);
    // Neighbouring indices, and pixels that share a byte, say nothing about each other.
    encoder.set_filter(match header.color == Color::Palette || depth < 8 {
        true => Filter::NoFilter,
        false => Filter::Adaptive,
    });
    let mut writer = encoder.write_header().map_err(internal)?;
    writer.write_image_data(samples).map_err(internal)?;
    writer.finish().map_err(internal)?;
    let mut stream = Vec::new();
    let mut at = SIGNATURE.len();
    while at < file.len() {
        let chunk = super::png::chunk(&file, at)?;
        at = chunk.whole.end;
        if &chunk.kind == b"IDAT" {
            stream.extend_from_slice(&file[chunk.data]);
        }
    }
    Ok(stream)
}
