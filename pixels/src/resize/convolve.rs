//! Both passes of a resize: down the columns, then along the rows, row by row of the result, in integers that are the
//! same on every machine.

use super::weights::{STEP, WEIGHT_BITS, Weights};
use crate::Size;
use crate::lanes::{narrow, sum_each, widen};
use crate::raster::Plane;
use wide::{i16x8, i32x4, u8x16};

/// Bits of fraction that a row keeps between the passes: with six, 16 bits hold any overshoot of the kernel.
const ROW_BITS: u32 = 6;

const DOWN_SHIFT: u32 = WEIGHT_BITS - ROW_BITS;
const ACROSS_SHIFT: u32 = WEIGHT_BITS + ROW_BITS;

/// Samples that are computed together down the columns.
const LANES: usize = 16;

/// The weights of both passes, which every channel of a picture shares.
pub(super) struct Kernels {
    across: Weights,
    down: Weights,
    target: Size,
}

impl Kernels {
    /// For the upper left of planes, `covered` wide and high, that become planes of the size `target`.
    pub(super) fn new(covered: (f64, f64), target: Size) -> Self {
        Self {
            across: Weights::new(covered.0, target.width),
            down: Weights::new(covered.1, target.height),
            target,
        }
    }

    /// Resizes a plane of one byte a sample.
    pub(super) fn convolve(&self, plane: &Plane) -> Plane {
        let Self {
            across,
            down,
            target,
        } = self;
        let width = plane.width as usize;
        let rows: Vec<&[u8]> = plane.samples.chunks_exact(width.max(1)).collect();
        // As many columns as any weight may reach for, and zeros behind them, which count for nothing.
        let reach = across.starts.last().map_or(0, |start| start + across.taps);
        let mut between = vec![0i16; width.max(reach).next_multiple_of(LANES)];
        let mut samples = vec![0; target.width as usize * target.height as usize];
        let targets = samples.chunks_exact_mut((target.width as usize).max(1));
        let per_row = down.starts.iter().zip(down.weights.chunks_exact(down.taps));
        for ((&start, weights), target) in per_row.zip(targets) {
            let used = weights
                .iter()
                .rposition(|&weight| weight != 0)
                .map_or(0, |last| last + 1);
            mix_rows(
                rows.get(start..start + used).unwrap_or_default(),
                weights,
                &mut between[..width.next_multiple_of(LANES)],
            );
            mix_columns(&between, across, target);
        }
        Plane {
            width: target.width,
            height: target.height,
            samples,
        }
    }
}

/// One row between the passes: the weighted sum of rows.
fn mix_rows(rows: &[&[u8]], weights: &[i16], mixed: &mut [i16]) {
    let width = rows.first().map_or(0, |row| row.len());
    // Two rows at a time; one that is left over stands beside itself, with no weight.
    let pairs = rows.chunks(2).zip(weights.as_chunks::<2>().0);
    let pairs: Vec<(&[u8], &[u8], i16x8)> = pairs
        .map(|(pair, &[a, b])| {
            let b = if pair.len() == 2 { b } else { 0 };
            (
                pair[0],
                pair[pair.len() - 1],
                i16x8::new([a, b, a, b, a, b, a, b]),
            )
        })
        .collect();
    for (index, mixed) in mixed.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        let from = index * LANES;
        let [mut a, mut b, mut c, mut d] = [i32x4::splat(1 << (DOWN_SHIFT - 1)); 4];
        for &(upper, lower, factors) in &pairs {
            let (upper, lower) = (load(upper, from, width), load(lower, from, width));
            let low = widen(u8x16::unpack_low(upper, lower));
            let high = widen(u8x16::unpack_high(upper, lower));
            a += low[0].dot(factors);
            b += low[1].dot(factors);
            c += high[0].dot(factors);
            d += high[1].dot(factors);
        }
        let low = narrow(a >> DOWN_SHIFT, b >> DOWN_SHIFT);
        let high = narrow(c >> DOWN_SHIFT, d >> DOWN_SHIFT);
        mixed[..LANES / 2].copy_from_slice(low.as_array());
        mixed[LANES / 2..].copy_from_slice(high.as_array());
    }
}

/// Sixteen samples of a row; past its end stand zeros.
#[inline(always)]
fn load(row: &[u8], from: usize, width: usize) -> u8x16 {
    if let Some(samples) = row.get(from..from + LANES) {
        return u8x16::new(samples.try_into().unwrap_or_default());
    }
    let mut samples = [0; LANES];
    let rest = row.get(from..width).unwrap_or_default();
    samples[..rest.len()].copy_from_slice(rest);
    u8x16::new(samples)
}

/// One row of the result: the weighted sums of a row between the passes.
fn mix_columns(mixed: &[i16], across: &Weights, target: &mut [u8]) {
    match across.taps {
        8 => mix_columns_of::<1>(mixed, across, target),
        16 => mix_columns_of::<2>(mixed, across, target),
        _ => mix_columns_of::<0>(mixed, across, target),
    }
}

