//! Levels into the tokens of progressive scans (T.81, annex G.1.2).

use super::blocks::number;
use super::levels::Levels;
use super::tokens::Tokens;

/// The longest run of blocks that an end can stand for (G.1.2.2).
const LONGEST_RUN: u32 = 0x7FFF;

/// A band of AC levels: positions in the zigzag, the last one included.
pub(super) type Band = [u8; 2];

/// The DC levels of all components, unit by unit, as a sequential scan has them (G.1.2.1).
pub(super) fn dc(components: &[Levels]) -> Tokens {
    let mut tokens = Tokens::with_capacity(components.iter().map(|levels| levels.dc.len()).sum());
    let Some(last) = components.last() else {
        return tokens;
    };
    let mut before = vec![0; components.len()];
    for unit in 0..last.dc.len() {
        let (row, column) = (unit / last.across, unit % last.across);
        for (index, (levels, before)) in components.iter().zip(&mut before).enumerate() {
            let side = levels.across / last.across;
            for y in 0..side {
                for x in 0..side {
                    let block = (row * side + y) * levels.across + column * side + x;
                    let level = i32::from(levels.dc[block]);
                    let (size, tail) = number(level - *before);
                    tokens.push(index.min(1), size as u8, size, tail);
                    *before = level;
                }
            }
        }
    }
    tokens
}

/// A band's levels without their lowest bits (G.1.2.2).
pub(super) fn first(levels: &Levels, table: usize, band: Band, lowest_bit: usize) -> Tokens {
    let mut tokens = Tokens::with_capacity(levels.dc.len() * 2);
    let mut ends = Ends::new(table);
    for block in levels.blocks() {
        let mut left = block.from_bit[lowest_bit] & mask(band);
        let mut next = u32::from(band[0]);
        if left != 0 {
            ends.write(&mut tokens);
        }
        while left != 0 {
            let position = left.trailing_zeros();
            left &= left - 1;
            let mut run = position - next;
            while run > 15 {
                tokens.push(table, 0xF0, 0, 0);
                run -= 16;
            }
            let level = block.level(position);
            // The bits are cut off the size, not the number: both signs alike (G.1.2.1).
            let (size, tail) = number(level.signum() * (level.abs() >> lowest_bit));
            tokens.push(table, (run << 4 | size) as u8, size, tail);
            next = position + 1;
        }
        if next <= u32::from(band[1]) {
            ends.count(&mut tokens);
        }
    }
    ends.write(&mut tokens);
    tokens
}

/// One more bit of a band's levels: of those that an earlier scan had, the bit itself, and those that it makes the
/// first of (G.1.2.3).
pub(super) fn refine(levels: &Levels, table: usize, band: Band, bit: usize) -> Tokens {
    let mut tokens = Tokens::with_capacity(levels.dc.len() * 2);
    let mut ends = Ends::new(table);
    for block in levels.blocks() {
        let known = block.from_bit[bit + 1] & mask(band);
        let new = block.from_bit[bit] & mask(band) & !known;
        let mut left = known | new;
        let mut bits = Bits::default();
        let (mut run, mut next) = (0, u32::from(band[0]));
        // Behind the last new one there is only the end, which counts no zeros.
        let mut new_left = new;
        while left != 0 {
            let position = left.trailing_zeros();
            left &= left - 1;
            run += position - next;
            next = position + 1;
            while run > 15 && new_left != 0 {
                ends.write(&mut tokens);
                tokens.push(table, 0xF0, 0, 0);
                bits.write(&mut tokens);
                run -= 16;
            }
            let level = block.level(position);
            if known >> position & 1 == 1 {
                bits.push(level.unsigned_abs() >> bit & 1);
                continue;
            }
            ends.write(&mut tokens);
            tokens.push(table, (run << 4 | 1) as u8, 1, u16::from(level > 0));
            bits.write(&mut tokens);
            new_left &= new_left - 1;
            run = 0;
        }
        if next <= u32::from(band[1]) || bits.count > 0 {
            ends.bits.push(bits);
            ends.count(&mut tokens);
        }
    }
    ends.write(&mut tokens);
    tokens
}

/// The bits of a band's positions.
fn mask([from, to]: Band) -> u64 {
    u64::MAX << from & u64::MAX >> (63 - to)
}

/// Blocks whose bands have ended, not written yet: a run of them is one symbol.
struct Ends {
    table: usize,
    run: u32,
    /// Bits that belong to levels behind the end, block by block.
    bits: Vec<Bits>,
}

impl Ends {
    fn new(table: usize) -> Self {
        Self {
            table,
            run: 0,
            bits: Vec::new(),
        }
    }

    #[inline(always)]
    fn count(&mut self, tokens: &mut Tokens) {
        self.run += 1;
        if self.run == LONGEST_RUN {
            self.write(tokens);
        }
    }

    #[inline(always)]
    fn write(&mut self, tokens: &mut Tokens) {
        if self.run == 0 {
            return;
        }
        let size = self.run.ilog2();
        let tail = self.run - (1 << size);
        tokens.push(self.table, (size << 4) as u8, size, tail as u16);
        self.run = 0;
        for mut bits in self.bits.drain(..) {
            bits.write(tokens);
        }
    }
}

/// Up to 63 bits that stand as they are, behind a symbol.
#[derive(Default)]
struct Bits {
    bits: u64,
    count: u32,
}

impl Bits {
    #[inline(always)]
    fn push(&mut self, bit: u32) {
        self.bits = self.bits << 1 | u64::from(bit);
        self.count += 1;
    }

    #[inline(always)]
    fn write(&mut self, tokens: &mut Tokens) {
        while self.count > 0 {
            let size = self.count.min(16);
            self.count -= size;
            let bits = self.bits >> self.count & ((1 << size) - 1);
            tokens.push_bits(size, bits as u16);
        }
        self.bits = 0;
    }
}
