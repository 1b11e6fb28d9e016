//! Profiles of tables, worked out once for a grid of colours: their stages are too slow for every pixel, and end in a
//! space in which nothing is straight.

use super::super::icc::{Numbers, Table};
use super::super::lanes::transpose;
use super::srgb;
use super::table::Way;
use super::tetrahedra::interpolate;
use wide::{f32x4, i32x4};

/// Points along each axis of a grid for three lights.
pub(super) const LIGHTS: usize = 33;

/// A grid of levels of sRGB, not yet rounded, over `N` channels.
pub(in crate::picture) struct Baked<const N: usize> {
    points: usize,
    colors: Vec<f32x4>,
}

impl<const N: usize> Baked<N> {
    pub(super) fn new(numbers: &Numbers, table: &Table, points: usize) -> Self {
        let way = Way::new(numbers, table);
        let colors = (0..points.pow(N as u32)).map(|number| {
            let mut rest = number;
            let mut color = [0.0; N];
            for part in color.iter_mut().rev() {
                *part = (rest % points) as f64 / (points - 1) as f64;
                rest /= points;
            }
            let [r, g, b] = srgb::from_connection(way.to_connection(color)).map(|part| part as f32);
            srgb::encode(f32x4::new([r, g, b, 0.0]))
        });
        Self {
            points,
            colors: colors.collect(),
        }
    }

    /// The levels of four pixels, channel by channel, in sRGB and not yet rounded.
    #[inline(always)]
    pub(super) fn convert(&self, levels: [[u8; 4]; N]) -> [f32x4; 3] {
        let pixels = core::array::from_fn(|pixel| {
            let place = levels.map(|channel| f32::from(channel[pixel]) / 255.0);
            let color = interpolate([self.points; N], place, |at| {
                self.colors.get(at).copied().unwrap_or(f32x4::ZERO)
            });
            bytemuck::cast::<f32x4, i32x4>(color)
        });
        let [r, g, b, _] = transpose(pixels).map(bytemuck::cast::<i32x4, f32x4>);
        [r, g, b]
    }
}
