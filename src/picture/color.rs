//! Colours from the file's own profile to sRGB, after the downscale: fewer pixels, and no visible difference.

use super::raster::{Plane, Raster};
use super::refusal::internal;
use crate::error::Error;
use moxcms::{
    ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions,
};
use std::sync::Arc;

/// A profile that changes colours.
pub(super) struct Profile {
    for_gray: bool,
    transform: Arc<Transform8BitExecutor>,
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
        let layout = if for_gray { Layout::Gray } else { Layout::Rgb };
        let options = TransformOptions {
            rendering_intent: RenderingIntent::RelativeColorimetric,
            ..TransformOptions::default()
        };
        let transform = profile
            .create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, options)
            .ok()?;
        let profile = Self {
            for_gray,
            transform,
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
        self.transform
            .transform(samples, &mut converted)
            .map_err(internal)?;
        Ok(converted)
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
            other => other,
        }
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
