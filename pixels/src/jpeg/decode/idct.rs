//! The inverse DCT of a block, straight to 1 to 8 pixels a side.
//!
//! A picture that will be made smaller need not be decoded at its full size first. The `n` lowest frequencies of the
//! 8 × 8 coefficients, taken through an inverse DCT of `n` points, give the block at `n/8` of its size with what is
//! finer left out: the way of libjpeg's scaled decoding, here as plain matrices so that one function does every size.
//!
//! Integers only, of the same width everywhere, so that every machine gives the same pixels.

use crate::lanes::narrow;
use wide::{i16x8, i32x4, u8x16};

/// Coefficients of a block, in an order that suits the transform: see [`slot`].
pub(super) type Block = [i16; 64];

/// Rows of coefficients that are multiplied and added in pairs, even ones first: what is even is the same for a pixel
/// and for its mirror image, and what is odd differs in its sign alone.
const ROW_PAIRS: [[usize; 2]; 4] = [[0, 2], [4, 6], [1, 3], [5, 7]];

/// The zigzag order of T.81, figure A.6, as row · 8 + column.
const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Where the coefficient of each zigzag position stands in a [`Block`].
pub(super) const SLOTS: [u8; 64] = {
    let mut slots = [0; 64];
    let mut k = 0;
    while k < 64 {
        slots[k] = slot(ZIGZAG[k] as usize / 8, ZIGZAG[k] as usize % 8);
        k += 1;
    }
    slots
};

/// The last zigzag position of the low corner: up to it, everything lies in the first four rows and columns.
const LOW_LAST: usize = 9;

/// The two rows of a pair stand side by side, column by column, as a multiply-and-add wants them.
const fn slot(row: usize, column: usize) -> u8 {
    let mut pair = 0;
    loop {
        if ROW_PAIRS[pair][0] == row {
            return (pair * 16 + column * 2) as u8;
        }
        if ROW_PAIRS[pair][1] == row {
            return (pair * 16 + column * 2 + 1) as u8;
        }
        pair += 1;
    }
}

/// Bits of the matrices' fraction.
const MATRIX_BITS: i32 = 15;

/// Bits of fraction that rows keep between the passes: what remains has room for thrice the range of an honest block.
const ROW_BITS: i32 = 4;

/// Makes pixels of a block: `n` rows of `n`, to where `pixels` begins and every `stride` bytes from there.
///
/// `last` is the highest zigzag position that is not zero. Levels are clamped to 0 to 255.
#[inline]
pub(super) fn transform(n: usize, block: &Block, last: usize, pixels: &mut [u8], stride: usize) {
    match n {
        1 => sized::<1>(block, last, pixels, stride),
        2 => sized::<2>(block, last, pixels, stride),
        3 => sized::<3>(block, last, pixels, stride),
        4 => sized::<4>(block, last, pixels, stride),
        5 => sized::<5>(block, last, pixels, stride),
        6 => sized::<6>(block, last, pixels, stride),
        7 => sized::<7>(block, last, pixels, stride),
        _ => sized::<8>(block, last, pixels, stride),
    }
}

#[inline]
fn sized<const N: usize>(block: &Block, last: usize, pixels: &mut [u8], stride: usize) {
    if last == 0 || N == 1 {
        let level = flat_level(block[0]);
        for row in pixels.chunks_mut(stride).take(N) {
            row[..N].fill(level);
        }
    } else if last <= LOW_LAST {
        both_passes::<N, true>(block, pixels, stride);
    } else {
        both_passes::<N, false>(block, pixels, stride);
    }
}

/// The level of a block that is all one: both passes, for the one coefficient that there is.
fn flat_level(coefficient: i16) -> u8 {
    let basis = i32::from(Matrices::<8>::BASIS[0][0]);
    let row = (i32::from(coefficient) * basis + ROUND_ROWS) >> ROW_SHIFT;
    let row = row.clamp(i32::from(i16::MIN), i32::from(i16::MAX));
    ((row * basis + ROUND_PIXELS) >> PIXEL_SHIFT).clamp(0, 255) as u8
}

const ROW_SHIFT: i32 = MATRIX_BITS - ROW_BITS;
const ROUND_ROWS: i32 = 1 << (ROW_SHIFT - 1);
const PIXEL_SHIFT: i32 = MATRIX_BITS + ROW_BITS;
/// Half of a level, and the 128 by which T.81, A.3.1, shifts levels.
const ROUND_PIXELS: i32 = (1 << (PIXEL_SHIFT - 1)) + (128 << PIXEL_SHIFT);

