//! Colours from the file's own profile to sRGB, after the downscale: fewer pixels, and no visible difference.

mod shaper;

use super::raster::{Plane, Raster};
use super::refusal::internal;
use super::ycc::{self, Chroma};
use crate::error::Error;
use moxcms::{
    ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions,
};
use shaper::Shaper;
use std::sync::Arc;

/// A profile that changes colours.
pub(super) struct Profile {
    for_gray: bool,
    conversion: Conversion,
}

/// How colours are converted: by our own tables where the profile is simple, by the library where it is not.
enum Conversion {
    Shaper(Shaper),
    Library(Arc<Transform8BitExecutor>),
}

impl Profile {
    /// The profile, unless it is broken, is not for pixels of this kind, or says what sRGB says.
    ///
    /// A broken profile does not fail a picture: browsers show it as sRGB, and so does this.
    pub(super) fn read(icc: &[u8], gray: bool) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(icc).ok()?;
        let for_gray = profile.color_space == DataColorSpace::Gray;
        if !(profile.color_space == DataColorSpace::Rgb || for_gray && gray) {
            return None;
        }
        let conversion = match Shaper::new(&profile) {
            Some(shaper) => Conversion::Shaper(shaper),
            None => Conversion::Library(library_transform(&profile)?),
        };
        let profile = Self {
            for_gray,
            conversion,
        };
        profile.changes_colors()?.then_some(profile)
    }

    /// Whether any of a grid of colours moves by more than one level, which is rounding. `None` where it fails.
    fn changes_colors(&self) -> Option<bool> {
        const LEVELS: [u8; 7] = [0, 24, 64, 112, 160, 208, 255];
        let grid: Vec<[u8; 3]> = (0..LEVELS.len().pow(3))
            .map(|n| [LEVELS[n / 49], LEVELS[n / 7 % 7], LEVELS[n % 7]])
            .filter(|[r, g, b]| !self.for_gray || (r == g && g == b))
            .collect();
        let probe: Vec<u8> = if self.for_gray {
            grid.iter().map(|color| color[0]).collect()
        } else {
            grid.concat()
        };
        let moved = self.convert(&probe).ok()?;
        let apart = |(after, before): (&u8, &u8)| after.abs_diff(*before) > 1;
        Some(moved.iter().zip(grid.as_flattened()).any(apart))
    }

    /// RGB to RGB, or gray to RGB, by what the profile is for.
    fn convert(&self, samples: &[u8]) -> Result<Vec<u8>, Error> {
        let channels = if self.for_gray { 1 } else { 3 };
        let mut converted = vec![0; samples.len() / channels * 3];
        self.convert_into(samples, &mut converted)?;
        Ok(converted)
    }

    fn convert_into(&self, samples: &[u8], converted: &mut [u8]) -> Result<(), Error> {
        match &self.conversion {
            Conversion::Library(transform) => {
                transform.transform(samples, converted).map_err(internal)?
            }
            Conversion::Shaper(shaper) => {
                let (pixels, _) = samples.as_chunks::<3>();
                for (pixel, target) in pixels.iter().zip(converted.as_chunks_mut::<3>().0) {
                    *target = shaper.convert(*pixel);
                }
            }
        }
        Ok(())
    }

    /// The picture in sRGB; as it was, where the profile turns out not to convert.
    pub(super) fn to_srgb(&self, raster: Raster) -> Raster {
        let for_gray = self.for_gray;
        match raster {
            Raster::Gray(plane) if for_gray => match self.convert(&plane.samples) {
                // A gray profile has no hue: one channel says all.
                Ok(rgb) => Raster::Gray(Plane {
                    samples: rgb.chunks_exact(3).map(|pixel| pixel[1]).collect(),
                    ..plane
                }),
                Err(_) => Raster::Gray(plane),
            },
            Raster::Gray(plane) => {
                let samples = plane.samples.iter().flat_map(|&gray| [gray; 3]).collect();
                self.to_srgb(Raster::Rgb(Plane { samples, ..plane }))
            }
            Raster::Rgb(plane) if !for_gray => match self.convert(&plane.samples) {
                Ok(samples) => Raster::Rgb(Plane { samples, ..plane }),
                Err(_) => Raster::Rgb(plane),
            },
            Raster::Rgba(plane) if !for_gray => self.to_srgb_under_alpha(plane),
            Raster::Ycc420(planes) if !for_gray => Raster::Ycc420(self.to_srgb_planar(planes)),
            other => other,
        }
    }

    /// Two rows at a time: to RGB, through the profile, and back, with the chroma of every four pixels kept together.
    fn to_srgb_planar(&self, mut planes: [Plane; 3]) -> [Plane; 3] {
        if let Conversion::Shaper(shaper) = &self.conversion {
            shaper.convert_planar(&mut planes);
            return planes;
        }
        let [mut luma, mut blue, mut red] = planes;
        let (width, half) = (luma.width as usize, blue.width as usize);
        let mut rgb = vec![0; 2 * width * 3];
        let mut converted = rgb.clone();
        let chroma = blue
            .samples
            .chunks_mut(half)
            .zip(red.samples.chunks_mut(half));
        for (luma, (blue, red)) in luma.samples.chunks_mut(2 * width).zip(chroma) {
            for (row, rgb) in luma.chunks(width).zip(rgb.chunks_mut(width * 3)) {
                rows_to_rgb(row, blue, red, rgb);
            }
            let len = luma.len() * 3;
            if self
                .convert_into(&rgb[..len], &mut converted[..len])
                .is_err()
            {
                // It has converted the grid of `changes_colors`, and every row has the same layout.
                continue;
            }
            rows_to_ycc(&converted[..len], width, luma, blue, red);
        }
        [luma, blue, red]
    }

    fn to_srgb_under_alpha(&self, plane: Plane) -> Raster {
        let rgb: Vec<u8> = plane
            .samples
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect();
        let Ok(converted) = self.convert(&rgb) else {
            return Raster::Rgba(plane);
        };
        let samples = converted
            .chunks_exact(3)
            .zip(plane.samples.chunks_exact(4))
            .flat_map(|(color, pixel)| [color[0], color[1], color[2], pixel[3]])
            .collect();
        Raster::Rgba(Plane { samples, ..plane })
    }
}

