//! What the vectors of `wide` lack, or have without the instructions of wasm.

use wide::{i16x8, i32x4, i32x8, u8x16};

/// Eight numbers to 16 bits, clamped.
#[inline(always)]
pub(super) fn narrow(low: i32x4, high: i32x4) -> i16x8 {
    i16x8::from_i32x8_saturate(bytemuck::cast::<[i32x4; 2], i32x8>([low, high]))
}

/// Sixteen samples to 16 bits each, in their order.
#[inline(always)]
pub(super) fn widen(samples: u8x16) -> [i16x8; 2] {
    [
        bytemuck::cast(u8x16::unpack_low(samples, u8x16::ZERO)),
        bytemuck::cast(u8x16::unpack_high(samples, u8x16::ZERO)),
    ]
}

/// The sum of each of four vectors.
#[inline(always)]
pub(super) fn sum_each(vectors: [i32x4; 4]) -> i32x4 {
    let [a, b, c, d] = transpose(vectors);
    (a + b) + (c + d)
}

/// Rows to columns.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
pub(super) fn transpose(rows: [i32x4; 4]) -> [i32x4; 4] {
    use core::arch::wasm32::{i32x4_shuffle, v128};
    let [a, b, c, d] = rows.map(bytemuck::cast::<i32x4, v128>);
    let (ab_low, ab_high) = (
        i32x4_shuffle::<0, 4, 1, 5>(a, b),
        i32x4_shuffle::<2, 6, 3, 7>(a, b),
    );
    let (cd_low, cd_high) = (
        i32x4_shuffle::<0, 4, 1, 5>(c, d),
        i32x4_shuffle::<2, 6, 3, 7>(c, d),
    );
    [
        i32x4_shuffle::<0, 1, 4, 5>(ab_low, cd_low),
        i32x4_shuffle::<2, 3, 6, 7>(ab_low, cd_low),
        i32x4_shuffle::<0, 1, 4, 5>(ab_high, cd_high),
        i32x4_shuffle::<2, 3, 6, 7>(ab_high, cd_high),
    ]
    .map(bytemuck::cast::<v128, i32x4>)
}

/// Rows to columns.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline(always)]
pub(super) fn transpose(rows: [i32x4; 4]) -> [i32x4; 4] {
    i32x4::transpose(rows)
}

/// The numbers of two vectors by turns.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
pub(super) fn interleave(a: i16x8, b: i16x8) -> [i16x8; 2] {
    use core::arch::wasm32::{i16x8_shuffle, v128};
    let (a, b) = (bytemuck::cast::<i16x8, v128>(a), bytemuck::cast(b));
    [
        bytemuck::cast::<v128, i16x8>(i16x8_shuffle::<0, 8, 1, 9, 2, 10, 3, 11>(a, b)),
        bytemuck::cast::<v128, i16x8>(i16x8_shuffle::<4, 12, 5, 13, 6, 14, 7, 15>(a, b)),
    ]
}

/// The numbers of two vectors by turns.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline(always)]
pub(super) fn interleave(a: i16x8, b: i16x8) -> [i16x8; 2] {
    let (a, b) = (a.to_array(), b.to_array());
    [
        i16x8::new([a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3]]),
        i16x8::new([a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7]]),
    ]
}

/// Eight rows to eight columns.
#[inline(always)]
pub(super) fn transpose_eight(rows: [i16x8; 8]) -> [i16x8; 8] {
    // Three rounds of interleaving what is half of the rows apart are a transposition.
    let round = |rows: [i16x8; 8]| {
        let [a, b, c, d, e, f, g, h] = rows;
        let ([p, q], [r, s]) = (interleave(a, e), interleave(b, f));
        let ([t, u], [v, w]) = (interleave(c, g), interleave(d, h));
        [p, q, r, s, t, u, v, w]
    };
    round(round(round(rows)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_columns() {
        let rows: [i16x8; 8] = core::array::from_fn(|row| {
            i16x8::new(core::array::from_fn(|column| (10 * row + column) as i16))
        });
        let columns = transpose_eight(rows).map(i16x8::to_array);
        for (row, numbers) in columns.iter().enumerate() {
            for (column, number) in numbers.iter().enumerate() {
                assert_eq!(*number, (10 * column + row) as i16);
            }
        }
        let fours = [1, 10, 100, 1000].map(|n| i32x4::new([n, 2 * n, 3 * n, 4 * n]));
        assert_eq!(sum_each(fours).to_array(), [10, 100, 1000, 10_000]);
    }
}