/// `LOW`: only the first four rows and columns hold anything.
#[inline(always)]
fn both_passes<const N: usize, const LOW: bool>(block: &Block, pixels: &mut [u8], stride: usize) {
    let rows = rows::<N, LOW>(block);
    let across = Matrices::<N>::ACROSS;
    for (row, pixels) in rows.iter().zip(pixels.chunks_mut(stride)).take(N) {
        let lanes: [i32; 4] = bytemuck::cast(*row);
        let mut sums = [i32x4::splat(ROUND_PIXELS); 2];
        let pairs = if LOW { N.min(4) } else { N }.div_ceil(2);
        for (lane, across) in lanes.iter().zip(&across).take(pairs) {
            let pair: i16x8 = bytemuck::cast(i32x4::splat(*lane));
            for (sum, across) in sums.iter_mut().zip(across).take(N.div_ceil(4)) {
                *sum += pair.dot(*across);
            }
        }
        let levels = narrow(sums[0] >> PIXEL_SHIFT, sums[1] >> PIXEL_SHIFT);
        let levels = u8x16::narrow_i16x8(levels, levels).to_array();
        pixels[..N].copy_from_slice(&levels[..N]);
    }
}

/// The first pass: `n` rows of pixels, whose columns are still coefficients.
#[inline(always)]
fn rows<const N: usize, const LOW: bool>(block: &Block) -> [i16x8; 8] {
    let (quads, _) = block.as_chunks::<8>();
    let quad = |pair: usize, half: usize| i16x8::new(quads[2 * pair + half]);
    let halves = if LOW { N.min(4) } else { N }.div_ceil(4);
    let down = Matrices::<N>::DOWN;
    let mut rows = [[i32x4::ZERO; 2]; 8];
    for n in 0..N.div_ceil(2) {
        let sums: [[i32x4; 2]; 2] = core::array::from_fn(|half| {
            if half >= halves {
                return [i32x4::ZERO; 2];
            }
            let part = |first: usize, second_counts: bool| {
                let sum = quad(first, half).dot(down[n][first]);
                if LOW || !second_counts {
                    sum
                } else {
                    sum + quad(first + 1, half).dot(down[n][first + 1])
                }
            };
            [part(0, N > 4) + i32x4::splat(ROUND_ROWS), part(2, N > 5)]
        });
        rows[n] = sums.map(|[even, odd]| (even + odd) >> ROW_SHIFT);
        rows[N - 1 - n] = sums.map(|[even, odd]| (even - odd) >> ROW_SHIFT);
    }
    rows.map(|[low, high]| narrow(low, high))
}

/// The inverse DCT of `N` points in the forms that the passes want.
struct Matrices<const N: usize>;

impl<const N: usize> Matrices<N> {
    /// By pixel and coefficient: T.81, A.3.3, for one dimension, with `N` points and the gain of eight.
    const BASIS: [[i16; 8]; 8] = {
        let mut basis = [[0; 8]; 8];
        let one = (1 << MATRIX_BITS) as f64;
        let mut n = 0;
        while n < N {
            basis[n][0] = (one / SQRT_8 + 0.5) as i16;
            let mut k = 1;
            while k < N {
                let value = one * 0.5 * cosine((2 * n + 1) * k, 2 * N);
                basis[n][k] = if value < 0.0 {
                    value - 0.5
                } else {
                    value + 0.5
                } as i16;
                k += 1;
            }
            n += 1;
        }
        basis
    };

    /// By pixel and pair of rows: the factors of the two rows, four times.
    const DOWN: [[i16x8; 4]; 8] = {
        let mut down = [[i16x8::ZERO; 4]; 8];
        let mut n = 0;
        while n < N {
            let mut pair = 0;
            while pair < 4 {
                let a = Self::BASIS[n][ROW_PAIRS[pair][0]];
                let b = Self::BASIS[n][ROW_PAIRS[pair][1]];
                down[n][pair] = i16x8::new([a, b, a, b, a, b, a, b]);
                pair += 1;
            }
            n += 1;
        }
        down
    };

