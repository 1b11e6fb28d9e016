//! From any colours to the 255 that a frame of a GIF can have beside transparency.
//!
//! The colours are split where they differ most, at their mean, until there are enough groups of them (S. J. Wan,
//! P. Prusinkiewicz and S. K. M. Wong, "Variance-based color image quantization for frame buffer display", 1990). No
//! dithering: its noise costs bytes, and flickers where frames follow each other.

use core::ops::Range;
use pellicle_pixels::Plane;
use pellicle_pixels::encode::Palette;

/// Colours that are told apart: so many bits of each channel.
const BITS: u32 = 6;

/// How many groups there may be: a byte less the index of transparency.
const GROUPS: usize = 255;

/// The palette with the colour that is transparent first, and the pixels as indices into it.
pub(super) fn quantise(plane: &Plane) -> Palette {
    let (pixels, _) = plane.samples.as_chunks::<4>();
    let mut counts = vec![0u32; 1 << (3 * BITS)];
    for pixel in pixels.iter().filter(|pixel| pixel[3] > 0) {
        counts[coarse(pixel)] += 1;
    }
    let occurs = |&color: &usize| counts[color] > 0;
    let mut colors: Vec<usize> = (0..counts.len()).filter(occurs).collect();
    let mut groups = vec![Group::of(0..colors.len(), &colors, &counts)];
    while groups.len() < GROUPS {
        let worst = groups
            .iter_mut()
            .max_by(|a, b| a.error.total_cmp(&b.error))
            .filter(|group| group.error > 0.0);
        let Some(worst) = worst else {
            break;
        };
        let Range { start, end } = worst.range.clone();
        let (axis, mean) = (worst.axis, worst.mean);
        let middle = start + partition(&mut colors[start..end], |color| level(color, axis) <= mean);
        *worst = Group::of(start..middle, &colors, &counts);
        groups.push(Group::of(middle..end, &colors, &counts));
    }
    let mut group_of = vec![0u8; counts.len()];
    for (index, group) in (1..=u8::MAX).zip(&groups) {
        for &color in &colors[group.range.clone()] {
            group_of[color] = index;
        }
    }
    // The groups are of coarse colours; what is shown is the mean of the pixels themselves.
    let mut sums = vec![[0u64; 4]; 1 + groups.len()];
    let indices = pixels.iter().map(|pixel| {
        if pixel[3] == 0 {
            return 0;
        }
        let index = group_of[coarse(pixel)];
        let [r, g, b, count] = &mut sums[usize::from(index)];
        *r += u64::from(pixel[0]);
        *g += u64::from(pixel[1]);
        *b += u64::from(pixel[2]);
        *count += 1;
        index
    });
    let indices = indices.collect();
    let colors = sums.iter().map(|&[r, g, b, count]| {
        let mean = |sum: u64| (sum + count / 2).checked_div(count).unwrap_or(0) as u8;
        [mean(r), mean(g), mean(b), if count > 0 { 255 } else { 0 }]
    });
    Palette {
        colors: colors.collect(),
        indices,
    }
}

/// A colour with fewer bits: red, green, blue from the highest on.
fn coarse(&[r, g, b, _]: &[u8; 4]) -> usize {
    let high = |channel: u8| usize::from(channel >> (8 - BITS));
    high(r) << (2 * BITS) | high(g) << BITS | high(b)
}

/// One channel of a coarse colour, 0 being blue.
fn level(color: usize, axis: u32) -> usize {
    color >> (axis * BITS) & ((1 << BITS) - 1)
}

/// Colours that share an entry of the palette.
struct Group {
    /// Where they stand among all.
    range: Range<usize>,
    /// The channel in which they differ most, and their mean in it.
    axis: u32,
    mean: usize,
    /// How far they are from that mean in sum, squared.
    error: f64,
}

impl Group {
    fn of(range: Range<usize>, colors: &[usize], counts: &[u32]) -> Self {
        let mut group = Self {
            range,
            axis: 0,
            mean: 0,
            error: 0.0,
        };
        for axis in 0..3 {
            let [mut count, mut sum, mut squares] = [0u64; 3];
            for &color in &colors[group.range.clone()] {
                let (level, times) = (level(color, axis) as u64, u64::from(counts[color]));
                count += times;
                sum += times * level;
                squares += times * level * level;
            }
            // Operations that IEEE 754 defines to the last bit: the same everywhere.
            let error = squares as f64 - sum as f64 * sum as f64 / count as f64;
            let mean = sum.checked_div(count).unwrap_or(0) as usize;
            // Rounding may leave a trace of an error where there is none.
            let differs = squares != sum * mean as u64;
            if differs && error > group.error {
                group = Self {
                    axis,
                    mean,
                    error,
                    ..group
                };
            }
        }
        group
    }
}

/// Puts what is `low` first, and tells how many that are.
fn partition(colors: &mut [usize], low: impl Fn(usize) -> bool) -> usize {
    let mut middle = 0;
    for at in 0..colors.len() {
        if low(colors[at]) {
            colors.swap(at, middle);
            middle += 1;
        }
    }
    middle
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantised(pixels: &[[u8; 4]]) -> Vec<[u8; 4]> {
        let palette = quantise(&Plane {
            width: pixels.len() as u32,
            height: 1,
            samples: pixels.as_flattened().to_vec(),
        });
        assert!(palette.colors.len() <= 256);
        assert_eq!(palette.colors[0], [0; 4], "what is transparent comes first");
        let color = |&index: &u8| palette.colors[usize::from(index)];
        palette.indices.iter().map(color).collect()
    }

    #[test]
    fn few_colors_that_are_far_apart_stay_what_they_are() {
        let pixels: Vec<[u8; 4]> = (0..1000u32)
            .map(|n| match n % 200 {
                0 => [0; 4],
                n => [
                    (n % 6 * 51) as u8,
                    (n / 6 % 6 * 51) as u8,
                    (n / 36 * 51) as u8,
                    255,
                ],
            })
            .collect();
        assert_eq!(quantised(&pixels), pixels);
    }

    #[test]
    fn many_colors_come_close_and_what_is_transparent_stays_so() {
        let pixels: Vec<[u8; 4]> = (0..256u32 * 256)
            .map(|n| match n % 7 {
                0 => [0; 4],
                _ => [n as u8, (n / 256) as u8, (n / 512) as u8, 255],
            })
            .collect();
        let mut sum = 0;
        for (pixel, seen) in pixels.iter().zip(quantised(&pixels)) {
            assert_eq!(pixel[3], seen[3]);
            sum += pixel
                .iter()
                .zip(seen)
                .map(|(a, b)| u64::from(a.abs_diff(b)))
                .sum::<u64>();
        }
        // A plane of 65,536 colours in squares of 16 by 16: four from the middle on average, half as many in blue.
        let mean = sum as f64 / pixels.len() as f64;
        assert!((5.0..13.0).contains(&mean), "{mean}");
    }

    #[test]
    fn one_color_is_one_group() {
        assert_eq!(quantised(&[[9, 8, 7, 255]; 50]), [[9, 8, 7, 255]; 50]);
        assert_eq!(quantised(&[[0; 4]; 3]), [[0; 4]; 3]);
    }
}
