//! To half of both sides, by the mean of four samples: where a picture becomes very much smaller, a kernel that is as
//! wide as that would read every sample dozens of times.

use super::{Plan, resize_components};
use crate::lanes::{narrow, widen};
use crate::raster::{Component, Components, Model, Plane, Raster};
use crate::ycc::planes_of_rgb;
use crate::{Error, Size};
use wide::{i16x8, u8x16};

/// Samples of each of two rows that are added up together.
const LANES: usize = 16;

/// A picture at a half, a quarter or less of its size, from which smaller ones are made.
pub(crate) struct Halved(Components);

impl Halved {
    /// Halves both sides of a picture as often as leaves half again as much as `target` has, so that its Lanczos still
    /// decides what is seen. `None` for a picture that JPEG cannot hold.
    pub(crate) fn of(raster: &Raster, target: Size) -> Option<Self> {
        let size = raster.size();
        let longer = |size: Size| u64::from(size.width.max(size.height).max(1));
        let times = (2 * longer(size) / (3 * longer(target))).max(1).ilog2();
        let (model, planes) = match raster {
            Raster::Gray(plane) => (Model::Gray, vec![halved::<1>(plane, times)]),
            Raster::Ycc420(planes) => (
                Model::Ycc,
                planes.iter().map(|it| halved::<1>(it, times)).collect(),
            ),
            Raster::Rgb(plane) => (Model::Ycc, planes_of_rgb(&halved::<3>(plane, times)).into()),
            Raster::Rgba(_) | Raster::Cmyk(_) => return None,
        };
        let planes = planes.into_iter().enumerate().map(|(index, plane)| {
            let steps = f64::from(1u32 << times) * if index == 0 { 1.0 } else { 2.0 };
            Component {
                plane,
                covered_width: f64::from(size.width) / steps,
                covered_height: f64::from(size.height) / steps,
            }
        });
        Some(Self(Components {
            model,
            planes: planes.collect(),
        }))
    }

    /// The picture in this size.
    ///
    /// # Errors
    /// As [`resize`].
    pub(crate) fn resized(&self, target: Size) -> Result<Raster, Error> {
        resize_components(self.0.clone(), &Plan::new(target, true))
    }
}

fn halved<const N: usize>(plane: &Plane, times: u32) -> Plane {
    let once = |plane: &Plane| halve::<N>(plane);
    match times {
        0 => plane.clone(),
        _ => (1..times).fold(once(plane), |half, _| once(&half)),
    }
}

/// A plane of `N` bytes a pixel at half of both sides, rounded up: what an odd side leaves over counts twice.
fn halve<const N: usize>(plane: &Plane) -> Plane {
    let row_bytes = N * plane.width.max(1) as usize;
    let (width, height) = (plane.width.div_ceil(2), plane.height.div_ceil(2));
    let mut samples = vec![0; N * width as usize * height as usize];
    let targets = samples.chunks_exact_mut(N * width.max(1) as usize);
    for (rows, target) in plane.samples.chunks(2 * row_bytes).zip(targets) {
        let (upper, lower) = rows.split_at(row_bytes);
        let lower = if lower.is_empty() { upper } else { lower };
        match N {
            1 => halve_samples(upper, lower, target),
            3 => halve_rgb(upper, lower, target),
            _ => halve_pixels::<N>(upper, lower, target),
        }
    }
    Plane {
        width,
        height,
        samples,
    }
}

/// Two rows of one byte a sample.
fn halve_samples(upper: &[u8], lower: &[u8], target: &mut [u8]) {
    let (upper, upper_rest) = upper.as_chunks::<LANES>();
    let (lower, lower_rest) = lower.as_chunks::<LANES>();
    let (eights, rest) = target.split_at_mut(upper.len() * LANES / 2);
    let eights = eights.as_chunks_mut::<{ LANES / 2 }>().0;
    for ((upper, lower), target) in upper.iter().zip(lower).zip(eights) {
        let (upper, lower) = (widen(u8x16::new(*upper)), widen(u8x16::new(*lower)));
        // Beside each other stand the two columns of a sample.
        let pairs = |half: usize| (upper[half] + lower[half]).dot(i16x8::splat(1));
        let means = (narrow(pairs(0), pairs(1)) + i16x8::splat(2)) >> 2;
        let means = u8x16::narrow_i16x8(means, i16x8::ZERO).to_array();
        target.copy_from_slice(&means[..LANES / 2]);
    }
    halve_pixels::<1>(upper_rest, lower_rest, rest);
}