/// `None` where the library cannot convert from the profile.
fn library_transform(profile: &ColorProfile) -> Option<Arc<Transform8BitExecutor>> {
    let for_gray = profile.color_space == DataColorSpace::Gray;
    let layout = if for_gray { Layout::Gray } else { Layout::Rgb };
    let options = TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        ..TransformOptions::default()
    };
    profile
        .create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, options)
        .ok()
}

/// One row of RGB; every chroma sample lies under two columns.
fn rows_to_rgb(luma: &[u8], blue: &[u8], red: &[u8], rgb: &mut [u8]) {
    let pairs = luma
        .chunks(2)
        .zip(blue.iter().zip(red))
        .zip(rgb.chunks_mut(6));
    for ((luma, (&blue, &red)), rgb) in pairs {
        let chroma = Chroma::new(blue, red);
        for (&luma, pixel) in luma.iter().zip(rgb.as_chunks_mut::<3>().0) {
            *pixel = chroma.with(luma);
        }
    }
}

/// One or two rows of RGB to luma, and to one row of chroma.
fn rows_to_ycc(rgb: &[u8], width: usize, luma: &mut [u8], blue: &mut [u8], red: &mut [u8]) {
    let (pixels, _) = rgb.as_chunks::<3>();
    for (pixel, luma) in pixels.iter().zip(luma) {
        *luma = ycc::luma(*pixel);
    }
    // A single row, or a single last column, counts twice.
    let upper = &pixels[..width];
    let lower = if pixels.len() > width {
        &pixels[width..]
    } else {
        upper
    };
    let squares = upper.chunks(2).zip(lower.chunks(2));
    for ((upper, lower), (blue, red)) in squares.zip(blue.iter_mut().zip(red)) {
        let mut sum = [0; 3];
        for row in [upper, lower] {
            for pixel in [row[0], row[row.len() - 1]] {
                for (sum, level) in sum.iter_mut().zip(pixel) {
                    *sum += i32::from(level);
                }
            }
        }
        [*blue, *red] = ycc::chroma_of_four(sum);
    }
}
