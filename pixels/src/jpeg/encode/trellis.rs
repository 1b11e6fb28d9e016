//! Which levels of a block are worth their bits.
//!
//! The choice by rate and distortion of Crouse and Ramchandran, "Joint thresholding and quantizer selection for transform
//! image coding" (IEEE Transactions on Image Processing 6, 1997), as a path over the positions that are not zero.

use super::huffman::Code;
use super::patience::Patience;
use super::quantise::{Quantised, ZIGZAG};

/// Bits of a symbol that did not come where symbols were counted.
const UNSEEN_BITS: f32 = 17.0;

/// Sizes that an AC level can have (T.81, table F.2), and zero.
const SIZES: usize = 11;

/// A level of so many steps is never left out, whatever its bits.
const SURE_STEPS: f32 = 2.5;

const PATIENCE: Patience = Patience {
    calm: 0.0175,
    by_activity: 0.06,
    at_most: 8.0,
};

/// How many bits symbols take.
pub(super) struct Prices {
    /// A level, by its size and by the zeros before it.
    levels: [[f32; 64]; SIZES],
    /// Saying that nothing follows.
    end: f32,
}

impl Prices {
    /// By the code of a first attempt.
    pub(super) fn of(code: &Code) -> Self {
        let bits = |symbol: usize| match code.words[symbol].1 {
            0 => UNSEEN_BITS,
            length => f32::from(length),
        };
        let mut levels = [[0.0; 64]; SIZES];
        for (size, bits_by_run) in levels.iter_mut().enumerate() {
            for (run, taken) in bits_by_run.iter_mut().enumerate() {
                let zeros = (run / 16) as f32 * bits(0xF0);
                *taken = zeros + bits((run % 16) << 4 | size) + size as f32;
            }
        }
        let end = bits(0);
        Self { levels, end }
    }
}

/// Takes levels away from a block, or makes them smaller by a size, where that saves more than it spoils.
pub(super) fn thin(block: &mut Quantised, prices: &Prices) {
    let mut left = block.positions & !1;
    if left == 0 {
        return;
    }
    let mut nodes = [Node::START; 64];
    // Paths begin at the last one that is sure.
    let (mut count, mut first) = (1, 0);
    while left != 0 {
        let position = left.trailing_zeros();
        left &= left - 1;
        let place = usize::from(ZIGZAG[position as usize & 63]) & 63;
        let exact = block.exact[place];
        let worth = PATIENCE.worth(block.activity, position);
        let level = u32::from(block.levels[place].unsigned_abs());
        let size = 32 - level.leading_zeros();
        let mut best = Node {
            position,
            value: f32::NEG_INFINITY,
            ..Node::START
        };
        // Of the levels of a smaller size, the largest is the nearest.
        for (level, size) in [(level, size), ((1 << (size - 1)) - 1, size - 1)] {
            if level == 0 {
                break;
            }
            let bits_by_run = &prices.levels[(size as usize).min(SIZES - 1)];
            // Without it the error is its own square, with it that of the distance to the level.
            let gain = level as f32 * (2.0 * exact - level as f32);
            for (before, node) in nodes.iter().enumerate().take(count).skip(first) {
                let run = position - node.position - 1;
                let value = node.value + gain - worth * bits_by_run[run as usize & 63];
                if value > best.value {
                    best.value = value;
                    best.before = before as u8;
                    best.level = level as i16;
                }
            }
        }
        nodes[count & 63] = best;
        if exact > SURE_STEPS {
            first = count;
        }
        count += 1;
    }
    let (mut last, mut most) = (0, f32::NEG_INFINITY);
    for (index, node) in nodes.iter().enumerate().take(count).skip(first) {
        let ends = if node.position < 63 { prices.end } else { 0.0 };
        let value = node.value - PATIENCE.worth(block.activity, node.position) * ends;
        if value > most {
            (last, most) = (index, value);
        }
    }
    keep(block, &nodes, last);
}

