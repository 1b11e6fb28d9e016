//! Colours from the file's own profile to sRGB, after the downscale: fewer pixels, and no visible difference.
//!
//! By the relative colorimetric intent: white becomes white, and what sRGB can show stays the colour that it was.

mod baked;
mod declared;
mod planar;
mod shaper;
mod srgb;
mod table;
mod tetrahedra;

use super::container::{Channels, Source};
use super::icc::{Element, Numbers, Table};
use super::raster::{Plane, Raster};
use baked::Baked;
use shaper::Shaper;
use wide::f32x4;

/// A profile that changes colours.
pub(super) enum Profile {
    /// A level of gray to one of sRGB.
    Gray(Box<[u8; 256]>),
    Shaper(Shaper),
    Lights(Baked<3>),
    /// Inks, by a table or, where no profile says what they are, by [`left_by`].
    Inks(Option<Baked<4>>),
}

impl Profile {
    /// How the colours of a picture become sRGB, where they are not.
    ///
    /// The first of what the file says counts: the name of a space, a profile, numbers. A broken profile, or one that is
    /// not for pixels of this kind, does not fail a picture: browsers do without it, and so does this.
    pub(super) fn of(source: &Source) -> Option<Self> {
        let (declared, channels) = (&source.declared, source.channels);
        let icc = || source.icc.as_deref().and_then(|icc| read(icc, channels));
        declared
            .named(channels)
            .or_else(icc)
            .or_else(|| declared.measured(channels))
            .and_then(|numbers| Self::new(&numbers))
            .or((channels == Channels::Cmyk).then_some(Self::Inks(None)))
    }

    /// `None` where the numbers are those of sRGB, or convert nothing.
    fn new(numbers: &Numbers) -> Option<Self> {
        let profile = match (&numbers.space, numbers.table()) {
            (b"GRAY", table) => Self::Gray(gray(numbers, table)?),
            (b"RGB ", None) => Self::Shaper(Shaper::new(numbers)?),
            (b"RGB ", Some(table)) => Self::Lights(Baked::new(numbers, table, baked::LIGHTS)),
            (b"CMYK", Some(table)) => {
                return Some(Self::Inks(Some(Baked::new(numbers, table, baked::INKS))));
            }
            _ => return None,
        };
        profile.changes_colors().then_some(profile)
    }

    /// Whether any of a grid of colours moves by more than one level, which is rounding.
    fn changes_colors(&self) -> bool {
        const LEVELS: [u8; 7] = [0, 24, 64, 112, 160, 208, 255];
        let moved = |after: u8, before: u8| after.abs_diff(before) > 1;
        if let Self::Gray(levels) = self {
            return (0..=255).any(|level| moved(levels[usize::from(level)], level));
        }
        let grid = (0..LEVELS.len().pow(3))
            .flat_map(|n| [LEVELS[n / 49], LEVELS[n / 7 % 7], LEVELS[n % 7]]);
        let before: Vec<u8> = grid.collect();
        let mut after = before.clone();
        self.convert_pixels::<3>(&mut after);
        after
            .into_iter()
            .zip(before)
            .any(|(after, before)| moved(after, before))
    }

    /// The picture in sRGB.
    pub(super) fn to_srgb(&self, raster: Raster) -> Raster {
        match raster {
            // A gray profile has no hue: one channel says all.
            Raster::Gray(mut plane) if matches!(self, Self::Gray(_)) => {
                self.convert_pixels::<1>(&mut plane.samples);
                Raster::Gray(plane)
            }
            Raster::Gray(plane) => {
                let samples = plane.samples.iter().flat_map(|&gray| [gray; 3]).collect();
                self.to_srgb(Raster::Rgb(Plane { samples, ..plane }))
            }
            Raster::Rgb(mut plane) => {
                self.convert_pixels::<3>(&mut plane.samples);
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
                    Self::Lights(baked) => planar::convert(&mut planes, |four| baked.convert(four)),
                }
                Raster::Ycc420(planes)
            }
        }
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
            Self::Lights(baked) => convert_pixels::<N>(samples, |four| baked.convert(four)),
            Self::Inks(_) => {}
        }
    }

    /// Red, green and blue of pixels of four inks.
    fn convert_inks(&self, samples: &[u8]) -> Vec<u8> {
        let (pixels, _) = samples.as_chunks::<4>();
        let color = |inks: &[u8; 4]| match self {
            Self::Inks(Some(baked)) => {
                let [r, g, b, _] = srgb::round(baked.convert(*inks)).to_array();
                [r, g, b].map(|level| level as u8)
            }
            _ => left_by(*inks),
        };
        pixels.iter().flat_map(color).collect()
    }
}

/// The numbers of a profile that is for pixels of this kind.
fn read(icc: &[u8], channels: Channels) -> Option<Numbers> {
    Numbers::read(icc).filter(|numbers| numbers.fit(channels))
}

/// What inks leave of white where nothing says which inks they are: each its own light, and black all of them, as
/// browsers have it.
fn left_by([c, m, y, k]: [u8; 4]) -> [u8; 3] {
    let left = |ink: u8| u32::from(!ink);
    [c, m, y].map(|ink| ((left(ink) * left(k) + 127) / 255) as u8)
}

/// The colours of bare pixels as [`prepare`](super::prepare) converts them, for the test that holds them to LittleCMS:
/// behind an encoder, its losses would be judged too. Not a part of the API.
///
/// Takes bytes of gray or RGB, and gives the same; of inks, and gives RGB. `None` where the profile is broken or is not for such pixels.
pub fn colors_for_judges(icc: &[u8], channels: u8, mut samples: Vec<u8>) -> Option<Vec<u8>> {
    let kind = match channels {
        1 => Channels::Gray,
        3 => Channels::Rgb,
        _ => Channels::Cmyk,
    };
    let numbers = read(icc, kind)?;
    if let Some(profile) = Profile::new(&numbers) {
        match kind {
            Channels::Gray => profile.convert_pixels::<1>(&mut samples),
            Channels::Cmyk => samples = profile.convert_inks(&samples),
            Channels::Rgb => profile.convert_pixels::<3>(&mut samples),
        }
    }
    Some(samples)
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

/// Gray by its curve, or by the luminance that a table gives (ICC.1:2022, 8.3.4).
fn gray(numbers: &Numbers, table: Option<&Table>) -> Option<Box<[u8; 256]>> {
    let light: Box<dyn Fn(f64) -> f64> = match (table, numbers.tag(b"kTRC")) {
        (Some(table), _) => {
            let way = table::Way::new(numbers, table);
            Box::new(move |level| way.to_connection(&[level])[1])
        }
        (None, Some(Element::Curve(curve))) if &numbers.connection == b"Lab " => {
            Box::new(|level| table::lab_to_xyz([100.0 * curve.at(level), 0.0, 0.0])[1])
        }
        (None, Some(Element::Curve(curve))) => Box::new(|level| curve.at(level)),
        _ => return None,
    };
    Some(Box::new(core::array::from_fn(|level| {
        let light = light(level as f64 / 255.0) as f32;
        srgb::round(srgb::encode(f32x4::splat(light))).to_array()[0] as u8
    })))
}
