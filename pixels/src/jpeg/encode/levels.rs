//! The levels that were decided, kept until every scan has been written.

use super::fdct;
use super::quantise::{Quantised, Steps, ZIGZAG};
use super::strip::Strip;
use super::trellis::{self, Prices};
use super::units;
use crate::raster::Plane;

/// How many of a level's lowest bits scans may leave for later.
const DEEPEST: usize = 1;

/// One component's levels.
pub(super) struct Levels {
    /// Blocks to a row, those included that only fill up a unit.
    pub(super) across: usize,
    /// Blocks that the picture covers, across and down: scans of one component have no others (T.81, A.2.2).
    pub(super) covered: [usize; 2],
    pub(super) dc: Vec<i16>,
    blocks: Vec<Block>,
    /// Of all blocks the AC levels that are not zero, in zigzag order.
    ac: Vec<i16>,
}

/// A block's AC levels.
#[derive(Clone, Copy)]
struct Block {
    /// Where its levels begin.
    from: u32,
    /// A bit for each position in the zigzag whose level has a bit from this one on: without its sign, at least 1 or 2.
    from_bit: [u64; DEEPEST + 1],
}

/// What a scan sees of a block.
pub(super) struct View<'a> {
    pub(super) from_bit: [u64; DEEPEST + 1],
    levels: &'a [i16],
}

impl View<'_> {
    /// The level at a position where it is not zero.
    #[inline(always)]
    pub(super) fn level(&self, position: u32) -> i32 {
        let before = (self.from_bit[0] & ((1 << position) - 1)).count_ones();
        i32::from(self.levels[before as usize])
    }
}

impl Levels {
    /// Decides the levels of one of the picture's components.
    pub(super) fn decide(
        planes: &[Plane],
        component: usize,
        steps: &Steps,
        prices: &Prices,
    ) -> Self {
        let plane = &planes[component];
        let side = units::side(planes, component);
        let [across, down] = units::count(planes).map(|units| units * side);
        let mut levels = Self {
            across,
            covered: [plane.width, plane.height].map(|length| (length as usize).div_ceil(8)),
            dc: Vec::with_capacity(across * down),
            blocks: Vec::with_capacity(across * down),
            ac: Vec::with_capacity(plane.samples.len() / 8),
        };
        let mut strip = Strip::new(across, 1);
        for row in 0..down {
            strip.fill(plane, row);
            for column in 0..across {
                let mut block = steps.quantise(fdct::transform(strip.block(column, 0)));
                trellis::thin(&mut block, prices);
                levels.push(&block);
            }
        }
        levels
    }

    fn push(&mut self, block: &Quantised) {
        let mut kept = Block {
            from: self.ac.len() as u32,
            from_bit: [0; DEEPEST + 1],
        };
        self.dc.push(block.levels[0]);
        let mut left = block.positions & !1;
        while left != 0 {
            let position = left.trailing_zeros();
            left &= left - 1;
            let level = block.levels[usize::from(ZIGZAG[position as usize & 63]) & 63];
            for (bit, from_bit) in kept.from_bit.iter_mut().enumerate() {
                *from_bit |= u64::from(level.unsigned_abs() >> bit != 0) << position;
            }
            self.ac.push(level);
        }
        self.blocks.push(kept);
    }

    /// The blocks that the picture covers, row by row.
    pub(super) fn blocks(&self) -> impl Iterator<Item = View<'_>> {
        let [wide, high] = self.covered;
        let rows = self.blocks.chunks(self.across).take(high);
        rows.flat_map(move |row| &row[..wide]).map(|block| View {
            from_bit: block.from_bit,
            levels: &self.ac[block.from as usize..],
        })
    }
}