    /// By pair of neighbouring columns and half of a row: the factors of the two columns for four pixels.
    const ACROSS: [[i16x8; 2]; 4] = {
        let mut across = [[i16x8::ZERO; 2]; 4];
        let mut pair = 0;
        while pair < 4 {
            let mut half = 0;
            while half < 2 {
                let mut factors = [0; 8];
                let mut n = 0;
                while n < 4 {
                    factors[2 * n] = Self::BASIS[4 * half + n][2 * pair];
                    factors[2 * n + 1] = Self::BASIS[4 * half + n][2 * pair + 1];
                    n += 1;
                }
                across[pair][half] = i16x8::new(factors);
                half += 1;
            }
            pair += 1;
        }
        across
    };
}

const SQRT_8: f64 = 2.0 * core::f64::consts::SQRT_2;

/// The cosine of π · `numerator` / `denominator`, by its series: the compiler has no other at compile time.
const fn cosine(numerator: usize, denominator: usize) -> f64 {
    // One turn is 2 · denominator; the other half of it mirrors this one.
    let turn = numerator % (2 * denominator);
    let half = if turn > denominator {
        2 * denominator - turn
    } else {
        turn
    };
    let angle = core::f64::consts::PI * half as f64 / denominator as f64;
    let (mut sum, mut term, mut n) = (1.0, 1.0, 1.0);
    while n < 40.0 {
        term *= -angle * angle / (n * (n + 1.0));
        sum += term;
        n += 2.0;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// T.81, A.3.3, in floating point, with `n` points.
    fn defined(n: usize, coefficients: &[[f64; 8]; 8]) -> Vec<Vec<f64>> {
        let scale = |k: usize| if k == 0 { 0.5 / 2f64.sqrt() } else { 0.5 };
        let wave = |x: usize, k: usize| {
            scale(k) * ((2 * x + 1) as f64 * k as f64 * PI / (2 * n) as f64).cos()
        };
        let pixel = |y, x| {
            let mut sum = 0.0;
            for (v, row) in coefficients.iter().enumerate().take(n) {
                for (u, coefficient) in row.iter().enumerate().take(n) {
                    sum += coefficient * wave(y, v) * wave(x, u);
                }
            }
            (sum + 128.0).clamp(0.0, 255.0)
        };
        (0..n)
            .map(|y| (0..n).map(|x| pixel(y, x)).collect())
            .collect()
    }

    /// Blocks like those of photos, with ever more of their coefficients in use.
    fn blocks() -> impl Iterator<Item = ([[f64; 8]; 8], Block, usize)> {
        let mut state = 1u32;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            i32::from((state >> 16) as u16) - 32_768
        };
        (0..2_000).map(move |round| {
            let (mut square, mut block, last) = ([[0.0; 8]; 8], [0; 64], round % 64);
            for k in 0..=last {
                let value = next() * 900 / 32_768 / (k as i32 + 1);
                let place = usize::from(ZIGZAG[k]);
                square[place / 8][place % 8] = f64::from(value);
                block[usize::from(SLOTS[k])] = value as i16;
            }
            (square, block, last)
        })
    }

    #[test]
    fn every_size_gives_what_the_definition_gives() {
        for n in 1..=8 {
            let (mut worst, mut sum, mut count) = (0.0f64, 0.0, 0.0);
            for (square, block, last) in blocks() {
                let mut pixels = [0; 64 + 8];
                transform(n, &block, last, &mut pixels, 9);
                for (row, expected) in pixels.chunks(9).zip(defined(n, &square)) {
                    for (pixel, expected) in row.iter().zip(expected) {
                        let apart = (f64::from(*pixel) - expected).abs();
                        worst = worst.max(apart);
                        sum += apart;
                        count += 1.0;
                    }
                }
            }
            // Rounding alone is up to 0.5, and 0.25 on average.
            assert!(worst < 0.6, "{n} points: {worst} apart");
            assert!(sum / count < 0.26, "{n} points: {} on average", sum / count);
        }
    }

    #[test]
    fn a_block_of_one_level_is_the_same_by_either_way() {
        for coefficient in (-32_768..=32_767).step_by(37) {
            let mut block = [0; 64];
            block[0] = coefficient as i16;
            for n in 1..=8 {
                let (mut quick, mut whole) = ([0; 64], [0; 64]);
                transform(n, &block, 0, &mut quick, 8);
                transform(n, &block, 63, &mut whole, 8);
                assert_eq!(quick, whole, "{n} points of {coefficient}");
            }
        }
    }
}