/// `STEPS`: how many steps of taps there are, where that is known; else 0.
#[inline(always)]
fn mix_columns_of<const STEPS: usize>(mixed: &[i16], across: &Weights, target: &mut [u8]) {
    let taps = if STEPS == 0 {
        across.taps
    } else {
        STEPS * STEP
    };
    let sum_of = |start: usize, weights: &[i16]| {
        let samples = mixed[start..start + taps].as_chunks::<STEP>().0;
        let mut sum = i32x4::ZERO;
        for (samples, weights) in samples.iter().zip(weights.as_chunks::<STEP>().0) {
            sum += i16x8::new(*samples).dot(i16x8::new(*weights));
        }
        sum
    };
    let level = |sum: i32x4| {
        let sum = sum + i32x4::splat(1 << (ACROSS_SHIFT - 1));
        let levels = narrow(sum >> ACROSS_SHIFT, i32x4::ZERO);
        u8x16::narrow_i16x8(levels, levels).to_array()
    };
    let (fours, rest) = target.as_chunks_mut::<4>();
    let (starts, last_starts) = across.starts.as_chunks::<4>();
    let mut weights = across.weights.chunks_exact(4 * taps);
    for ((target, starts), weights) in fours.iter_mut().zip(starts).zip(&mut weights) {
        let sum = |n: usize| sum_of(starts[n], &weights[n * taps..(n + 1) * taps]);
        let levels = level(sum_each([sum(0), sum(1), sum(2), sum(3)]));
        target.copy_from_slice(&levels[..4]);
    }
    let weights = weights.remainder().chunks_exact(taps);
    for ((target, &start), weights) in rest.iter_mut().zip(last_starts).zip(weights) {
        let sum = sum_each([
            sum_of(start, weights),
            i32x4::ZERO,
            i32x4::ZERO,
            i32x4::ZERO,
        ]);
        *target = level(sum)[0];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(width: u32, height: u32, level: impl Fn(u32, u32) -> u8) -> Plane {
        let level = &level;
        let samples = (0..height).flat_map(|y| (0..width).map(move |x| level(x, y)));
        Plane {
            width,
            height,
            samples: samples.collect(),
        }
    }

    /// The definition, in floating point: what counts for whom, and how much.
    fn defined(plane: &Plane, covered: (f64, f64), target: Size) -> Vec<f64> {
        let across = Weights::new(covered.0, target.width);
        let down = Weights::new(covered.1, target.height);
        let of = |weights: &Weights, n: usize| {
            let taps = &weights.weights[n * weights.taps..][..weights.taps];
            let start = weights.starts[n];
            let taps = taps.iter().enumerate().filter(|(_, weight)| **weight != 0);
            taps.map(|(k, &weight)| (start + k, f64::from(weight) / 16384.0))
                .collect::<Vec<_>>()
        };
        let mut pixels = Vec::new();
        for y in 0..target.height as usize {
            for x in 0..target.width as usize {
                let mut sum = 0.0;
                for (row, down) in of(&down, y) {
                    for (column, across) in of(&across, x) {
                        let sample = plane.samples[row * plane.width as usize + column];
                        sum += down * across * f64::from(sample);
                    }
                }
                pixels.push(sum.clamp(0.0, 255.0));
            }
        }
        pixels
    }

    #[test]
    fn both_passes_give_the_sum_that_the_weights_define() {
        for (from, covered, to) in [
            ((64, 48), (64.0, 48.0), (33, 20)),
            ((40, 40), (33.5, 37.5), (17, 19)),
            ((100, 9), (97.0, 9.0), (5, 2)),
            ((5, 5), (4.5, 5.0), (9, 10)),
            ((300, 2), (300.0, 1.0), (1, 1)),
            ((1, 1), (1.0, 1.0), (3, 3)),
        ] {
            let plane = plane(from.0, from.1, |x, y| (x * 37 + y * 59 + x * y * 11) as u8);
            let target = Size {
                width: to.0,
                height: to.1,
            };
            let resized = Kernels::new(covered, target).convolve(&plane);
            for (ours, expected) in resized.samples.iter().zip(defined(&plane, covered, target)) {
                assert!(
                    (f64::from(*ours) - expected).abs() < 0.6,
                    "{from:?} to {to:?}"
                );
            }
        }
    }

    #[test]
    fn a_flat_plane_stays_as_it_is() {
        for level in [0, 1, 127, 254, 255] {
            let plane = plane(50, 50, |_, _| level);
            let target = Size {
                width: 21,
                height: 17,
            };
            let resized = Kernels::new((49.5, 50.0), target).convolve(&plane);
            assert!(resized.samples.iter().all(|&sample| sample == level));
        }
    }
}
