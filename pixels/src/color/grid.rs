use super::srgb::{self, by_channel};
use super::tetrahedra::{interpolate, interpolate_four};
use wide::f32x4;

/// Colours worked out once for a grid over `N` channels: the stages of a profile of tables are too slow for every pixel,
/// and end in a space in which nothing is straight.
///
/// Its colours are levels of sRGB, not yet rounded. Of those that sRGB cannot show they go on beyond both ends, so that
/// the way from the last colour that it can show stays straight.
pub struct Grid<const N: usize> {
    points: usize,
    colors: Vec<f32x4>,
}

impl<const N: usize> Grid<N> {
    /// Works out the colours of a grid with so many points along each axis, by what `color` makes of a place, whose
    /// parts go from 0 to 1.
    pub fn new(points: usize, color: impl Fn(&[f64; N]) -> [f32; 3]) -> Self {
        let colors = (0..points.pow(N as u32)).map(|number| {
            let mut place = [0.0; N];
            let mut rest = number;
            for part in place.iter_mut().rev() {
                *part = (rest % points) as f64 / (points - 1) as f64;
                rest /= points;
            }
            let [r, g, b] = color(&place);
            f32x4::new([r, g, b, 0.0])
        });
        Self {
            points,
            colors: colors.collect(),
        }
    }

    #[inline(always)]
    fn color(&self, at: usize) -> f32x4 {
        self.colors.get(at).copied().unwrap_or(f32x4::ZERO)
    }
}

impl Grid<3> {
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

impl Grid<4> {
    /// The levels of one pixel, likewise, and a fourth number of no meaning.
    pub(super) fn convert(&self, levels: [u8; 4]) -> f32x4 {
        let place = levels.map(|level| f32::from(level) / 255.0);
        srgb::clamp(interpolate_four([self.points; 4], place, &|at| {
            self.color(at)
        }))
    }
}
