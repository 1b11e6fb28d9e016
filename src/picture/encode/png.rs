//! PNG: a palette where the colours fit into one, else gray, RGB or RGBA.

use super::super::container::png::chunk;
use super::super::raster::{Plane, Raster};
use super::super::refusal::internal;
use super::Content;
use super::palette::Palette;
use crate::error::Error;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

pub(super) fn encode(raster: &Raster, content: Content) -> Result<Vec<u8>, Error> {
    let write =
        |plane: &Plane, color| write(plane, color, BitDepth::Eight, None, &plane.samples, content);
    match raster {
        Raster::Gray(plane) => write(plane, ColorType::Grayscale),
        Raster::Rgb(plane) => match Palette::of::<3>(plane) {
            Some(palette) => palette.write(plane),
            None => write(plane, ColorType::Rgb),
        },
        Raster::Rgba(plane) => match Palette::of::<4>(plane) {
            Some(palette) => palette.write(plane),
            None => write(plane, ColorType::Rgba),
        },
        Raster::Cmyk(_) | Raster::Ycc420(_) => Err(internal("a PNG has no such colours")),
    }
}

/// The zlib stream of a frame in RGBA, as it stands in a PNG of its own.
pub(in crate::picture) fn stream(frame: Plane) -> Result<Vec<u8>, Error> {
    let samples = &frame.samples;
    let content = Content::of_pixels::<4>(samples);
    let file = write(
        &frame,
        ColorType::Rgba,
        BitDepth::Eight,
        None,
        samples,
        content,
    )?;
    let mut stream = Vec::new();
    let mut at = 8;
    while at < file.len() {
        let chunk = chunk(&file, at)?;
        if &chunk.kind == b"IDAT" {
            stream.extend_from_slice(&file[chunk.data]);
        }
        at = chunk.whole.end;
    }
    Ok(stream)
}

impl Palette {
    fn write(&self, plane: &Plane) -> Result<Vec<u8>, Error> {
        let (depth, bits) = match self.colors.len() {
            0..=2 => (BitDepth::One, 1),
            3..=4 => (BitDepth::Two, 2),
            5..=16 => (BitDepth::Four, 4),
            _ => (BitDepth::Eight, 8),
        };
        // Rows start at a byte; the first pixel has the highest bits.
        let packed: Vec<u8> = self
            .indices
            .chunks(plane.width as usize)
            .flat_map(|row| row.chunks(8 / bits))
            .map(|group| {
                group
                    .iter()
                    .zip(1..)
                    .fold(0, |byte, (&index, n)| byte | index << (8 - bits * n))
            })
            .collect();
        write(
            plane,
            ColorType::Indexed,
            depth,
            Some(&self.colors),
            &packed,
            Content::Flat,
        )
    }
}

fn write(
    plane: &Plane,
    color: ColorType,
    depth: BitDepth,
    palette: Option<&[[u8; 4]]>,
    samples: &[u8],
    content: Content,
) -> Result<Vec<u8>, Error> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, plane.width, plane.height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    match content {
        // Filters break up what repeats: without them a screenshot has two thirds of the bytes, in less time.
        Content::Flat => {
            encoder.set_compression(Compression::Balanced);
            encoder.set_filter(Filter::NoFilter);
        }
        // The slower level takes six times as long for a tenth fewer bytes.
        Content::Varied => encoder.set_compression(Compression::Fast),
    }
    if let Some(colors) = palette {
        encoder.set_palette(
            colors
                .iter()
                .flat_map(|&[r, g, b, _]| [r, g, b])
                .collect::<Vec<u8>>(),
        );
        let translucent: Vec<u8> = colors
            .iter()
            .map(|color| color[3])
            .take_while(|&alpha| alpha < 255)
            .collect();
        if !translucent.is_empty() {
            encoder.set_trns(translucent);
        }
    }
    let mut writer = encoder.write_header().map_err(internal)?;
    writer.write_image_data(samples).map_err(internal)?;
    writer.finish().map_err(internal)?;
    Ok(file)
}
