//! The DCT of a block (T.81, A.3.3) in integers that are the same on every machine.

use crate::lanes::{interleave, narrow, transpose_eight};
use wide::{i16x8, i32x4};

/// Bits of fraction that coefficients leave [`transform`] with.
pub(super) const FRACTION_BITS: u32 = MATRIX_BITS + ROW_BITS;

/// Bits of the matrix's fraction.
const MATRIX_BITS: u32 = 15;

/// Bits of fraction between the passes: twice what eight levels can add up to still fits into 16 bits.
const ROW_BITS: u32 = 5;

/// The coefficients of 8 × 8 levels from -128 to 127: eight columns of eight, as two vectors each.
///
/// The number at place 8 · u + v belongs to the frequency u across and v down.
#[inline(always)]
pub(super) fn transform(levels: [i16x8; 8]) -> [[i32x4; 2]; 8] {
    const SHIFT: u32 = MATRIX_BITS - ROW_BITS;
    let down = pass(levels).map(|[low, high]| {
        let half = i32x4::splat(1 << (SHIFT - 1));
        narrow((low + half) >> SHIFT, (high + half) >> SHIFT)
    });
    pass(transpose_eight(down))
}

/// Eight DCTs side by side, one in each lane.
///
/// What is even in frequency sees only the sums of pixels that mirror each other, what is odd their differences.
#[inline(always)]
fn pass(x: [i16x8; 8]) -> [[i32x4; 2]; 8] {
    let sum = |n: usize| x[n] + x[7 - n];
    let difference = |n: usize| x[n] - x[7 - n];
    let even = [interleave(sum(0), sum(1)), interleave(sum(2), sum(3))];
    let odd = [
        interleave(difference(0), difference(1)),
        interleave(difference(2), difference(3)),
    ];
    core::array::from_fn(|k| {
        let pairs = if k % 2 == 0 { &even } else { &odd };
        core::array::from_fn(|half| {
            pairs[0][half].dot(BASIS[k][0]) + pairs[1][half].dot(BASIS[k][1])
        })
    })
}

/// By frequency: the factors of the first and second, and of the third and fourth pixel.
const BASIS: [[i16x8; 2]; 8] = {
    // Cosines of n · π / 16, halved, in the matrix's fraction.
    const HALF_COSINES: [i16; 8] = [16384, 16069, 15137, 13623, 11585, 9102, 6270, 3196];
    let mut basis = [[i16x8::ZERO; 2]; 8];
    let mut k = 0;
    while k < 8 {
        let mut row = [0; 4];
        let mut n = 0;
        while n < 4 {
            // A turn has 32 steps; the cosine is even, and its second quarter is the first one's negative.
            let step = (2 * n + 1) * k % 32;
            let step = if step > 16 { 32 - step } else { step };
            row[n] = match step {
                _ if k == 0 => HALF_COSINES[4],
                0..=7 => HALF_COSINES[step],
                8 => 0,
                _ => -HALF_COSINES[16 - step],
            };
            n += 1;
        }
        let [a, b, c, d] = row;
        basis[k] = [
            i16x8::new([a, b, a, b, a, b, a, b]),
            i16x8::new([c, d, c, d, c, d, c, d]),
        ];
        k += 1;
    }
    basis
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    #[test]
    fn it_gives_what_the_definition_gives() {
        let mut state = 7u32;
        for round in 0..200 {
            let levels: [[i16; 8]; 8] = core::array::from_fn(|_| {
                core::array::from_fn(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    match round {
                        // Extremes, where a number of 16 bits would overflow first.
                        0..50 => {
                            if state >> 31 == 0 {
                                -128
                            } else {
                                127
                            }
                        }
                        _ => (state >> 24) as i16 - 128,
                    }
                })
            });
            let coefficients = transform(levels.map(i16x8::new));
            for (u, column) in coefficients.iter().enumerate() {
                let column: [i32; 8] = bytemuck::cast(*column);
                for (v, coefficient) in column.into_iter().enumerate() {
                    let scale = |k: usize| if k == 0 { 0.5 / 2f64.sqrt() } else { 0.5 };
                    let mut expected = 0.0;
                    for (y, row) in levels.iter().enumerate() {
                        for (x, level) in row.iter().enumerate() {
                            let wave = |n: usize, k: usize| {
                                ((2 * n + 1) as f64 * k as f64 * PI / 16.0).cos()
                            };
                            expected += f64::from(*level) * wave(x, u) * wave(y, v);
                        }
                    }
                    expected *= scale(u) * scale(v);
                    let ours = f64::from(coefficient) / f64::from(1 << FRACTION_BITS);
                    assert!(
                        (ours - expected).abs() < 0.15,
                        "{u}, {v}: {ours}, not {expected}"
                    );
                }
            }
        }
    }
}
