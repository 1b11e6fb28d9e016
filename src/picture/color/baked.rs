//! Profiles of tables, worked out once for a grid of colours: their stages are too slow for every pixel, and end in a
//! space in which nothing is straight.

use super::super::icc::{Numbers, Table};
use super::srgb::{self, by_channel};
use super::table::Way;
use super::tetrahedra::{interpolate, interpolate_four};
use wide::f32x4;

/// Points along each axis of a grid for three lights.
pub(super) const LIGHTS: usize = 33;

/// Points along each axis of a grid for four inks.
pub(super) const INKS: usize = 17;

/// A grid of levels of sRGB, not yet rounded, over `N` channels. Of colours that sRGB cannot show they go on beyond both
/// ends, so that the way from the last colour that it can show stays straight.
pub(in crate::picture) struct Baked<const N: usize> {
    points: usize,
    colors: Vec<f32x4>,
}

impl<const N: usize> Baked<N> {
    pub(super) fn new(numbers: &Numbers, table: &Table, points: usize) -> Self {
        let way = Way::new(numbers, table);
        Self {
            points,
            colors: colors(&way, N, points),
        }
    }
}

/// The colours of a grid with so many axes, and so many points along each.
fn colors(way: &Way, axes: usize, points: usize) -> Vec<f32x4> {
    let mut place = [0.0; 4];
    let place = &mut place[..axes];
    let colors = (0..points.pow(axes as u32)).map(|number| {
        let mut rest = number;
        for part in place.iter_mut().rev() {
            *part = (rest % points) as f64 / (points - 1) as f64;
            rest /= points;
        }
        let [r, g, b] = srgb::from_connection(way.to_connection(place)).map(srgb::extended);
        f32x4::new([r, g, b, 0.0])
    });
    colors.collect()
}

impl Baked<3> {
    /// The levels of four pixels, channel by channel, in sRGB and not yet rounded. Compiled once, for pixels of every
    /// kind.
    #[inline(never)]
    pub(super) fn convert(&self, levels: [[u8; 4]; 3]) -> [f32x4; 3] {
        let color = |pixel: usize| {
            let place = levels.map(|channel| f32::from(channel[pixel]) / 255.0);
            srgb::clamp(interpolate([self.points; 3], place, |at| self.color(at)))
        };
        by_channel([color(0), color(1), color(2), color(3)])
    }
}

impl Baked<4> {
    /// The levels of one pixel, likewise, and a fourth number of no meaning.
    pub(super) fn convert(&self, levels: [u8; 4]) -> f32x4 {
        let place = levels.map(|level| f32::from(level) / 255.0);
        srgb::clamp(interpolate_four([self.points; 4], place, &|at| {
            self.color(at)
        }))
    }
}

impl<const N: usize> Baked<N> {
    #[inline(always)]
    fn color(&self, at: usize) -> f32x4 {
        self.colors.get(at).copied().unwrap_or(f32x4::ZERO)
    }
}
