//! The source at the size of what is judged.

use crate::pixels::Pixels;
use anyhow::{Result, anyhow};
use fast_ssim2::{PixelDescriptor, PixelSlice, Ssimulacra2Reference};
use resize::Pixel::RGB16;
use resize::Type::Lanczos3;
use resize::px::RGB;
use std::collections::HashMap;

/// A source, and its references: one for each size that was asked for, since pipelines round sides differently.
pub struct References {
    source: Pixels,
    by_size: HashMap<(usize, usize), Ssimulacra2Reference>,
}

impl References {
    pub fn of(source: Pixels) -> Self {
        let by_size = HashMap::new();
        Self { source, by_size }
    }

    /// SSIMULACRA2 of a picture against the source at its size.
    pub fn score(&mut self, picture: &Pixels) -> Result<f64> {
        let size = (picture.width, picture.height);
        if !self.by_size.contains_key(&size) {
            let reference = analysed(&self.source, size)?;
            self.by_size.insert(size, reference);
        }
        let bytes = bytes(&deep(picture));
        Ok(self.by_size[&size].compare(&slice(&bytes, size)?)?)
    }
}

fn analysed(source: &Pixels, size: (usize, usize)) -> Result<Ssimulacra2Reference> {
    let bytes = bytes(&resized(source, size)?);
    Ok(Ssimulacra2Reference::new(&slice(&bytes, size)?)?)
}

/// By Lanczos3, in sRGB as every pipeline does it, and in 16 bits: rounding to 8 would be a loss of the reference's own.
fn resized(source: &Pixels, (width, height): (usize, usize)) -> Result<Vec<RGB<u16>>> {
    let samples = deep(source);
    if (width, height) == (source.width, source.height) {
        return Ok(samples);
    }
    let mut target = vec![RGB::new(0, 0, 0); width * height];
    resize::new(source.width, source.height, width, height, RGB16, Lanczos3)?
        .resize(&samples, &mut target)?;
    Ok(target)
}

/// Both sides are of 16 bits: those of 8 become linear by another table, which alone would cost a point or two.
fn deep(pixels: &Pixels) -> Vec<RGB<u16>> {
    // 255 times 257 is 65,535: white stays white.
    let deep = |sample: u8| u16::from(sample) * 257;
    let samples = pixels.samples.iter();
    samples
        .map(|p| RGB::new(deep(p.r), deep(p.g), deep(p.b)))
        .collect()
}

fn bytes(samples: &[RGB<u16>]) -> Vec<u8> {
    samples
        .iter()
        .flat_map(|p| [p.r, p.g, p.b])
        .flat_map(u16::to_ne_bytes)
        .collect()
}

fn slice(bytes: &[u8], (width, height): (usize, usize)) -> Result<PixelSlice<'_>> {
    let stride = bytes.len() / height.max(1);
    let (width, height) = (u32::try_from(width)?, u32::try_from(height)?);
    PixelSlice::new(bytes, width, height, stride, PixelDescriptor::RGB16_SRGB)
        .map_err(|error| anyhow!("{error}"))
}

#[cfg(test)]
mod tests {
    use super::{Pixels, RGB, References, resized};

    /// Waves of two directions: what a codec meets in a photo.
    fn waves(width: usize, height: usize) -> Pixels {
        let samples = (0..width * height)
            .map(|i| {
                let (x, y) = ((i % width) as f32, (i / width) as f32);
                let wave = |phase: f32| (128.0 + 100.0 * phase.sin()) as u8;
                RGB::new(wave(x / 7.0), wave(y / 9.0), wave((x + y) / 13.0))
            })
            .collect();
        Pixels {
            width,
            height,
            samples,
        }
    }

    fn with_noise(mut pixels: Pixels, strength: u8) -> Pixels {
        for (i, pixel) in pixels.samples.iter_mut().enumerate() {
            let noise = (i.wrapping_mul(2_654_435_761) >> 7) as u8 % (strength + 1);
            pixel.g = pixel.g.saturating_add(noise);
        }
        pixels
    }

    fn score(source: Pixels, picture: &Pixels) -> f64 {
        References::of(source).score(picture).unwrap()
    }

    #[test]
    fn the_same_is_100_and_what_is_worse_scores_less() {
        let same = score(waves(64, 48), &waves(64, 48));
        let little = score(waves(64, 48), &with_noise(waves(64, 48), 8));
        let much = score(waves(64, 48), &with_noise(waves(64, 48), 60));
        assert_eq!(same, 100.0);
        assert!(little < 98.0, "{little}");
        assert!(much < little - 10.0, "{much} {little}");
    }

    #[test]
    fn a_flat_picture_stays_flat_at_every_size() {
        let white = Pixels {
            width: 31,
            height: 17,
            samples: vec![RGB::new(255, 0, 77); 31 * 17],
        };
        for size in [(16, 9), (31, 17), (5, 3)] {
            let target = resized(&white, size).unwrap();
            assert_eq!(target.len(), size.0 * size.1);
            assert!(target.iter().all(|p| *p == RGB::new(65_535, 0, 77 * 257)));
        }
    }

    #[test]
    fn a_picture_of_half_the_size_is_held_against_the_source_at_that_size() {
        let small = resized(&waves(128, 96), (64, 48)).unwrap();
        let samples = small
            .iter()
            .map(|p| RGB::new((p.r / 257) as u8, (p.g / 257) as u8, (p.b / 257) as u8))
            .collect();
        let picture = Pixels {
            width: 64,
            height: 48,
            samples,
        };
        let alike = score(waves(128, 96), &picture);
        assert!(alike > 90.0, "{alike}");
        // A pixel too far to the right is another picture.
        let mut shifted = picture;
        shifted.samples.rotate_right(1);
        let apart = score(waves(128, 96), &shifted);
        assert!(apart < alike - 20.0, "{apart}");
    }
}
