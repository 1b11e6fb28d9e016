//! PNG: a palette where the colours fit into one, else gray, RGB or RGBA.

use super::super::raster::{Plane, Raster};
use super::super::refusal::internal;
use super::{Content, PALETTE_COLORS};
use crate::error::Error;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use std::collections::HashMap;

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

/// At most 256 colours, and every pixel as an index into them.
struct Palette {
    colors: Vec<[u8; 4]>,
    indices: Vec<u8>,
}

impl Palette {
    /// `None` where there are more colours. Transparent ones come first, so that `tRNS` can end early.
    fn of<const N: usize>(plane: &Plane) -> Option<Self> {
        let (pixels, _) = plane.samples.as_chunks::<N>();
        let color = |pixel: &[u8; N]| {
            [
                pixel[0],
                pixel[1],
                pixel[2],
                if N == 4 { pixel[3] } else { 255 },
            ]
        };
        let mut known = HashMap::new();
        let mut last = None;
        for pixel in pixels {
            if last != Some(pixel) {
                last = Some(pixel);
                known.insert(color(pixel), 0u8);
                if known.len() > PALETTE_COLORS {
                    return None;
                }
            }
        }
        // A fixed order, so that the same picture always gives the same bytes.
        let mut colors: Vec<[u8; 4]> = known.keys().copied().collect();
        colors.sort_unstable_by_key(|&[r, g, b, alpha]| (alpha, r, g, b));
        for (index, color) in colors.iter().enumerate() {
            known.insert(*color, index as u8);
        }
        let mut last = None;
        let indices = pixels
            .iter()
            .map(|pixel| match last {
                Some((of, index)) if of == pixel => index,
                _ => {
                    let index = known.get(&color(pixel)).copied().unwrap_or(0);
                    last = Some((pixel, index));
                    index
                }
            })
            .collect();
        Some(Self { colors, indices })
    }

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
