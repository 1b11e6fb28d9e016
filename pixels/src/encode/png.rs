//! PNG: a palette where the colours fit into one, else gray, RGB or RGBA.

use super::Content;
use super::palette::Palette;
use crate::{Error, Plane, Raster};
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
        Raster::Cmyk(_) | Raster::Ycc420(_) => Err(Error::internal("a PNG has no such colours")),
    }
}

/// A picture with transparency, whatever its colours are.
pub(super) fn write_rgba(plane: &Plane, content: Content) -> Result<Vec<u8>, Error> {
    let samples = &plane.samples;
    write(
        plane,
        ColorType::Rgba,
        BitDepth::Eight,
        None,
        samples,
        content,
    )
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
    let mut writer = encoder.write_header().map_err(Error::internal)?;
    writer.write_image_data(samples).map_err(Error::internal)?;
    writer.finish().map_err(Error::internal)?;
    Ok(file)
}
