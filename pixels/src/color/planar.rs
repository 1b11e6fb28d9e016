//! Colours of a picture whose chroma has half of both sides: to RGB, through the profile and back in one go, two rows
//! at a time, in vectors.

use super::srgb::{round, round_within};
use crate::lanes::{narrow, widen};
use crate::raster::Plane;
use wide::{f32x4, i16x8, u8x16};

/// Columns that are converted at once: eight chroma samples, and the even and the odd ones of 16 pixels.
const COLUMNS: usize = 16;

/// Luma, blue and red of a color's red, green and blue (JFIF 1.02, page 4).
const LUMA: [f32; 3] = [0.299, 0.587, 0.114];
const BLUE: [f32; 3] = [-0.168_735_9, -0.331_264_1, 0.5];
const RED: [f32; 3] = [0.5, -0.418_687_6, -0.081_312_4];

/// Converts a picture by what `convert` makes of four pixels, whose levels it gets and gives channel by channel.
pub(super) fn convert(planes: &mut [Plane; 3], convert: impl Fn([[u8; 4]; 3]) -> [f32x4; 3]) {
    let [luma, blue, red] = planes;
    let (width, half) = (luma.width as usize, blue.width as usize);
    if half == 0 {
        return;
    }
    let filled = width.next_multiple_of(COLUMNS);
    let mut rows = [vec![0; filled], vec![0; filled]];
    let mut chroma = [vec![0; filled / 2], vec![0; filled / 2]];
    let chroma_rows = blue
        .samples
        .chunks_exact_mut(half)
        .zip(red.samples.chunks_exact_mut(half));
    for (pair, (blue, red)) in luma.samples.chunks_mut(2 * width).zip(chroma_rows) {
        let (upper, lower) = pair.split_at_mut(width);
        // The last row of an odd height, and the last column of an odd width, count twice.
        fill(&mut rows[0], upper);
        fill(&mut rows[1], if lower.is_empty() { upper } else { lower });
        fill(&mut chroma[0], blue);
        fill(&mut chroma[1], red);
        convert_pair(&mut rows, &mut chroma, &convert);
        upper.copy_from_slice(&rows[0][..width]);
        lower.copy_from_slice(&rows[1][..lower.len()]);
        blue.copy_from_slice(&chroma[0][..half]);
        red.copy_from_slice(&chroma[1][..half]);
    }
}

/// A row, and its last sample until the end.
fn fill(row: &mut [u8], samples: &[u8]) {
    let (row, rest) = row.split_at_mut(samples.len());
    row.copy_from_slice(samples);
    rest.fill(samples.last().copied().unwrap_or_default());
}

/// Both rows that share their chroma.
fn convert_pair(
    [upper, lower]: &mut [Vec<u8>; 2],
    [blue, red]: &mut [Vec<u8>; 2],
    convert: &impl Fn([[u8; 4]; 3]) -> [f32x4; 3],
) {
    let luma = upper
        .as_chunks_mut::<COLUMNS>()
        .0
        .iter_mut()
        .zip(lower.as_chunks_mut::<COLUMNS>().0);
    let chroma = blue
        .as_chunks_mut::<8>()
        .0
        .iter_mut()
        .zip(red.as_chunks_mut::<8>().0);
    for ((upper, lower), (blue, red)) in luma.zip(chroma) {
        let above = lights(blue, red);
        let mut sums = [[f32x4::ZERO; 3]; 2];
        for row in [upper, lower] {
            let samples: i16x8 = bytemuck::cast(u8x16::new(*row));
            let levels = i16x8::splat(255);
            let even = luma_of(samples & levels, above, convert, &mut sums);
            let odd = luma_of((samples >> 8) & levels, above, convert, &mut sums);
            *row = bytemuck::cast::<i16x8, u8x16>(even | (odd << 8)).to_array();
        }
        *blue = chroma_of(BLUE, sums);
        *red = chroma_of(RED, sums);
    }
}

/// What eight pairs of chroma samples add to the luma: to red, green and blue.
#[inline(always)]
fn lights(blue: &[u8; 8], red: &[u8; 8]) -> [i16x8; 3] {
    let centred = |samples: &[u8; 8]| {
        let mut wide = [0; 16];
        wide[..8].copy_from_slice(samples);
        (widen(u8x16::new(wide))[0] - i16x8::splat(128)) << 7
    };
    let (blue, red) = (centred(blue), centred(red));
    // Fractions of 32,768, so that 1.402 and 1.772 are one or two of the whole, and the rest.
    let part = |samples: i16x8, share: i16| samples.mul_scale_round(i16x8::splat(share));
    let level = |part: i16x8| (part + i16x8::splat(64)) >> 7;
    [
        (red >> 7) + level(part(red, 13_173)),
        level(i16x8::ZERO - part(blue, 11_277) - part(red, 23_401)),
        (blue >> 6) - level(part(blue, 7471)),
    ]
}