/// Two rows of three bytes a pixel: in groups of a known length, which the compiler makes vectors of.
fn halve_rgb(upper: &[u8], lower: &[u8], target: &mut [u8]) {
    const PIXELS: usize = 8;
    let (upper, upper_rest) = upper.as_chunks::<{ 3 * 2 * PIXELS }>();
    let (lower, lower_rest) = lower.as_chunks::<{ 3 * 2 * PIXELS }>();
    let (groups, rest) = target.split_at_mut(upper.len() * 3 * PIXELS);
    let groups = groups.as_chunks_mut::<{ 3 * PIXELS }>().0;
    for ((upper, lower), target) in upper.iter().zip(lower).zip(groups) {
        let sums: [u16; 3 * 2 * PIXELS] =
            core::array::from_fn(|at| u16::from(upper[at]) + u16::from(lower[at]));
        for (at, target) in target.iter_mut().enumerate() {
            // Three bytes of a pixel, then the same three of its neighbour.
            let first = at / 3 * 6 + at % 3;
            *target = ((sums[first] + sums[first + 3] + 2) >> 2) as u8;
        }
    }
    halve_pixels::<3>(upper_rest, lower_rest, rest);
}

fn halve_pixels<const N: usize>(upper: &[u8], lower: &[u8], target: &mut [u8]) {
    let (upper, lower) = (upper.as_chunks::<N>().0, lower.as_chunks::<N>().0);
    let targets = target.as_chunks_mut::<N>().0;
    for ((above, below), target) in upper.chunks(2).zip(lower.chunks(2)).zip(targets) {
        let last = above.len() - 1;
        for (channel, target) in target.iter_mut().enumerate() {
            let four = [above[0], above[last], below[0], below[last]];
            let sum: u16 = four.iter().map(|pixel| u16::from(pixel[channel])).sum();
            *target = ((sum + 2) >> 2) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane<const N: usize>(width: u32, height: u32) -> Plane {
        let samples = (0..N as u32 * width * height).map(|at| (at * 89 + at / 7 * 31) as u8);
        Plane {
            width,
            height,
            samples: samples.collect(),
        }
    }

    fn is_the_mean_of_four<const N: usize>(width: u32, height: u32) {
        let whole = plane::<N>(width, height);
        let half = halve::<N>(&whole);
        assert_eq!(
            (half.width, half.height),
            (width.div_ceil(2), height.div_ceil(2))
        );
        let at = |x: u32, y: u32, channel: usize| {
            let pixel = y.min(height - 1) * width + x.min(width - 1);
            u32::from(whole.samples[N * pixel as usize + channel])
        };
        let (pixels, rest) = half.samples.as_chunks::<N>();
        assert!(rest.is_empty() && pixels.len() as u32 == half.width * half.height);
        for (index, pixel) in (0..).zip(pixels) {
            let (x, y) = (2 * (index % half.width), 2 * (index / half.width));
            for (channel, sample) in pixel.iter().enumerate() {
                let four = [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)];
                let sum: u32 = four.into_iter().map(|(x, y)| at(x, y, channel)).sum();
                assert_eq!(
                    u32::from(*sample),
                    (sum + 2) / 4,
                    "{width} × {height}: {x}, {y}"
                );
            }
        }
    }

    #[test]
    fn every_sample_is_the_mean_of_the_four_that_it_covers() {
        for (width, height) in [
            (64, 8),
            (65, 9),
            (33, 2),
            (31, 1),
            (1, 31),
            (1, 1),
            (100, 7),
        ] {
            is_the_mean_of_four::<1>(width, height);
            is_the_mean_of_four::<3>(width, height);
        }
    }
}
