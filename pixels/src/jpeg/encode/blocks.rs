//! A block's levels, decided and put into tokens (T.81, F.1.2).

use super::patience::Patience;
use super::quantise::{Quantised, ZIGZAG};
use super::tokens::Tokens;

/// A level of one step that brings less is left out: the choice that a trellis makes by rate and distortion, made once,
/// on the way, for the levels where most of the gain is.
const PATIENCE: Patience = Patience {
    calm: 0.021,
    by_activity: 0.025,
    at_most: 6.5,
};

/// Bits that a level of one step usually takes, with its sign, by the zeros before it: the lengths of T.81, table K.5.
const BITS_OF_ONE: [f32; 64] = {
    const LENGTHS: [u8; 16] = [3, 5, 6, 7, 7, 8, 8, 9, 10, 10, 10, 11, 11, 12, 17, 17];
    let mut bits = [0.0; 64];
    let mut run = 0;
    while run < 64 {
        // Every sixteen zeros are a symbol of 11 bits.
        bits[run] = LENGTHS[run % 16] as f32 + 11.0 * (run / 16) as f32;
        run += 1;
    }
    bits
};

/// Puts a block into tokens and gives its DC level, which the next one is told from.
#[inline(always)]
pub(super) fn push(
    tokens: &mut Tokens,
    tables: [usize; 2],
    block: &Quantised,
    dc_before: i16,
) -> i16 {
    let [dc_table, ac_table] = tables;
    let dc = block.levels[0];
    let (size, tail) = number(i32::from(dc) - i32::from(dc_before));
    tokens.push(dc_table, size as u8, size, tail);
    let mut left = block.positions & !1;
    let mut before = 0;
    while left != 0 {
        let position = left.trailing_zeros();
        left &= left - 1;
        let place = usize::from(ZIGZAG[position as usize & 63]);
        let level = block.levels[place & 63];
        let mut run = position - before - 1;
        if (-1..=1).contains(&level) {
            // Without it the error is its own square, with it that of the distance to one.
            let gain = 2.0 * block.exact[place & 63] - 1.0;
            let worth = PATIENCE.worth(block.activity, position);
            if gain < worth * BITS_OF_ONE[run as usize & 63] {
                continue;
            }
        }
        before = position;
        while run > 15 {
            tokens.push(ac_table, 0xF0, 0, 0);
            run -= 16;
        }
        let (size, tail) = number(i32::from(level));
        tokens.push(ac_table, (run << 4 | size) as u8, size, tail);
    }
    if before < 63 {
        tokens.push(ac_table, 0, 0, 0);
    }
    dc
}

/// The size of a number and the bits that tell it from others of its size (T.81, table F.1).
#[inline(always)]
pub(super) fn number(value: i32) -> (u32, u16) {
    let size = 32 - value.unsigned_abs().leading_zeros();
    // Negative ones are one less, in the lower bits.
    let tail = (value + (value >> 31)) as u32 & ((1 << size) - 1);
    (size, tail as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_apart_as_the_standard_says() {
        assert_eq!(number(0), (0, 0));
        assert_eq!([-1, 1].map(number), [(1, 0), (1, 1)]);
        assert_eq!([-3, -2, 2, 3].map(number), [(2, 0), (2, 1), (2, 2), (2, 3)]);
        assert_eq!(number(-2047), (11, 0));
        assert_eq!(number(1024), (11, 1024));
    }
}