/// The new luma of eight pixels; their new colours are added to the sums.
#[inline(always)]
fn luma_of(
    luma: i16x8,
    [red, green, blue]: [i16x8; 3],
    convert: &impl Fn([[u8; 4]; 3]) -> [f32x4; 3],
    [low, high]: &mut [[f32x4; 3]; 2],
) -> i16x8 {
    let levels = |part: i16x8| {
        let level = (luma + part).max(i16x8::ZERO).min(i16x8::splat(255));
        level.to_array().map(|level| level as u8)
    };
    let [r, g, b] = [levels(red), levels(green), levels(blue)];
    let first = |levels: [u8; 8]| [levels[0], levels[1], levels[2], levels[3]];
    let last = |levels: [u8; 8]| [levels[4], levels[5], levels[6], levels[7]];
    let four = |levels, sums: &mut [f32x4; 3]| {
        let [r, g, b] = convert(levels);
        sums[0] += r;
        sums[1] += g;
        sums[2] += b;
        round_within(weighted(LUMA, [r, g, b]))
    };
    narrow(
        four([first(r), first(g), first(b)], low),
        four([last(r), last(g), last(b)], high),
    )
}

/// One of the new chroma samples, from the sums of four pixels.
#[inline(always)]
fn chroma_of(weights: [f32; 3], [low, high]: [[f32x4; 3]; 2]) -> [u8; 8] {
    let sample = |sum| {
        let mean = weighted(weights, sum) * f32x4::splat(0.25);
        round(mean + f32x4::splat(128.0))
    };
    let samples = narrow(sample(low), sample(high));
    samples.to_array().map(|level| level as u8)
}

/// The sum of all three channels by their weights.
#[inline(always)]
fn weighted(weights: [f32; 3], [r, g, b]: [f32x4; 3]) -> f32x4 {
    let [of_r, of_g, of_b] = weights;
    r * f32x4::splat(of_r) + g * f32x4::splat(of_g) + b * f32x4::splat(of_b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ycc::{planes_of_rgb, ycc_to_rgb};

    /// A plane of levels that follow no row.
    fn plane(width: u32, height: u32, seed: u32) -> Plane {
        let level = |n: u32| ((n + seed).wrapping_mul(2_654_435_761) >> 24) as u8;
        Plane {
            width,
            height,
            samples: (0..width * height).map(level).collect(),
        }
    }

    /// Every colour to itself, but for the order of its channels.
    fn turn([r, g, b]: [[u8; 4]; 3]) -> [f32x4; 3] {
        [g, b, r].map(|levels| f32x4::new(levels.map(f32::from)))
    }

    /// The same pixel by pixel, in whole numbers.
    fn turned(planes: &[Plane; 3]) -> [Plane; 3] {
        let [luma, blue, red] = planes;
        let pixel = |n: usize| {
            let (x, y) = (n % luma.width as usize / 2, n / luma.width as usize / 2);
            let at = y * blue.width as usize + x;
            let [r, g, b] = ycc_to_rgb(luma.samples[n], blue.samples[at], red.samples[at]);
            [g, b, r]
        };
        planes_of_rgb(&Plane {
            samples: (0..luma.samples.len()).flat_map(pixel).collect(),
            ..*luma
        })
    }

    #[test]
    fn it_gives_what_whole_numbers_give_at_every_edge() {
        for (width, height) in [
            (1u32, 1u32),
            (2, 2),
            (5, 3),
            (16, 2),
            (31, 4),
            (33, 5),
            (47, 1),
        ] {
            let half = (width.div_ceil(2), height.div_ceil(2));
            let planes = [
                plane(width, height, 0),
                plane(half.0, half.1, 1000),
                plane(half.0, half.1, 2000),
            ];
            let mut ours = planes.clone();
            convert(&mut ours, turn);
            for (ours, expected) in ours.iter().zip(turned(&planes)) {
                assert_eq!(ours.size(), expected.size());
                for (a, b) in ours.samples.iter().zip(&expected.samples) {
                    assert!(a.abs_diff(*b) <= 1, "{width} × {height}: {a}, not {b}");
                }
            }
        }
    }

    #[test]
    fn every_gray_is_itself() {
        let same = |four: [[u8; 4]; 3]| four.map(|levels| f32x4::new(levels.map(f32::from)));
        let flat = |width, height, samples| Plane {
            width,
            height,
            samples,
        };
        let mut planes = [
            flat(256, 1, (0..=255).collect()),
            flat(128, 1, vec![128; 128]),
            flat(128, 1, vec![128; 128]),
        ];
        let before = planes.clone();
        convert(&mut planes, same);
        assert_eq!(planes, before);
    }
}
