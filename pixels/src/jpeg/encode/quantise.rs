//! From coefficients to the whole numbers that are stored.

use super::fdct::FRACTION_BITS;
use crate::jpeg::Preset;
use crate::lanes::narrow;
use wide::{f32x4, i16x8, i32x4, u8x16};

/// The zigzag order of T.81, figure A.6, as places of [`super::fdct`]: 8 · (frequency across) + frequency down.
pub(super) const ZIGZAG: [u8; 64] = [
    0, 8, 1, 2, 9, 16, 24, 17, 10, 3, 4, 11, 18, 25, 32, 40, 33, 26, 19, 12, 5, 6, 13, 20, 27, 34,
    41, 48, 56, 49, 42, 35, 28, 21, 14, 7, 15, 22, 29, 36, 43, 50, 57, 58, 51, 44, 37, 30, 23, 31,
    38, 45, 52, 59, 60, 53, 46, 39, 47, 54, 61, 62, 55, 63,
];

/// For eight neighbouring places, by which of them are not zero: a bit for each one's position in the zigzag.
static POSITIONS: [[u64; 256]; 8] = {
    let mut positions = [[0; 256]; 8];
    let mut k = 0;
    while k < 64 {
        let (group, bit) = (ZIGZAG[k] as usize / 8, ZIGZAG[k] % 8);
        let mut places = 0;
        while places < 256 {
            if places >> bit & 1 == 1 {
                positions[group][places] |= 1 << k;
            }
            places += 1;
        }
        k += 1;
    }
    positions
};

/// The steps of one quantisation table.
pub(super) struct Steps {
    /// As DQT has them, in zigzag order.
    pub(super) in_zigzag: [u8; 64],
    /// What a coefficient is multiplied by, in the order of [`super::fdct`].
    inverse: [f32; 64],
}

/// A block in whole steps.
pub(super) struct Quantised {
    /// In the order of [`super::fdct`].
    pub(super) levels: [i16; 64],
    /// How many steps each coefficient really has, without its sign.
    pub(super) exact: [f32; 64],
    /// A bit for each position in the zigzag that is not zero.
    pub(super) positions: u64,
    /// All coefficients but the lowest in steps, without their signs: how much goes on in the block.
    pub(super) activity: f32,
}

/// What the steps grow from.
const fn finest(preset: Preset) -> f64 {
    match preset {
        Preset::Balanced => 2.6,
        Preset::Smallest => 3.6,
    }
}

/// The step of a block's mean in the smallest preset. Eight are one level of a sample, so a flat block comes out as it was, and
/// no step between 4 and 10 needs fewer bytes at equal SSIMULACRA2; smooth pictures, which are little else than means, need a
/// quarter less than with the finest step. In the balanced preset, whose other steps are finer too, the finer mean is worth
/// its bytes.
const MEAN: f64 = 8.0;

impl Steps {
    /// Steps for luma.
    ///
    /// They grow with the distance from the lowest frequency, by its power of 1.25. Of the shapes that were tried, the
    /// tables of T.81, of Robidoux and of jpegli among them, this one needs the fewest bytes at equal SSIMULACRA2.
    pub(super) fn luma(preset: Preset) -> Self {
        Self::by_distance(preset, |distance| {
            finest(preset) * (1.0 + distance * distance.sqrt().sqrt())
        })
    }

    /// Steps for both kinds of chroma, which grow with the distance itself.
    pub(super) fn chroma(preset: Preset) -> Self {
        Self::by_distance(preset, |distance| 0.95 * finest(preset) * (1.0 + distance))
    }