/// Leaves in the block what lies on the path that ends here.
fn keep(block: &mut Quantised, nodes: &[Node; 64], last: usize) {
    let mut on_path = last;
    block.positions &= 1;
    while on_path > 0 {
        let node = nodes[on_path & 63];
        block.positions |= 1 << node.position;
        let place = usize::from(ZIGZAG[node.position as usize & 63]) & 63;
        block.levels[place] = node.level * block.levels[place].signum();
        on_path = usize::from(node.before);
    }
}

/// The best path that ends with a level at this position.
#[derive(Clone, Copy)]
struct Node {
    position: u32,
    /// What its levels bring less what they cost, in squares of a step.
    value: f32,
    /// The node before; the first has none.
    before: u8,
    /// Without its sign.
    level: i16,
}

impl Node {
    const START: Self = Self {
        position: 0,
        value: 0.0,
        before: 0,
        level: 0,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a block's levels bring less what they cost, counted from one position to the next.
    fn value(block: &Quantised, levels: &[(u32, i32)], prices: &Prices) -> f32 {
        let (mut value, mut before) = (0.0, 0);
        for &(position, level) in levels.iter().filter(|(_, level)| *level != 0) {
            let exact = block.exact[usize::from(ZIGZAG[position as usize])];
            let size = 32 - level.leading_zeros();
            let bits = prices.levels[size as usize][(position - before - 1) as usize];
            value += level as f32 * (2.0 * exact - level as f32);
            value -= PATIENCE.worth(block.activity, position) * bits;
            before = position;
        }
        if before < 63 {
            value -= PATIENCE.worth(block.activity, before) * prices.end;
        }
        value
    }

    #[test]
    fn no_other_choice_of_levels_is_worth_more() {
        let mut occurrences = [0; 256];
        for (symbol, count) in [
            (0, 90),
            (1, 100),
            (2, 30),
            (0x11, 50),
            (0x21, 20),
            (0xF0, 3),
        ] {
            occurrences[symbol] = count;
        }
        let prices = Prices::of(&Code::best(&occurrences));
        let mut state = 3u32;
        let mut random = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        let (mut thinned, mut lessened) = (0, 0);
        for _ in 0..500 {
            let mut block = Quantised {
                levels: [0; 64],
                exact: [0.0; 64],
                positions: 1,
                activity: random(80) as f32,
            };
            block.levels[0] = 5;
            let mut there = Vec::new();
            for (position, &place) in ZIGZAG.iter().enumerate().skip(1) {
                // Few enough to try every choice; none is so large that it is sure.
                if there.len() < 6 && random(8) == 0 {
                    let exact = 0.5 + random(2000) as f32 / 1000.0;
                    let place = usize::from(place);
                    block.exact[place] = exact;
                    let level = (exact + 0.5) as i32;
                    block.levels[place] = level as i16 * if random(2) == 0 { 1 } else { -1 };
                    block.positions |= 1 << position;
                    there.push((position as u32, level));
                }
            }
            let signs = block.levels;
            let mut most = f32::NEG_INFINITY;
            for choice in 0..3u32.pow(there.len() as u32) {
                let mut choice = choice;
                let levels: Vec<(u32, i32)> = there
                    .iter()
                    .map(|&(position, level)| {
                        let less = (choice % 3) as i32;
                        choice /= 3;
                        (position, (level - less).max(0))
                    })
                    .collect();
                most = most.max(value(&block, &levels, &prices));
            }
            thin(&mut block, &prices);
            let kept: Vec<(u32, i32)> = there
                .iter()
                .filter(|(position, _)| block.positions >> position & 1 == 1)
                .map(|&(position, _)| {
                    let place = usize::from(ZIGZAG[position as usize]);
                    assert_eq!(block.levels[place].signum(), signs[place].signum());
                    (position, i32::from(block.levels[place].abs()))
                })
                .collect();
            assert!(value(&block, &kept, &prices) > most - 1e-4);
            assert_eq!((block.levels[0], block.positions & 1), (5, 1));
            thinned += there.len() - kept.len();
            lessened += kept.iter().filter(|kept| !there.contains(kept)).count();
        }
        assert!(thinned > 50 && lessened > 5, "{thinned}, {lessened}");
    }
}
