//! From the colours of a profile to sRGB, pixel by pixel. What the numbers of a profile mean is worked out before, once for
//! a file; here are its results, as tables and grids.

mod grid;
mod planar;
mod shaper;
pub mod srgb;
mod tetrahedra;

use crate::raster::{Plane, Raster};
pub use grid::Grid;
pub use shaper::Shaper;
pub use tetrahedra::interpolate_four;
use wide::f32x4;

/// What makes levels of sRGB of a picture's samples.
pub enum Conversion {
    /// A level of gray to one of sRGB.
    Gray(Box<[u8; 256]>),
    /// Red, green and blue by a curve each, and one matrix.
    Shaper(Shaper),
    /// Red, green and blue by a grid.
    Lights(Grid<3>),
    /// Inks, by a grid or, where nothing says what they are, by what they leave of white.
    Inks(Option<Grid<4>>),
}

impl Conversion {
    /// Whether any of a grid of colours moves by more than one level, which is rounding.
    pub fn changes_colors(&self) -> bool {
        const LEVELS: [u8; 7] = [0, 24, 64, 112, 160, 208, 255];
        let moved = |after: u8, before: u8| after.abs_diff(before) > 1;
        if let Self::Gray(levels) = self {
            return (0..=255).any(|level| moved(levels[usize::from(level)], level));
        }
        let grid = (0..LEVELS.len().pow(3))
            .flat_map(|n| [LEVELS[n / 49], LEVELS[n / 7 % 7], LEVELS[n % 7]]);
        let before: Vec<u8> = grid.collect();
        let mut after = before.clone();
        self.convert_rgb(&mut after);
        after
            .into_iter()
            .zip(before)
            .any(|(after, before)| moved(after, before))
    }

    /// The picture in sRGB.
    pub fn to_srgb(&self, raster: Raster) -> Raster {
        match raster {
            // A gray profile has no hue: one channel says all.
            Raster::Gray(mut plane) if matches!(self, Self::Gray(_)) => {
                self.convert_gray(&mut plane.samples);
                Raster::Gray(plane)
            }
            Raster::Gray(plane) => {
                let samples = plane.samples.iter().flat_map(|&gray| [gray; 3]).collect();
                self.to_srgb(Raster::Rgb(Plane { samples, ..plane }))
            }
            Raster::Rgb(mut plane) => {
                self.convert_rgb(&mut plane.samples);
                Raster::Rgb(plane)
            }
            Raster::Rgba(mut plane) => {
                self.convert_pixels::<4>(&mut plane.samples);
                Raster::Rgba(plane)
            }
            Raster::Cmyk(plane) => Raster::Rgb(Plane {
                samples: self.convert_inks(&plane.samples),
                ..plane
            }),
            Raster::Ycc420(mut planes) => {
                match self {
                    // Pictures of one channel, or of four, are never planar.
                    Self::Gray(_) | Self::Inks(_) => {}
                    Self::Shaper(shaper) => {
                        planar::convert(&mut planes, |four| shaper.convert(four))
                    }
                    Self::Lights(grid) => planar::convert(&mut planes, |four| grid.convert(four)),
                }
                Raster::Ycc420(planes)
            }
        }
    }

    /// Converts samples of gray.
    pub fn convert_gray(&self, samples: &mut [u8]) {
        self.convert_pixels::<1>(samples);
    }

    /// Converts samples of red, green and blue.
    pub fn convert_rgb(&self, samples: &mut [u8]) {
        self.convert_pixels::<3>(samples);
    }

    /// Red, green and blue of pixels of four inks.
    pub fn convert_inks(&self, samples: &[u8]) -> Vec<u8> {
        let (pixels, _) = samples.as_chunks::<4>();
        let color = |inks: &[u8; 4]| match self {
            Self::Inks(Some(grid)) => {
                let [r, g, b, _] = srgb::round(grid.convert(*inks)).to_array();
                [r, g, b].map(|level| level as u8)
            }
            _ => left_by(*inks),
        };
        pixels.iter().flat_map(color).collect()
    }

    /// Converts pixels of `N` bytes, whose alpha stays as it is.
    fn convert_pixels<const N: usize>(&self, samples: &mut [u8]) {
        match self {
            Self::Gray(levels) => {
                for pixel in samples.as_chunks_mut::<N>().0 {
                    // Of gray with alpha, decoders make three equal channels.
                    for level in pixel.iter_mut().take(3) {
                        *level = levels[usize::from(*level)];
                    }
                }
            }
            Self::Shaper(shaper) => convert_pixels::<N>(samples, |four| shaper.convert(four)),
            Self::Lights(grid) => convert_pixels::<N>(samples, |four| grid.convert(four)),
            Self::Inks(_) => {}
        }
    }
}

/// What inks leave of white where nothing says which inks they are: each its own light, and black all of them, as
/// browsers have it.
fn left_by([c, m, y, k]: [u8; 4]) -> [u8; 3] {
    let left = |ink: u8| u32::from(!ink);
    [c, m, y].map(|ink| ((left(ink) * left(k) + 127) / 255) as u8)
}

/// Pixels of three or four bytes by what `convert` makes of four of them.
fn convert_pixels<const N: usize>(
    samples: &mut [u8],
    convert: impl Fn([[u8; 4]; 3]) -> [f32x4; 3],
) {
    let (pixels, _) = samples.as_chunks_mut::<N>();
    for pixels in pixels.chunks_mut(4) {
        // The last few are filled up with black.
        let levels = core::array::from_fn(|channel| {
            core::array::from_fn(|at| pixels.get(at).map_or(0, |pixel| pixel[channel]))
        });
        let converted = convert(levels).map(|channel| srgb::round(channel).to_array());
        for (at, pixel) in pixels.iter_mut().enumerate() {
            for (channel, levels) in converted.iter().enumerate() {
                pixel[channel] = levels[at] as u8;
            }
        }
    }
}