    /// The square root is the only function here that is not exact, and it is the same on every machine.
    fn by_distance(preset: Preset, step: impl Fn(f64) -> f64) -> Self {
        let (mut in_zigzag, mut inverse) = ([0; 64], [0.0; 64]);
        for (in_zigzag, place) in in_zigzag.iter_mut().zip(ZIGZAG) {
            let (u, v) = (u32::from(place / 8), u32::from(place % 8));
            let step = match (u + v, preset) {
                (0, Preset::Smallest) => MEAN,
                _ => step(f64::from(u * u + v * v).sqrt()),
            };
            let step = step.round().clamp(1.0, 255.0);
            *in_zigzag = step as u8;
            inverse[usize::from(place)] = (1.0 / (step * f64::from(1 << FRACTION_BITS))) as f32;
        }
        Self { in_zigzag, inverse }
    }

    /// Divides every coefficient by its step and rounds.
    #[inline(always)]
    pub(super) fn quantise(&self, coefficients: [[i32x4; 2]; 8]) -> Quantised {
        let (inverse, _) = self.inverse.as_chunks::<4>();
        let mut block = Quantised {
            levels: [0; 64],
            exact: [0.0; 64],
            positions: 0,
            activity: 0.0,
        };
        let mut sum = f32x4::ZERO;
        let (exact, _) = block.exact.as_chunks_mut::<4>();
        let (levels, _) = block.levels.as_chunks_mut::<8>();
        let mut sizes = [i16x8::ZERO; 8];
        for (u, column) in coefficients.iter().enumerate() {
            let mut whole = [i32x4::ZERO; 2];
            for (half, coefficient) in column.iter().enumerate() {
                let steps = coefficient.round_float() * f32x4::new(inverse[2 * u + half]);
                let steps = steps.abs();
                exact[2 * u + half] = steps.to_array();
                sum += steps;
                whole[half] = (steps + f32x4::splat(0.5)).trunc_int();
            }
            let signs = narrow(column[0] >> 31, column[1] >> 31);
            let size = narrow(whole[0], whole[1]);
            sizes[u] = size;
            levels[u] = ((size ^ signs) - signs).to_array();
        }
        let [a, b, c, d] = sum.to_array();
        block.activity = (a + b) + (c + d) - exact[0][0];
        for (pair, sizes) in sizes.as_chunks::<2>().0.iter().enumerate() {
            let zero = u8x16::narrow_i16x8(sizes[0], sizes[1]).simd_eq(u8x16::ZERO);
            let places = !zero.to_bitmask() as usize;
            block.positions |= POSITIONS[2 * pair][places & 0xFF];
            block.positions |= POSITIONS[2 * pair + 1][places >> 8 & 0xFF];
        }
        block
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_divided_and_its_positions_are_known() {
        let steps = Steps::luma(Preset::Balanced);
        let one = 1 << FRACTION_BITS;
        for (position, &place) in ZIGZAG.iter().enumerate() {
            let place = usize::from(place);
            for (steps_there, level) in [(1, 1i16), (-1, -1), (3, 3), (0, 0), (-200, -200)] {
                let mut coefficients = [[[0i32; 4]; 2]; 8];
                let step = i32::from(steps.in_zigzag[position]);
                coefficients[place / 8][place % 8 / 4][place % 4] =
                    (steps_there * step).clamp(-2047, 2047) * one;
                let coefficients = coefficients.map(|column| column.map(i32x4::new));
                let block = steps.quantise(coefficients);
                let level = if (steps_there * step).abs() > 2047 {
                    level.signum() * (2047.0 / step as f32).round() as i16
                } else {
                    level
                };
                assert_eq!(block.levels[place], level);
                let positions = if level == 0 { 0 } else { 1u64 << position };
                assert_eq!(block.positions, positions);
            }
        }
    }

    #[test]
    fn the_zigzag_is_that_of_the_standard_turned_over() {
        // T.81, figure A.6, begins right, then down and left.
        assert_eq!(ZIGZAG[..6], [0, 8, 1, 2, 9, 16]);
        let mut places = ZIGZAG;
        places.sort_unstable();
        assert!(
            places
                .iter()
                .enumerate()
                .all(|(n, &place)| n == usize::from(place))
        );
    }
}
